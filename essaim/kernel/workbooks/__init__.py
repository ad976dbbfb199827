"""Tables that people bring, from any spreadsheet: measured before they are read, and never computed."""

from .cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Sheet, Unreadable, Value, Why, place, words
from .packed import is_workbook, sheets
from .plain import lines

__all__ = [
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Sheet",
    "Unreadable",
    "Value",
    "Why",
    "is_workbook",
    "lines",
    "place",
    "sheets",
    "words",
]
