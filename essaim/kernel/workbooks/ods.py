"""What is looked at in a spreadsheet of LibreOffice before it is read.

It says once what many cells hold, and how often: the empty end of a sheet is a million rows. Such ends are cut here.
"""

import re
from collections.abc import Mapping

from .cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Unreadable, Why

CELLS = "content.xml"
NEEDED = r"content\.xml|mimetype|META-INF/manifest\.xml"
KIND = b"application/vnd.oasis.opendocument.spreadsheet"
PIECE = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)(\s[^>]*)?>")
REPEATED = re.compile(rb"""(table:number-(rows|columns)-repeated\s*=\s*["'])(\d+)(["'])""")
MAX_TEXT = 200_000_000  # what all cells say together, those told once for many counted each time
LONG = 1_000  # rows told once: past that, it is the end of the sheet


def measured(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts to read, their empty ends cut; refuse what would still grow."""
    if parts.get("mimetype", b"").strip() != KIND:
        raise Unreadable(Why.UNKNOWN_FORMAT)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Unreadable(Why.NOT_A_WORKBOOK)
    content = REPEATED.sub(_cut, parts[CELLS])
    rows = cells = told = 0
    repeat = 1
    pieces = list(PIECE.finditer(content))
    ends = [*(piece.start() for piece in pieces[1:]), len(content)]
    for piece, end in zip(pieces, ends, strict=True):
        found = REPEATED.search(piece[2] or b"")
        times = int(found[3]) if found else 1
        if piece[1] == b"table-row":
            rows, repeat = rows + times, times
        else:
            cells += times * repeat
            told += times * repeat * (end - piece.end())
        if rows > 2 * MAX_ROWS or cells > 4 * MAX_CELLS or told > MAX_TEXT:
            raise Unreadable(Why.BOMB)
    return {**parts, CELLS: content}


def _cut(found: re.Match[bytes]) -> bytes:
    most = LONG if found[2] == b"rows" else MAX_COLUMNS
    return found[0] if len(found[3]) < 8 and int(found[3]) <= most else found[1] + b"1" + found[4]
