"""A spreadsheet opened safely: the parts that hold cells are inflated here, within bounds, and packed anew.

The library that reads them sees nothing else.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date

from python_calamine import CalamineError, CalamineWorkbook

from essaim.kernel import programs

from . import ods, xlsx
from .cells import Sheet, Unreadable, Value, Why

MAX_PARTS = 400
MAX_INFLATED = 60_000_000
MAX_RATIO = 200
SMALL = 1_000_000  # below this, a high ratio does no harm
ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
NEEDED = re.compile(f"{xlsx.NEEDED}|{ods.NEEDED}")
EMBEDDED = re.compile(r"(^|/)(embeddings|ctrlProps)", re.IGNORECASE)


def is_workbook(content: bytes) -> bool:
    """Return whether a file looks like a spreadsheet, of today or of before."""
    return content.startswith((ZIP, OLD))


def sheets(content: bytes) -> dict[str, Sheet]:
    """Return the sheets of a workbook (XLSX or ODS) by name; `Unreadable` when it is not to be trusted."""
    if content.startswith(OLD):
        raise Unreadable(Why.NOT_A_WORKBOOK)
    try:
        parts = _parts(content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        raise Unreadable(Why.NOT_A_WORKBOOK) from None
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in parts.values()):
        raise Unreadable(Why.NOT_A_WORKBOOK)
    read = ods.measured(parts) if ods.CELLS in parts else xlsx.measured(parts)
    try:
        return {sheet.name: sheet for sheet in _read(read)}
    except (CalamineError, ValueError, OSError):
        raise Unreadable(Why.NOT_A_WORKBOOK) from None


def _parts(content: bytes) -> dict[str, bytes]:
    """Return the parts that hold cells, each inflated no further than what remains of the whole bound."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        _look(members, len(content))
        left = MAX_INFLATED
        for member in members:
            if NEEDED.fullmatch(member.filename):
                if member.filename in found:
                    raise Unreadable(Why.NOT_A_WORKBOOK)
                with archive.open(member) as part:
                    found[member.filename] = part.read(left + 1)
                left -= len(found[member.filename])
                if left < 0:
                    raise Unreadable(Why.BOMB)
    return found


def _look(members: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse by what the archive itself declares, before anything is inflated."""
    names = [member.filename for member in members]
    if any(programs.runs(name) or EMBEDDED.search(name) for name in names):
        raise Unreadable(Why.MACRO)
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise Unreadable(Why.OUTSIDE_LINK)
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(Why.NOT_A_WORKBOOK)
    inflated = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_PARTS or inflated > MAX_INFLATED or packed > size:
        raise Unreadable(Why.BOMB)
    if any(one.file_size > SMALL and one.file_size > MAX_RATIO * one.compress_size for one in members):
        raise Unreadable(Why.BOMB)


def _read(parts: dict[str, bytes]) -> Iterator[Sheet]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed.seek(0)
    workbook = CalamineWorkbook.from_filelike(packed)
    for name in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        yield Sheet(name, [[_value(cell) for cell in row] for row in rows])


def _value(cell: object) -> Value:
    if cell == "" or cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, str | bool | int | float | date):
        return cell
    return str(cell)
