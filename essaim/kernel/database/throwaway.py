"""A database for one run of tests: nothing of it outlives the process that asked for it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from essaim.kernel.database.cluster import Addresses, Cluster
from essaim.kernel.database.machine import runner

_made: set[Path] = set()


@contextmanager
def throwaway() -> Iterator[Addresses]:
    """Run a cluster in a folder of its own, gone at the end or when this process dies."""
    folder = make_folder()
    cluster = Cluster(folder, durable=False)
    try:
        yield cluster.start(tied=True)
    finally:
        cluster.stop()
        remove_folder(folder)


def make_folder() -> Path:
    """Make a temporary folder that the database's user can enter and `remove_folder` will take back."""
    folder = Path(tempfile.mkdtemp(prefix="essaim-test-"))
    _made.add(folder)
    who = runner()
    if who.switch:
        os.chown(folder, who.uid, who.gid)
    return folder


def remove_folder(folder: Path) -> None:
    """Remove a folder `make_folder` made in this process; any other path is refused, whatever it says."""
    below = Path(tempfile.gettempdir()).resolve()
    if folder not in _made or not folder.is_absolute() or folder.is_symlink() or folder.resolve().parent != below:
        raise ValueError(f"{str(folder)!r} is not a throw-away folder of this process")
    _made.remove(folder)
    shutil.rmtree(folder, ignore_errors=True)
