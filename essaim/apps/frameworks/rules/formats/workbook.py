"""A spreadsheet opened safely: measured before it is read, and never computed.

The parts that hold cells are inflated here, within bounds, and packed anew: the reader sees nothing else.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from essaim.apps.frameworks.enums import ProblemKind
from essaim.apps.frameworks.rules.problems import Problem, Refused

MAX_PARTS = 400
MAX_INFLATED = 60_000_000
MAX_RATIO = 200
SMALL = 1_000_000  # below this, a high ratio does no harm
MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 400_000
MAX_TEXT = 200_000_000  # what all cells say together, shared texts counted each time
ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/(_rels/)?[^/]+\.(xml|rels)|xl/worksheets/[^/]+\.xml")
PROGRAMS = re.compile(r"(^|/)(vbaProject|activeX|embeddings|ctrlProps|macrosheets|dialogsheets)", re.IGNORECASE)
PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
SHARED = re.compile(rb"""<c\b[^>]*\bt="s"[^>]*>\s*<v>(\d+)</v>""")

Value = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, as rows of plain values; an empty cell is `None`."""

    name: str
    rows: list[list[Value]]


def is_workbook(content: bytes) -> bool:
    """Return whether a file looks like a spreadsheet, of today or of before."""
    return content.startswith((ZIP, OLD))


def sheets(content: bytes) -> dict[str, Sheet]:
    """Return the sheets of a workbook by name; `Refused` when it is damaged, too large or holds programs."""
    if content.startswith(OLD):
        raise refused(ProblemKind.NOT_A_WORKBOOK)
    try:
        parts = _parts(content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        raise refused(ProblemKind.NOT_A_WORKBOOK) from None
    _measure(parts)
    try:
        return {sheet.name: sheet for sheet in _read(parts)}
    except (CalamineError, ValueError, OSError):
        raise refused(ProblemKind.NOT_A_WORKBOOK) from None


def refused(kind: ProblemKind) -> Refused:
    """Return the refusal of a whole file."""
    return Refused(Problem(kind, 1))


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
                    raise refused(ProblemKind.NOT_A_WORKBOOK)
                with archive.open(member) as part:
                    found[member.filename] = part.read(left + 1)
                left -= len(found[member.filename])
                if left < 0:
                    raise refused(ProblemKind.BOMB)
    return found


def _look(members: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse by what the archive itself declares, before anything is inflated."""
    names = [member.filename for member in members]
    if any(PROGRAMS.search(name) for name in names):
        raise refused(ProblemKind.MACRO)
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise refused(ProblemKind.OUTSIDE_LINK)
    if any(member.flag_bits & 1 for member in members):
        raise refused(ProblemKind.NOT_A_WORKBOOK)
    inflated = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_PARTS or inflated > MAX_INFLATED or packed > size:
        raise refused(ProblemKind.BOMB)
    if any(one.file_size > SMALL and one.file_size > MAX_RATIO * one.compress_size for one in members):
        raise refused(ProblemKind.BOMB)


def _measure(parts: dict[str, bytes]) -> None:
    """Refuse what would grow once read: entities, far-away cells, long texts shared by many cells."""
    if "[Content_Types].xml" not in parts or "xl/workbook.xml" not in parts:
        raise refused(ProblemKind.UNKNOWN_FORMAT)
    if b"macroEnabled" in parts["[Content_Types].xml"]:
        raise refused(ProblemKind.MACRO)
    if any(b"\0" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in parts.values()):
        raise refused(ProblemKind.NOT_A_WORKBOOK)
    texts = [len(text) for text in parts.get("xl/sharedStrings.xml", b"").split(b"</si>")]
    longest = max(texts, default=0)
    cells = told = 0
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            for column, row in PLACE.findall(part):
                if len(column) > 3 or len(row) > 7 or int(row) > MAX_ROWS or _column(column) > MAX_COLUMNS:
                    raise refused(ProblemKind.BOMB)
            shared = [int(number) for number in SHARED.findall(part)]
            here = part.count(b"<c ") + part.count(b"<c>") + part.count(b":c ") + part.count(b":c>")
            cells += here
            told += sum(texts[number] for number in shared if number < len(texts))
            told += max(0, part.count(b't="s"') + part.count(b"t='s'") - len(shared)) * longest
    if cells > MAX_CELLS or told > MAX_TEXT:
        raise refused(ProblemKind.BOMB)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


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
