"""What the database survives."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psycopg
import pytest

from essaim.kernel.database import Cluster, machine
from essaim.kernel.database.throwaway import make_folder, remove_folder
from tests.faults.serving import wait_for

pytestmark = pytest.mark.faults


@pytest.fixture
def folder():
    made = make_folder()
    yield made
    remove_folder(made)


def python(code, *words):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, words)], stdout=subprocess.PIPE, text=True
    )


def server_of(data):
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_server_comes_back_with_every_row(folder):
    cluster = Cluster(folder)
    try:
        with psycopg.connect(cluster.start(tied=True).owner) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 100000) AS id")
        os.kill(server_of(folder / "postgres"), signal.SIGKILL)
        time.sleep(0.05)
        assert cluster.revive() is True
        assert cluster.revive() is False
        with psycopg.connect(cluster.start(tied=True).owner) as connection:
            assert connection.execute("SELECT count(*), sum(id) FROM kept").fetchone() == (100000, 5000050000)
    finally:
        cluster.stop()


def test_a_killed_server_that_nobody_buried_does_not_bar_the_way(folder):
    """In a container without an init process the dead one stays as a zombie, and PostgreSQL takes it for alive."""
    first, second = Cluster(folder, durable=False), Cluster(folder, durable=False)
    first.start(tied=True)
    os.kill(server_of(folder / "postgres"), signal.SIGKILL)
    try:
        with psycopg.connect(second.start(tied=True).application) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        second.stop()
        first.stop()


def test_six_processes_racing_make_one_cluster_and_the_last_one_stops_it(folder):
    code = """
        import sys, pathlib, psycopg
        from essaim.kernel.database import Cluster
        cluster = Cluster(pathlib.Path(sys.argv[1]), durable=False)
        with psycopg.connect(cluster.start().application) as connection:
            print(connection.execute("SELECT current_user").fetchone()[0], flush=True)
        cluster.stop()
    """
    racers = [python(code, folder) for _ in range(6)]
    answers = [racer.communicate(timeout=60)[0].strip() for racer in racers]
    assert answers == ["essaim_app"] * 6
    log = (folder / "postgres.log").read_text()
    assert log.count("The files belonging to this database system will be owned by") == 1
    assert not (folder / "postgres" / "postmaster.pid").exists()


def test_a_throwaway_server_goes_with_its_killed_parent():
    code = """
        import pathlib, time
        from essaim.kernel.database import throwaway
        with throwaway() as addresses:
            print(addresses.owner.split("host=")[1].split("&")[0], flush=True)
            time.sleep(60)
    """
    parent = python(code)
    folder = Path(parent.stdout.readline().strip()).parent
    server = server_of(folder / "postgres")
    assert is_alive(server)
    parent.kill()
    parent.communicate()
    assert wait_for(lambda: not is_alive(server), 5)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a home closed to the database's user")
def test_root_under_a_closed_home_has_its_cluster_elsewhere(folder, monkeypatch):
    closed, elsewhere = folder / "closed", make_folder()
    closed.mkdir(mode=0o700)
    os.chown(closed, 0, 0)
    os.chown(elsewhere, 0, 0)
    elsewhere.chmod(0o755)
    package = machine.binaries().package
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, closed / part.name, ignore=shutil.ignore_patterns("pginstall", "include"))
    monkeypatch.setattr(machine, "CLOSED", elsewhere)
    monkeypatch.syspath_prepend(closed)
    monkeypatch.setattr(sys, "path", [str(closed), *[path for path in sys.path if path != str(closed)]])
    data_dir = closed / "data"
    try:
        for _ in range(2):  # the second start finds the first one's cluster again
            cluster = Cluster(data_dir, durable=False)
            with psycopg.connect(cluster.start(tied=True).owner) as connection:
                connection.execute("CREATE TABLE IF NOT EXISTS kept ()")
            cluster.stop()
            place = Path((data_dir / "database-is-in").read_text().strip())
            assert place.parent == elsewhere
            assert (place / "postgres" / "PG_VERSION").exists()
            assert cluster.programs.is_relative_to(place.parent)
            assert not (data_dir / "postgres").exists()
            assert closed.stat().st_mode & 0o777 == 0o700
    finally:
        remove_folder(elsewhere)
