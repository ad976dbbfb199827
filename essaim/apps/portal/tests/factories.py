"""The demonstration story as a world for tests: the same people and organisations that visitors meet."""

from datetime import UTC, datetime

import pytest

from essaim.apps.accounts.models import Account
from essaim.apps.organisations import queries
from essaim.apps.organisations.models import Membership
from essaim.apps.portal import operations
from essaim.kernel import tenancy

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def story(db: None) -> None:
    """Play the story in the test's database; the test goes on as nobody."""
    operations.play_story(at=NOW)
    nobody()


def nobody() -> None:
    """Go on as nobody."""
    tenancy.set_account(None)
    tenancy.set_organisations([])


def enter(email: str, place: int = 0) -> Membership:
    """Go on as this person of the story, in their nth organisation by name."""
    account = Account.objects.get(email=f"{email}@demo.example")
    tenancy.set_account(account.pk)
    membership = queries.memberships_of(account.pk)[place]
    tenancy.set_organisations([membership.organisation_id])
    return membership
