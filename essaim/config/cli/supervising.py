"""Children that live and die with their supervisor."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType

from essaim.config.cli.opening import Refused
from essaim.kernel.database.processes import die_with_parent

GRACE = 12.0  # seconds to finish what was begun
LIMIT = 5  # deaths within `WINDOW` after which something is wrong that a restart does not mend
WINDOW = 60.0
PRIVATE = ("DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL")


@dataclass
class Child:
    """A process that is started again when it dies."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes]
    deaths: list[float] = field(default_factory=list)


class Supervisor:
    """Starts, watches and ends the children."""

    def __init__(self) -> None:
        self.children: list[Child] = []

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def start(self, name: str, command: list[str]) -> None:
        """Start a child; neither the owner's nor the system's address reaches it."""
        self.children.append(Child(name, command, spawn(command)))

    def refuse_dead(self) -> None:
        """Refuse to go on when a child died before the site was ready."""
        for child in self.children:
            if child.process.poll() is not None:
                raise Refused(f"The {child.name} stopped at once; the lines above say why.")

    def tend(self) -> None:
        """Start again what died, ever more slowly; give up on what keeps dying."""
        now = time.monotonic()
        for child in self.children:
            if child.process.poll() is None:
                continue
            sweep(child.process)
            child.deaths = [death for death in child.deaths if now - death < WINDOW] + [now]
            if len(child.deaths) >= LIMIT:
                raise Refused(f"The {child.name} stopped {LIMIT} times within {WINDOW:.0f} seconds.")
            print(f"essaim: The {child.name} stopped and is started again.", file=sys.stderr)
            time.sleep(0.25 * 2 ** len(child.deaths))
            child.process = spawn(child.command)

    def end(self) -> None:
        """End all children, patiently, then surely."""
        for child in self.children:
            with suppress(ProcessLookupError):
                child.process.terminate()
        deadline = time.monotonic() + GRACE
        for child in self.children:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, deadline - time.monotonic()))
            sweep(child.process)
            child.process.wait()


def spawn(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a process at the head of a group of its own: Ctrl-C reaches us alone, and its own children end with it."""
    return subprocess.Popen(
        command,
        env={name: value for name, value in os.environ.items() if name not in PRIVATE},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 (no thread runs here)
    )


def sweep(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the process's group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
