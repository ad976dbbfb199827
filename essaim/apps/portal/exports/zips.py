"""A ZIP that leaves piece by piece: never whole in memory, never on disk."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any


class Tape(io.RawIOBase):
    """What was written and not yet taken; it cannot go back, so the ZIP is made to be read as it comes."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: Any) -> int:
        """Keep the piece until it is taken."""
        self.pieces.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """Return what came since the last time."""
        pieces, self.pieces = self.pieces, []
        return b"".join(pieces)


def zipped(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Yield a ZIP of files, each given as a name and its pieces."""
    tape = Tape()
    with zipfile.ZipFile(tape, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files:
            with archive.open(name, "w") as file:
                for piece in pieces:
                    file.write(piece)
                    if ready := tape.take():
                        yield ready
    yield tape.take()
