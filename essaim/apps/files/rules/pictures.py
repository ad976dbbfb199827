"""Pictures are measured by what they declare and walked piece by piece to their last byte; nothing is decoded."""

import re
import struct
import zlib
from typing import Any

from essaim.apps.files.enums import FileFault

from .refusals import MAX_PIXELS, Refused

FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # JPEG segments that give the size
END, SCAN = 0xFFD9, 0xDA
MAX_PIECES = 20_000
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def check_png(content: bytes) -> None:
    """Refuse a PNG too large, damaged, or with something after its end."""
    place = 8
    for number in range(MAX_PIECES):
        length, kind = _read(">I4s", content, place)
        end = place + 12 + length
        if end > len(content) or (kind == b"IHDR") != (number == 0):
            raise Refused(FileFault.DAMAGED)
        if zlib.crc32(content[place + 4 : end - 4]) != _read(">I", content, end - 4)[0]:
            raise Refused(FileFault.DAMAGED)
        if kind == b"IHDR":
            _check_size(*_read(">II", content, place + 8))
        place = end
        if kind == b"IEND":
            break
    if place != len(content):
        raise Refused(FileFault.HIDES)


def check_jpeg(content: bytes) -> None:
    """Refuse a JPEG too large, damaged, or followed by anything but more JPEGs, as phones write them."""
    place, measured = 0, True
    for _piece in range(MAX_PIECES):
        if content.startswith(b"\xff\xd8\xff", place):
            place, measured = place + 2, False
        (code,) = _read(">H", content, place)
        if code == END and measured:
            place += 2
            if not content.startswith(b"\xff\xd8\xff", place):
                break
            continue
        place, is_frame = _after_segment(content, place, code & 0xFF if code >> 8 == 0xFF else 0xFF)
        measured = measured or is_frame
    if content[place:].strip(b"\0"):
        raise Refused(FileFault.HIDES)


def _after_segment(content: bytes, place: int, code: int) -> tuple[int, bool]:
    """Return where a segment of a JPEG ends, its scan included, and whether it gave the size."""
    (length,) = _read(">H", content, place + 2)
    if code in {0xD9, 0xFF} or length < 2:
        raise Refused(FileFault.DAMAGED)
    if code in FRAMES:
        height, width = _read(">HH", content, place + 5)
        _check_size(width, height)
    place += 2 + length
    return (_after_scan(content, place) if code == SCAN else place), code in FRAMES


def _after_scan(content: bytes, place: int) -> int:
    found = MARKER.search(content, place)
    if found is None:
        raise Refused(FileFault.DAMAGED)
    return found.start()


def check_webp(content: bytes) -> None:
    """Refuse a WebP too large, damaged, or with something after its end."""
    length, form = _read("<I4s", content, 4)
    if form != b"WEBP":
        raise Refused(FileFault.UNKNOWN)
    if length + 8 != len(content):
        raise Refused(FileFault.HIDES if length + 8 < len(content) else FileFault.DAMAGED)
    place, sizes = 12, []
    for _piece in range(MAX_PIECES):
        if place >= len(content):
            break
        kind, size = _read("<4sI", content, place)
        if kind in {b"VP8 ", b"VP8L", b"VP8X"}:
            sizes.append(_size_of_webp(kind, content, place + 8))
        place += 8 + size + size % 2
    if place != len(content) or not sizes:
        raise Refused(FileFault.DAMAGED)
    for width, height in sizes:
        _check_size(width, height)


def _size_of_webp(kind: bytes, content: bytes, place: int) -> tuple[int, int]:
    if kind == b"VP8X":
        low_width, high_width, low_height, high_height = _read("<HBHB", content, place + 4)
        return (high_width << 16 | low_width) + 1, (high_height << 16 | low_height) + 1
    if kind == b"VP8L":
        (bits,) = _read("<I", content, place + 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = _read("<HH", content, place + 6)
    return width & 0x3FFF, height & 0x3FFF


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise Refused(FileFault.DAMAGED)
    if width * height > MAX_PIXELS:
        raise Refused(FileFault.TOO_MANY_PIXELS)


def _read(pattern: str, content: bytes, place: int) -> tuple[Any, ...]:
    try:
        return struct.unpack_from(pattern, content, place)
    except struct.error:
        raise Refused(FileFault.DAMAGED) from None
