"""What a table comes to once it is read: plain values, each at its place."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 400_000

Value = str | int | float | bool | date | datetime | None


class Why(StrEnum):
    """Why a file is not read."""

    NOT_A_WORKBOOK = "not_a_workbook"
    UNKNOWN_FORMAT = "unknown_format"
    BOMB = "bomb"
    MACRO = "macro"
    OUTSIDE_LINK = "outside_link"


class Unreadable(Exception):
    """A file that is damaged, too large once opened, or that holds programs."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, as rows of plain values; an empty cell is `None`."""

    name: str
    rows: list[list[Value]]


def words(value: Value) -> str:
    """Return a cell as the text a person typed."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else value.isoformat(" ")
    return "" if value is None else str(value)


def place(sheet: str, row: int, column: int) -> str:
    """Return the name of a cell, counted from 0, as a spreadsheet says it: criteria!B4."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{sheet}!{letters}{row + 1}"
