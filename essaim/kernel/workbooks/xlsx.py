"""What is looked at in a spreadsheet of Excel before it is read."""

import re
from collections.abc import Mapping

from .cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Unreadable, Why

NEEDED = r"\[Content_Types\]\.xml|_rels/\.rels|xl/(_rels/)?[^/]+\.(xml|rels)|xl/worksheets/[^/]+\.xml"
MAX_TEXT = 200_000_000  # what all cells say together, shared texts counted each time
PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
SHARED = re.compile(rb"""<c\b[^>]*\bt="s"[^>]*>\s*<v>(\d+)</v>""")


def measured(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts to read; refuse what would grow: far-away cells, long texts shared by many cells."""
    if "[Content_Types].xml" not in parts or "xl/workbook.xml" not in parts:
        raise Unreadable(Why.UNKNOWN_FORMAT)
    if b"macroEnabled" in parts["[Content_Types].xml"]:
        raise Unreadable(Why.MACRO)
    if any(b"\0" in part for part in parts.values()):
        raise Unreadable(Why.NOT_A_WORKBOOK)
    texts = [len(text) for text in parts.get("xl/sharedStrings.xml", b"").split(b"</si>")]
    longest = max(texts, default=0)
    cells = told = 0
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            for column, row in PLACE.findall(part):
                if len(column) > 3 or len(row) > 7 or int(row) > MAX_ROWS or _column(column) > MAX_COLUMNS:
                    raise Unreadable(Why.BOMB)
            shared = [int(number) for number in SHARED.findall(part)]
            here = part.count(b"<c ") + part.count(b"<c>") + part.count(b":c ") + part.count(b":c>")
            cells += here
            told += sum(texts[number] for number in shared if number < len(texts))
            told += max(0, part.count(b't="s"') + part.count(b"t='s'") - len(shared)) * longest
    if cells > MAX_CELLS or told > MAX_TEXT:
        raise Unreadable(Why.BOMB)
    return dict(parts)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
