"""A referential in any of the shapes it may come in or go out in; what a shape cannot hold is listed."""

from .losses import Ledger, Loss
from .ours import as_yaml, dump, plain
from .reading import MAX_BYTES, Format, Reading, read
from .writing import as_library, as_workbook

__all__ = [
    "MAX_BYTES",
    "Format",
    "Ledger",
    "Loss",
    "Reading",
    "as_library",
    "as_workbook",
    "as_yaml",
    "dump",
    "plain",
    "read",
]
