"""The launcher, on folders made for each test; those that kill are in `tests/faults`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from essaim.kernel.database import Cluster, Unavailable, machine, processes, roles
from essaim.kernel.database.throwaway import make_folder, remove_folder


@pytest.fixture
def folder():
    made = make_folder()
    yield made
    remove_folder(made)


@pytest.fixture
def cluster(folder):
    cluster = Cluster(folder, durable=False)
    yield cluster
    cluster.stop()


def whoami(address):
    with psycopg.connect(address) as connection:
        return connection.execute("SELECT current_user, current_database()").fetchone()


def test_each_role_has_its_address(cluster):
    addresses = cluster.start(tied=True)
    assert [whoami(url) for url in (addresses.application, addresses.owner, addresses.system)] == [
        ("essaim_app", "essaim"),
        ("essaim_owner", "essaim"),
        ("essaim_system", "essaim"),
    ]


def test_a_second_comer_shares_the_server_and_the_last_one_stops_it(folder):
    first, second = Cluster(folder, durable=False), Cluster(folder, durable=False)
    address = first.start().application
    second.start()
    first.stop()
    assert whoami(address) == ("essaim_app", "essaim")
    second.stop()
    with pytest.raises(psycopg.OperationalError):
        whoami(address)


def test_a_server_tied_to_its_process_stops_with_it_whoever_else_uses_it(folder):
    first, second = Cluster(folder, durable=False), Cluster(folder, durable=False)
    address = first.start(tied=True).application
    second.start()
    first.stop()
    with pytest.raises(psycopg.OperationalError):
        whoami(address)
    second.stop()


def test_nobody_else_enters_the_socket_folder(cluster, folder):
    cluster.start(tied=True)
    assert (folder / "socket").stat().st_mode & 0o077 == 0


def test_a_long_or_strange_folder_gets_a_short_socket(folder):
    deep = folder / ("d" * 60) / 'it\'s, "a" $(folder)'
    deep.mkdir(parents=True)
    deep.parent.chmod(0o755)
    cluster = Cluster(deep, durable=False)
    try:
        assert whoami(cluster.start(tied=True).application) == ("essaim_app", "essaim")
    finally:
        cluster.stop()


def test_preparing_the_roles_twice_changes_nothing(cluster, folder):
    cluster.start(tied=True)
    roles.prepare(f"postgresql://postgres@/postgres?host={folder / 'socket'}")


@pytest.mark.parametrize("content", ["", "12\n", "12\n/data\n170\n5432\n", "12\n/d\n1\n5432\n\n\n1 2\nready\n"])
def test_a_half_written_note_of_the_server_says_nothing(folder, content):
    cluster = Cluster(folder)
    cluster.data = folder / "postgres"
    cluster.data.mkdir()
    (cluster.data / "postmaster.pid").write_text(content)
    assert cluster._told() is None


def test_a_whole_note_says_number_and_socket(folder):
    cluster = Cluster(folder)
    cluster.data = folder / "postgres"
    cluster.data.mkdir()
    (cluster.data / "postmaster.pid").write_text("12\n/d\n1\n5432\n/tmp/s\n\n1 2\nready   \n")
    assert cluster._told() == (12, Path("/tmp/s"))


def test_the_newest_server_is_chosen_by_number(tmp_path):
    for name in ("pginstall", "pginstall9", "pginstall16", "pginstall18"):
        (tmp_path / name / "bin").mkdir(parents=True)
        (tmp_path / name / "bin" / "postgres").touch()
    assert machine._newest(tmp_path.glob("*/bin")) == tmp_path / "pginstall18" / "bin"


def test_a_cluster_of_another_version_is_refused_in_a_sentence(cluster, folder):
    (folder / "postgres").mkdir()
    (folder / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(Unavailable, match="was made by PostgreSQL 9 and cannot be opened by"):
        cluster.start()


def test_a_note_that_sends_the_cluster_elsewhere_is_refused(cluster, folder):
    (folder / "database-is-in").write_text("/etc\n")
    with pytest.raises(Unavailable, match="names '/etc', which is not a folder of /var/lib/essaim"):
        cluster.start()


def test_a_socket_folder_that_others_may_enter_is_refused(folder):
    (folder / "socket").mkdir(mode=0o777)
    (folder / "socket").chmod(0o777)
    with pytest.raises(Unavailable, match="is not a folder that belongs to"):
        machine.socket_folder(folder, machine.runner())


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "/", "var", "~", "/tmp", "/tmp/", "/tmp/..", "/etc", "/tmp/essaim-test-x/../../etc", "$HOME", "\0"],
)
def test_nothing_is_removed_but_what_was_made(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept").touch()
    with pytest.raises(ValueError, match="is not a throw-away folder of this process"):
        remove_folder(Path(path))
    assert (tmp_path / "kept").exists()


def test_a_folder_made_elsewhere_below_the_temporary_one_is_not_removed_either(tmp_path):
    for path in (tmp_path, Path(tempfile.gettempdir())):
        with pytest.raises(ValueError, match="is not a throw-away folder"):
            remove_folder(path)
        assert path.is_dir()


def test_a_folder_made_and_then_replaced_by_a_link_is_not_followed(tmp_path):
    (tmp_path / "kept").touch()
    made = make_folder()
    made.rmdir()
    made.symlink_to(tmp_path)
    with pytest.raises(ValueError, match="is not a throw-away folder"):
        remove_folder(made)
    assert (tmp_path / "kept").exists()
    made.unlink()


def test_a_living_stranger_or_a_zombie_is_not_a_server():
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # a zombie until waited for
    assert [processes.runs(pid, "postgres") for pid in (os.getpid(), child.pid, 2**22 + 1)] == [False, False, False]
    child.wait()
