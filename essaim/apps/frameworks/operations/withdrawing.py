from datetime import datetime

from essaim.apps.frameworks import queries
from essaim.apps.frameworks.models import Withdrawal

from .publishing import read_again
from .situations import NotWithdrawn, ReasonMissing


def withdraw(code: str, *, reason: str, at: datetime) -> Withdrawal:
    """Take a referential out of the catalogue; one that is out already gets the new reason.

    `queries.NotPublished` when the catalogue never had it, `ReasonMissing` without a word on why.
    """
    if not reason.strip():
        raise ReasonMissing
    queries.current(code)
    withdrawn, _ = Withdrawal.objects.update_or_create(
        code=code, defaults={"reason": reason.strip()}, create_defaults={"reason": reason.strip(), "withdrawn_at": at}
    )
    read_again()
    return withdrawn


def restore(code: str) -> None:
    """Put a referential back in the catalogue; `NotWithdrawn` when it is not out of it."""
    if not Withdrawal.objects.filter(code=code).delete()[0]:
        raise NotWithdrawn
    read_again()
