"""Two people at the same moment, on two real connections."""

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from essaim.apps.organisations.models import Membership
from essaim.kernel import tenancy


@contextmanager
def acting_as(membership: Membership) -> Generator[None]:
    """Act as this member in a transaction of the block's own."""
    with transaction.atomic():
        tenancy.set_account(membership.account_id)
        tenancy.set_organisations([membership.organisation_id])
        yield


class Colleague(threading.Thread):
    """Someone whose intention runs beside ours, in a transaction of its own."""

    def __init__(self, membership: Membership, intention: Callable[[], Any]) -> None:
        super().__init__()
        self.membership, self.intention, self.outcome = membership, intention, None
        self.start()

    def run(self) -> None:
        try:
            with acting_as(self.membership):
                self.outcome = self.intention()
        except Exception as outcome:
            self.outcome = outcome
        finally:
            connection.close()

    def waits(self) -> bool:
        """Return once the database holds this intention back."""
        for _ in range(500):
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone() != (0,):
                    return True
            time.sleep(0.01)
        return False

    def result(self) -> Any:
        """Return what came of it: a value, or the situation it met."""
        self.join(timeout=30)
        return self.outcome
