from contextlib import suppress
from datetime import datetime

from essaim.apps.accounts import operations, queries
from essaim.kernel import jobs, tenancy

AT_ONCE = 200


@jobs.periodic("17 * * * *")
def forget_limits(at: datetime) -> None:
    """Delete the limits that hold nobody back any more."""
    operations.delete_expired_limits(at=at)


@jobs.periodic("37 3 * * *")
def forget_unfinished(at: datetime) -> None:
    """Delete the accounts nobody confirmed, and the sessions that are over."""
    operations.delete_never_confirmed(at=at)
    operations.delete_ended_sessions(at=at)


@jobs.periodic("7 9 * * *")
def warn_the_quiet(at: datetime) -> None:
    """Write, by day, to those who have not come for nearly two years."""
    for account in queries.to_warn(at)[:AT_ONCE]:
        operations.warn_quiet(account, at=at)


@jobs.periodic("27 9 * * *")
def forget_the_quiet(at: datetime) -> None:
    """Erase the accounts warned a month ago; those that a context above still needs stay."""
    for account in queries.to_forget(at)[:AT_ONCE]:
        tenancy.set_account(account.pk)
        with suppress(operations.Objected):
            operations.erase(account, at=at)
