"""A table as plain text: fields between commas, semicolons or tabs, in the encodings that spreadsheets write."""

import csv
import io

from .cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Sheet, Unreadable, Why

SEPARATORS = ";\t,"
LOOKED_AT = 20_000


def lines(content: bytes, name: str) -> Sheet:
    """Return a text file as one sheet of this name; `Unreadable` when it is no table, or too large a one."""
    text = _text(content)
    if "\0" in text:
        raise Unreadable(Why.NOT_A_WORKBOOK)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error:
        raise Unreadable(Why.NOT_A_WORKBOOK) from None
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS or sum(map(len, rows)) > MAX_CELLS:
        raise Unreadable(Why.BOMB)
    return Sheet(name, [[cell.strip() or None for cell in row] for row in rows])


def _text(content: bytes) -> str:
    """Return the text, in UTF-8 or UTF-16 where it says so, else as Windows writes in the west of Europe."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """Return what parts the fields: the sign that is found most outside quotes, the French one first."""
    outside = "".join(text[:LOOKED_AT].split('"')[::2])
    return max(SEPARATORS, key=outside.count)
