"""A referential in any of the shapes it may come in; what a shape cannot hold is listed."""

from .losses import Ledger, Loss
from .ours import as_yaml
from .reading import MAX_BYTES, Format, Reading, read

__all__ = ["MAX_BYTES", "Format", "Ledger", "Loss", "Reading", "as_yaml", "read"]
