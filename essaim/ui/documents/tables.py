"""What a spreadsheet is made of: sheets of texts and numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

Value = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its headers, its rows, and how wide its columns are, in letters."""

    name: str
    headers: tuple[str, ...]
    rows: Iterable[tuple[Value, ...]]
    widths: tuple[int, ...]
