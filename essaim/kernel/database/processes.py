"""Small truths about processes: who dies with whom, who is alive, who waits for whom."""

import ctypes
import fcntl
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PR_SET_PDEATHSIG = 1


def die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Return what a child runs before it becomes a program, so that it receives the signal when its parent dies."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def tie() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:  # it died in between
            os._exit(1)

    return tie


def runs(pid: int, program: str) -> bool:
    """Return whether the process lives and is the program; a zombie, or a stranger under a reused number, is not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    command = Path(f"/proc/{pid}/cmdline")
    if not command.parent.parent.joinpath("self").exists():
        return True  # no /proc here: believe the number
    try:
        words = command.read_bytes().split(b"\0")
    except OSError:
        return False
    return os.path.basename(words[0].split(b" ")[0].rstrip(b":")).decode(errors="replace") == program


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process is inside, across the machine."""
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
