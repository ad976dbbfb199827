"""A workbook in the hands of people: opened, changed and saved again, as a spreadsheet does."""

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

Sheets = dict[str, list[list[Any]]]


def opened(content: bytes) -> Sheets:
    """Return the cells of each sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def saved(sheets: Sheets) -> bytes:
    """Return a workbook that holds these cells and nothing else."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    else:
                        sheet.write(number, column, cell)
    return file.getvalue()


def filled(content: bytes, **cells: Any) -> bytes:
    """Return the workbook with cells typed anew: `A_1__standing="2"` for practice A-1."""
    sheets = opened(content)
    rows = next(rows for rows in sheets.values() if rows and rows[0] and rows[0][0] == "code")
    for name, value in cells.items():
        code, _, column = name.partition("__")
        row = next(row for row in rows if row[0] == code.replace("_", "-"))
        row[rows[0].index(column)] = value
    return saved(sheets)


def without(content: bytes, change: Callable[[Sheets], None]) -> bytes:
    """Return the workbook after somebody took things out of it."""
    sheets = opened(content)
    change(sheets)
    return saved(sheets)
