"""Our spreadsheet, filled in by a person: read back, with the sheet and the cell of all that is wrong."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from essaim.apps.frameworks.enums import ProblemKind
from essaim.apps.frameworks.rules.problems import Path, Problem
from essaim.apps.frameworks.rules.source import Source
from essaim.kernel.workbooks import Sheet, Value, place, words

from .tables import FRONT, README, Column, Table, tables

YES = {"true", "yes", "oui", "vrai", "x", "1"}
NO = {"false", "no", "non", "faux", "0"}
NUMBER = re.compile(r"[-+]?\d{1,15}([.,]\d{1,15})?")
Cell = tuple[str, int, int]


@dataclass(frozen=True)
class Filled(Source):
    """The values of a workbook, and the cell of each."""

    cells: dict[Path, Cell] = field(default_factory=dict)
    wrong: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the row of this value, or of the nearest one around it."""
        return self.cell(path)[1] + 1

    def cell(self, path: Path) -> Cell:
        """Return the cell of this value, or of the nearest one around it."""
        while path and path not in self.cells:
            path = path[:-1]
        return self.cells.get(path, (FRONT, 0, 0))

    def problem(self, kind: ProblemKind, path: Path, **values: object) -> Problem:
        """Return a problem at the cell of this value, or at the one that should hold what is missing."""
        lacking = (*path, str(values.get("key")))
        return replace(at(kind, self.cell(lacking), self.words(path), **values), place=path)


def at(kind: ProblemKind, cell: Cell, path: str = "", **values: object) -> Problem:
    """Return a problem at this cell."""
    return Problem(kind, cell[1] + 1, path, values, place(*cell))


def filled(sheets: Mapping[str, Sheet]) -> Filled:
    """Return the values of a workbook made from our model."""
    reading = _Filling(sheets)
    for table in tables():
        reading.table(table)
    known = {table.name for table in tables()}
    for sheet in sheets.values():
        if sheet.name.strip().lower() not in known | {README.lower()} and any(any(row) for row in sheet.rows):
            reading.wrong.append(at(ProblemKind.UNKNOWN_SHEET, (sheet.name, 0, 0), name=sheet.name))
    reading.wrong += missing(sheets)
    return Filled(reading.document, {}, reading.cells, reading.wrong)


class _Filling:
    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self.sheets = {name.strip().lower(): sheet for name, sheet in sheets.items()}
        self.document: dict[str, Any] = {}
        self.cells: dict[Path, Cell] = {}
        self.wrong: list[Problem] = []
        self.places: dict[Table, dict[str, tuple[Any, Path]]] = {}

    def table(self, table: Table) -> None:
        """Read one sheet; its items go to those they belong to."""
        self.places[table] = {}
        sheet = self.sheets.get(table.name)
        if sheet is None:
            return
        if not table.steps:
            self.front(table, sheet)
            return
        heads = self.heads(table, sheet)
        for number, row in enumerate(sheet.rows[1:], start=1):
            cells = {name: (row[place], place) for name, place in heads.items() if place < len(row)}
            if any(words(value).strip() for value, _ in cells.values()):
                self.row(table, cells, (sheet.name, number))

    def front(self, table: Table, sheet: Sheet) -> None:
        """Read the sheet of the whole referential: one key a row."""
        self.places[table][""] = self.document, ()
        columns = {column.name: column for column in table.columns}
        for number, row in enumerate(sheet.rows):
            name = words(row[0]).strip().lower() if row else ""
            if name in columns:
                value = row[1] if len(row) > 1 else None
                self.write(self.document, (), columns[name], value, (sheet.name, number, 1))
            elif name:
                self.wrong.append(at(ProblemKind.UNKNOWN_COLUMN, (sheet.name, number, 0), name=name))

    def heads(self, table: Table, sheet: Sheet) -> dict[str, int]:
        """Return the place of each column; what the model does not know, or needs, is a problem."""
        known = {column.name for column in table.columns}
        known |= {name for name in (table.owner, table.one if table.ranked else None) if name}
        found: dict[str, int] = {}
        for number, cell in enumerate(sheet.rows[0] if sheet.rows else []):
            name = words(cell).strip().lower()
            if name and name not in known:
                self.wrong.append(at(ProblemKind.UNKNOWN_COLUMN, (sheet.name, 0, number), name=words(cell).strip()))
            found.setdefault(name, number)
        found.pop("", None)
        if table.owner and table.owner not in found and len(sheet.rows) > 1:
            self.wrong.append(at(ProblemKind.MISSING_COLUMN, (sheet.name, 0, 0), name=table.owner))
        return found

    def row(self, table: Table, cells: dict[str, tuple[Value, int]], where: tuple[str, int]) -> None:
        """Read one item and put it where it belongs."""
        above = self.above(table, cells, where)
        if above is None:
            return
        owner, path = above
        for step in table.within[:-1]:
            owner, path = owner.setdefault(step, {}), (*path, step)
            self.cells.setdefault(path, (*where, 0))
        item, here = self.placed(table, owner, (*path, table.within[-1]), cells)
        self.cells.setdefault(here[:-1], (*where, 0))
        self.cells[here] = (*where, 0)
        for column in table.columns:
            if column.name in cells and column.name != "family":
                value, number = cells[column.name]
                self.write(item, here, column, value, (*where, number))
        self.settle(item)
        name = item.get("code") if table.keyed else words(cells.get(table.one, (None, 0))[0]).strip()
        self.places[table].setdefault(str(name), (item, here))

    def placed(self, table: Table, owner: dict[str, Any], path: Path, cells: Any) -> tuple[dict[str, Any], Path]:
        """Return a new item in the list, or in the dictionary, it belongs to."""
        item: dict[str, Any] = {}
        if table.kind == "families":
            family = words(cells.get("family", (None, 0))[0]).strip()
            owner.setdefault(table.within[-1], {})[family] = item
            return item, (*path, family)
        items = owner.setdefault(table.within[-1], [])
        items.append(item)
        return item, (*path, len(items) - 1)

    def above(self, table: Table, cells: Any, where: tuple[str, int]) -> tuple[Any, Path] | None:
        """Return the item a row belongs to, or say that it does not exist."""
        if not table.parent or not table.owner:
            return self.document, ()
        value, number = cells.get(table.owner, (None, 0))
        name = words(value).strip()
        found = self.places[table.parent].get(name)
        if found is None and table.owner in cells:
            self.wrong.append(at(ProblemKind.NO_PARENT, (*where, number), value=name, sheet=table.parent.name))
        return found

    def write(self, item: dict[str, Any], path: Path, column: Column, value: Value, cell: Cell) -> None:
        """Write a cell into its item; an empty one leaves no trace but its place."""
        for step in column.steps:
            path = (*path, step)
            self.cells.setdefault(path, cell)
        given = understood(column, value)
        if given is None:
            return
        for step in column.steps[:-1]:
            item = item.setdefault(step, {})
        item[column.steps[-1]] = given

    def settle(self, item: dict[str, Any]) -> None:
        """Read the value of a condition as its operator asks."""
        if "operator" in item and isinstance(item.get("value"), str):
            text = item["value"]
            item["value"] = listed(text) if item["operator"] == "in" else numbered(text)


def understood(column: Column, value: Value) -> Any:
    """Return what a cell says, in the kind its column asks for; left as it is when it says something else."""
    text = words(value).strip()
    if not text:
        return None
    if column.kind == "boolean":
        return True if text.lower() in YES else False if text.lower() in NO else text
    if column.kind == "number":
        return numbered(text)
    if column.kind == "numbers":
        return [numbered(part) for part in listed(text)]
    return listed(text) if column.kind == "list" else text


def numbered(text: str) -> int | float | str:
    """Return a number if that is what is written, with a point or a comma."""
    if not NUMBER.fullmatch(text):
        return text
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value


def listed(text: str) -> list[str]:
    """Return codes written with commas or on lines of their own."""
    return [part for part in re.split(r"[\s,;]+", text) if part]


def missing(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Yield the sheets that no referential can do without and that are not there."""
    known = {name.strip().lower() for name in sheets}
    for name in ("scales", "scales.anchors", "themes", "criteria"):
        if name not in known:
            yield at(ProblemKind.MISSING_SHEET, (FRONT, 0, 0), name=name)
