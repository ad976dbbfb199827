"""The antivirus the keeper chose, if any: clamd at an address, or a command that reads the file on its input.

One that was chosen and does not answer is a reason to wait, never to let pass.
"""

import shlex
import socket
import struct
import subprocess
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

PIECE = 64 * 1024
SECONDS = 30
CLEAN, INFECTED = 0, 1  # what clamscan and those that follow it return


class Silent(Exception):
    """The antivirus did not say yes or no."""


def is_clean(content: bytes) -> bool:
    """Return whether the antivirus finds nothing, or there is none; `Silent` when it says neither yes nor no."""
    chosen = settings.ANTIVIRUS
    if not chosen:
        return True
    try:
        return _clamd(chosen, content) if chosen.startswith(("tcp://", "unix://")) else _command(chosen, content)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise Silent(chosen) from error


def _command(line: str, content: bytes) -> bool:
    # The keeper's own words, from the environment: no shell reads them, and the file comes on the input alone.
    done = subprocess.run(shlex.split(line), input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    if done.returncode not in {CLEAN, INFECTED}:
        raise Silent(line)
    return done.returncode == CLEAN


def _clamd(address: str, content: bytes) -> bool:
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for piece in _pieces(content):
            line.sendall(struct.pack("!I", len(piece)) + piece)
        answer = line.makefile("rb").read(4096).rstrip(b"\0\n")
    if answer.endswith(b"FOUND"):
        return False
    if answer.endswith(b"OK"):
        return True
    raise Silent(answer.decode("ascii", "replace"))


def _pieces(content: bytes) -> Iterator[bytes]:
    """Yield the file piece by piece, then the empty piece that ends it."""
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]
    yield b""


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "localhost", parts.port or 3310), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line
