"""Our spreadsheet, written: every text as text, so that nothing in it is ever computed."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter

from essaim.apps.frameworks.rules.document import Framework
from essaim.apps.frameworks.rules.formats.ours import plain
from essaim.apps.frameworks.rules.parsing import as_json

from .tables import README, Column, Table, tables

WIDE, NARROW = 44, 16
QUIET = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Row = tuple[str | None, Any]


def written(framework: Framework, readme: Sequence[str]) -> bytes:
    """Return the workbook of a referential, with these sentences in front."""
    document = plain(as_json(framework))
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, QUIET) as book:
        style = {"head": book.add_format({"bold": True, "bottom": 1}), "text": book.add_format({"text_wrap": True})}
        style["text"].set_align("top")
        sheet = book.add_worksheet(README)
        sheet.set_column(0, 0, 100, style["text"])
        for number, sentence in enumerate(readme):
            sheet.write_string(number, 0, sentence)
        for table in tables():
            _sheet(book.add_worksheet(table.name), table, list(_items(document, table)), style)
    return content.getvalue()


def _sheet(sheet: Any, table: Table, rows: list[Row], style: dict[str, Any]) -> None:
    if not table.steps:
        sheet.set_column(0, 0, NARROW + 8, style["head"])
        sheet.set_column(1, 1, 2 * WIDE, style["text"])
        for number, column in enumerate(table.columns):
            sheet.write_string(number, 0, column.name)
            _cell(sheet, number, 1, _value(rows[0][1], column))
        return
    heads = ([table.owner] if table.owner else []) + ([table.one] if table.ranked else [])
    names = heads + [column.name for column in table.columns]
    sheet.freeze_panes(1, len(heads) + table.keyed)
    sheet.set_row(0, None, style["head"])
    for place, name in enumerate(names):
        sheet.write_string(0, place, name)
        sheet.set_column(
            place, place, WIDE if name.endswith((".fr", ".en")) or name in "fren" else NARROW, style["text"]
        )
    for place, column in enumerate(table.columns, start=len(heads)):
        if column.choices:
            sheet.data_validation(1, place, 2000, place, {"validate": "list", "source": list(column.choices)})
    for number, (owner, item) in enumerate(rows, start=1):
        before = ([owner] if table.owner else []) + ([number] if table.ranked else [])
        cells = before + [_value(item, column) for column in table.columns]
        for place, value in enumerate(cells):
            _cell(sheet, number, place, value)


def _items(document: dict[str, Any], table: Table) -> Iterator[Row]:
    """Yield each item of a table with the name of the one it belongs to."""
    if not table.parent:
        yield None, document
        return
    for rank, (_, above) in enumerate(_items(document, table.parent), start=1):
        name = above.get("code") if table.parent.keyed else str(rank)
        found: Any = above
        for step in table.within:
            found = found.get(step) or {}
        if table.kind == "families":
            yield from ((name, {"family": family, **text}) for family, text in found.items())
        else:
            yield from ((name, item) for item in found)


def _value(item: Any, column: Column) -> Any:
    for step in column.steps:
        item = item.get(step) if isinstance(item, dict) else None
    return ", ".join(map(str, item)) if isinstance(item, list) else item


def _cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))
