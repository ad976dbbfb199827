"""Children that live and die with their supervisor, forked from it so that the site is loaded once."""

import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from types import TracebackType

from essaim.config.cli.opening import Refused
from essaim.kernel.database.processes import die_with_parent

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 12.0  # seconds to finish what was begun
LIMIT = 5  # deaths within `WINDOW` after which something is wrong that a restart does not mend
WINDOW = 60.0


@dataclass
class Child:
    """A task in a process of its own, started again when it dies."""

    name: str
    task: Callable[[], None]
    process: ForkProcess
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

    def start(self, name: str, task: Callable[[], None]) -> None:
        """Start a child."""
        self.children.append(Child(name, task, fork(task)))

    def refuse_dead(self) -> None:
        """Refuse to go on when a child died before the site was ready."""
        for child in self.children:
            if not child.process.is_alive():
                raise Refused(f"The {child.name} stopped at once; the lines above say why.")

    def tend(self) -> None:
        """Start again what died, ever more slowly; give up on what keeps dying."""
        now = time.monotonic()
        for child in self.children:
            if child.process.is_alive():
                continue
            sweep(child.process)
            child.deaths = [death for death in child.deaths if now - death < WINDOW] + [now]
            if len(child.deaths) >= LIMIT:
                raise Refused(f"The {child.name} stopped {LIMIT} times within {WINDOW:.0f} seconds.")
            print(f"essaim: The {child.name} stopped and is started again.", file=sys.stderr)
            time.sleep(0.25 * 2 ** len(child.deaths))
            child.process = fork(child.task)

    def end(self) -> None:
        """End all children, patiently, then surely."""
        for child in self.children:
            child.process.terminate()
        deadline = time.monotonic() + GRACE
        for child in self.children:
            while child.process.is_alive() and time.monotonic() < deadline:
                time.sleep(0.02)
            sweep(child.process)
            child.process.join()


def fork(task: Callable[[], None]) -> ForkProcess:
    """Start the task at the head of a process group of its own: Ctrl-C reaches us alone, its children end with it."""
    tie = die_with_parent(signal.SIGTERM)

    def run() -> None:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        os.setsid()
        if tie:
            tie()
        try:
            task()
        except Exception:
            logging.getLogger(__name__).exception("a child of essaim serve failed")
            raise SystemExit(1) from None

    process = get_context("fork").Process(target=run)
    process.start()
    return process


def sweep(process: ForkProcess) -> None:
    """End what is left of the process's group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid or 0, signal.SIGKILL)
