"""A spreadsheet for people: one table a sheet, headers that stay in sight, and nothing in it that runs."""

import io
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Final

import xlsxwriter

from essaim.ui.documents.tables import Sheet

# What a spreadsheet would take for a formula once somebody edits the cell: it stays a text, marked as such.
RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
LONG: Final = 32_000
FAMILY: Final = "Arial"


def build(sheets: Iterable[Sheet], *, title: str, author: str, at: datetime) -> bytes:
    """Return the workbook; texts stay texts, whatever they begin with."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        workbook.set_properties({"title": title, "author": author, "created": at.replace(tzinfo=None)})
        face = {"font_name": FAMILY, "font_size": 10, "valign": "top", "text_wrap": True}
        plain = workbook.add_format(face)
        inert = workbook.add_format(face | {"quote_prefix": True})
        figure = workbook.add_format(face | {"num_format": "0.0"})
        head = workbook.add_format(face | {"bold": True, "bg_color": "#E0EDE8", "font_color": "#083F40"})
        for sheet in sheets:
            page = workbook.add_worksheet(sheet.name)
            for column, (header, width) in enumerate(zip(sheet.headers, sheet.widths, strict=True)):
                page.set_column(column, column, width)
                page.write_string(0, column, header, head)
            for row, values in enumerate(sheet.rows, start=1):
                for column, value in enumerate(values):
                    if isinstance(value, Decimal):
                        page.write_number(row, column, float(value), figure)
                    elif isinstance(value, int):
                        page.write_number(row, column, value, plain)
                    elif value:
                        page.write_string(row, column, value[:LONG], inert if value.startswith(RISKY) else plain)
            page.freeze_panes(1, 0)
            page.repeat_rows(0)
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
    return file.getvalue()
