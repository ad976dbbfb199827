"""Our own spreadsheet: one sheet for each kind of thing a referential is made of."""

from .filled import filled
from .tables import FRONT, README, tables
from .written import written

__all__ = ["FRONT", "README", "filled", "tables", "written"]
