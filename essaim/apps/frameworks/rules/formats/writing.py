"""From a referential to a file in another format, with what that format cannot hold."""

from collections.abc import Sequence

from essaim.apps.frameworks.rules.document import Framework

from . import ciso, model
from .losses import Ledger, Loss
from .ours import dump


def as_workbook(framework: Framework, readme: Sequence[str] = ()) -> bytes:
    """Return our spreadsheet of a referential, with these sentences on its first sheet; nothing is lost."""
    return model.written(framework, readme)


def as_library(framework: Framework) -> tuple[str, tuple[Loss, ...]]:
    """Return a referential as a CISO Assistant library, and what a library cannot hold."""
    ledger = Ledger()
    return dump(ciso.written(framework, ledger)), tuple(ledger)
