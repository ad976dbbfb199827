"""One PostgreSQL cluster in one data folder, started by whoever comes first and shared by the others."""

import fcntl
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg

from essaim.kernel.database import machine, roles
from essaim.kernel.database.machine import Unavailable
from essaim.kernel.database.processes import alone, die_with_parent, runs

PATIENCE = 30.0  # seconds; after a crash the first starts are refused until the last child is gone
BURIAL = 3.0  # seconds left to a killed server's children before its name is taken off the door
LOG_LIMIT = 5_000_000
READY_LINES = 8
# Nothing of what people wrote goes to the log.
DISCREET = ["log_error_verbosity=terse", "log_min_error_statement=panic", "logging_collector=off"]
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"]


@dataclass(frozen=True)
class Addresses:
    """The same database for each of its three roles."""

    application: str
    owner: str
    system: str

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables that point the settings to this database."""
        return {
            "DATABASE_URL": self.application,
            "DATABASE_OWNER_URL": self.owner,
            "DATABASE_SYSTEM_URL": self.system,
        }


class Cluster:
    """The embedded database of a data folder."""

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.data_dir = data_dir.absolute()
        self.durable = durable
        self.started_here = False
        self._tied = False
        self._process: subprocess.Popen[bytes] | None = None
        self._use: IO[str] | None = None

    def start(self, *, tied: bool = False) -> Addresses:
        """Return the addresses, starting the server unless it runs; a tied one stops when this process dies."""
        try:
            machine.make_data_dir(self.data_dir)
            with alone(self.data_dir / "database.lock"):
                self._take()
                socket = self._running() or self._launch(tied)
                roles.prepare(_url(socket, "postgres", "postgres"))
                self._use = self._use or (self.data_dir / "database.users").open("a")
                fcntl.flock(self._use, fcntl.LOCK_SH)
        except (OSError, psycopg.Error) as trouble:
            raise Unavailable(f"The database in {self.data_dir} could not be started: {trouble}") from trouble
        return Addresses(*(_url(socket, role, roles.DATABASE) for role in roles.ALL))

    def stop(self) -> None:
        """Stop the server, unless others still use it and it was not tied to this process."""
        if self._use is None:
            self._interrupt()
            return
        use, self._use = self._use, None
        with alone(self.data_dir / "database.lock"), use:
            try:
                fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not self._tied:
                    self._leave()
                    return
            self._halt()

    def revive(self) -> bool:
        """Start the server again if it died under us, and return whether it had."""
        died = self._process is not None and self._process.poll() is not None
        told = self._told()
        if told and runs(told[0], "postgres") and not died:
            return False
        self.start(tied=self._tied)
        return True

    def _take(self) -> None:
        self.runner = machine.runner()
        self.home = machine.home(self.data_dir, self.runner)
        self.programs = machine.within_reach(machine.binaries(), self.runner)
        self.data = self.home / "postgres"
        self.log = self.data_dir / "postgres.log"

    def _running(self) -> Path | None:
        """Return the socket folder of the server that answers, if one does."""
        if (told := self._told()) is None:
            return None
        _, socket = told
        try:
            psycopg.connect(_url(socket, "postgres", "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return None
        return socket

    def _told(self) -> tuple[int, Path] | None:
        """Return pid and socket folder of a complete postmaster.pid; a half-written one says nothing yet."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return None
        if len(lines) < READY_LINES or not lines[0].isdigit() or not Path(lines[4]).is_absolute():
            return None
        return (int(lines[0]), Path(lines[4])) if lines[7].strip() == "ready" else None

    def _launch(self, tied: bool) -> Path:
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self._check_version()
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        socket = machine.socket_folder(self.home, self.runner)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self._spawn(socket, tied)
            if self._wait():
                self.started_here, self._tied = True, tied
                return socket
            if running := self._running():
                return running
            if time.monotonic() > deadline - PATIENCE + BURIAL:
                self._forget_stranger(socket)
            time.sleep(0.2)
        raise Unavailable(f"The database in {self.data_dir} did not start; {self.log} says why.")

    def _create(self) -> None:
        """Make the cluster aside and put it in place whole, so that a crash leaves none or a good one."""
        draft = self.runner.own(self.home / f"postgres-draft-{os.getpid()}-{time.time_ns()}")
        locale = ["--locale-provider=builtin", "--locale=C.UTF-8"]
        command = [str(self.programs / "initdb"), "-D", str(draft), "-U", "postgres", "-E", "UTF8", "--auth=trust"]
        command += ["--no-instructions", *(locale if self._major() >= 17 else locale[1:])]
        command += [] if self.durable else ["--no-sync"]
        with self.log.open("ab") as log:
            outcome = subprocess.run(command, check=False, stdout=log, stderr=log, **self.runner.options)
        if outcome.returncode != 0:
            with suppress(OSError):
                draft.rmdir()  # initdb emptied it
            raise Unavailable(f"The database in {self.data_dir} could not be made; {self.log} says why.")
        draft.rename(self.data)

    def _major(self) -> int:
        answer = subprocess.run(
            [self.programs / "postgres", "--version"], check=True, capture_output=True, text=True, **self.runner.options
        )
        return int(answer.stdout.split()[2].split(".")[0])

    def _check_version(self) -> None:
        made = (self.data / "PG_VERSION").read_text().strip()
        if made != str(self._major()):
            raise Unavailable(
                f"The database in {self.data_dir} was made by PostgreSQL {made} and cannot be opened by"
                f" {self._major()}: run the old one, dump it and restore it into an empty folder."
            )

    def _spawn(self, socket: Path, tied: bool) -> None:
        settings = ["listen_addresses=", "port=5432", f"unix_socket_directories={socket}", *DISCREET]
        settings += [] if self.durable else QUICK
        options = [word for setting in settings for word in ("-c", setting)]
        with self.log.open("ab") as log:  # a file: a pipe would keep whoever reads it waiting for the server's end
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, *options],
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT) if tied else None,  # noqa: PLW1509 (no thread runs yet)
                **self.runner.options,
            )

    def _wait(self) -> bool:
        """Return whether the server became ready, rather than gave up; replaying a long log takes the time it takes."""
        assert self._process  # noqa: S101
        while self._process.poll() is None:
            if (told := self._told()) and told[0] == self._process.pid:
                return True
            time.sleep(0.01)
        return False

    def _forget_stranger(self, socket: Path) -> None:
        """Remove the two files that name the server when their number now belongs to a zombie or another program."""
        for note in (self.data / "postmaster.pid", socket / ".s.PGSQL.5432.lock"):
            with suppress(FileNotFoundError, ValueError, IndexError):
                if not runs(int(note.read_text().splitlines()[0]), "postgres"):
                    note.unlink()

    def _halt(self) -> None:
        stop = [str(self.programs / "pg_ctl"), "-D", str(self.data), "-w", "-t", "30", "-m", "fast", "stop"]
        with self.log.open("ab") as log:
            subprocess.run(stop, check=False, stdout=log, stderr=log, **self.runner.options)
        self._interrupt()
        with suppress(OSError, Unavailable):  # one we made beside the cluster is empty now
            machine.socket_folder(self.home, self.runner).rmdir()

    def _leave(self) -> None:
        """Leave the server to those who still use it: it is no longer ours to wait for."""
        if self._process:
            self._process.returncode, self._process = 0, None

    def _interrupt(self) -> None:
        """See our own child off: a start cut short left it alone."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        if self._process:
            self._process.wait(30)


def _url(socket: Path, role: str, name: str) -> str:
    return f"postgresql://{role}@/{name}?host={socket}&port=5432"
