import os
import signal
import time

import pytest

from essaim.config.cli import main, opening
from essaim.config.cli.opening import Refused
from essaim.config.cli.supervising import LIMIT, Supervisor


@pytest.fixture(autouse=True)
def same_environment(monkeypatch):
    monkeypatch.setattr(os, "environ", os.environ.copy())


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nothing"],
        ["serve", "--port", "0"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "eighty"],
        ["serve", "--port", "٨٠٨٠"],
        ["token"],
        ["token", "create"],
        ["framework"],
        ["framework", "check"],
        ["framework", "diff", "one.yaml"],
    ],
)
def test_wrong_use_is_status_2(words, capsys):
    with pytest.raises(SystemExit) as status:
        main(words)
    assert status.value.code == 2
    assert capsys.readouterr().err.startswith("usage: essaim")


@pytest.mark.parametrize(
    "words",
    [
        ["framework", "check", "/nowhere/at-all.yaml"],
        ["framework", "check", "/etc"],
        ["framework", "diff", "/nowhere/at-all.yaml", "/etc/passwd"],
        ["framework", "check", "/etc/passwd"],
        ["serve", "--data-dir", "/proc/nowhere"],
    ],
)
def test_a_refusal_is_status_1_and_one_sentence(words, capsys, monkeypatch):
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert main(words) == 1
    said = capsys.readouterr().err
    assert said.startswith("essaim: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL"])
def test_an_address_that_is_none_is_refused_without_being_repeated(name, capsys):
    os.environ[name] = "postgresql://essaim:very-secret@[broken"
    assert main(["framework", "list"]) == 1
    assert capsys.readouterr().err == f"essaim: {name} is not the address of a PostgreSQL database.\n"


def test_a_command_this_site_lacks_is_refused():
    with pytest.raises(Refused, match="This site has no command cook_soup"):
        opening.command("cook_soup")


def test_a_child_that_dies_is_started_again_and_one_that_keeps_dying_ends_everything(monkeypatch, capsys):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    supervisor = Supervisor()
    supervisor.start("clock", signal.pause)
    first = supervisor.children[0].process
    os.kill(first.pid, signal.SIGKILL)
    first.join()
    supervisor.tend()
    assert capsys.readouterr().err == "essaim: The clock stopped and is started again.\n"
    assert supervisor.children[0].process.is_alive()
    with pytest.raises(Refused, match=f"The clock stopped {LIMIT} times within 60 seconds"):
        for _ in range(LIMIT):
            child = supervisor.children[0].process
            os.kill(child.pid, signal.SIGKILL)
            child.join()
            supervisor.tend()
    supervisor.end()


def test_a_child_that_fails_before_the_site_is_ready_is_named():
    supervisor = Supervisor()
    supervisor.start("oven", lambda: None)
    supervisor.children[0].process.join()
    with pytest.raises(Refused, match="The oven stopped at once"):
        supervisor.refuse_dead()


def test_ending_leaves_neither_child_nor_grandchild():
    def have_a_child():
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            signal.pause()

    supervisor = Supervisor()
    supervisor.start("parent", have_a_child)
    group = supervisor.children[0].process.pid
    time.sleep(0.5)
    supervisor.end()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    raise AssertionError("something is left of the group")
