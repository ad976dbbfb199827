"""Where the demonstration story is played."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from essaim.apps.accounts.models import Account
from essaim.apps.organisations import queries as teams
from essaim.apps.organisations.models import Membership
from essaim.kernel import tenancy


@dataclass
class Stage:
    """The people of the story, and the moment it is played."""

    people: dict[str, Account]
    now: datetime

    def at(self, days_ago: int) -> datetime:
        """Return the moment that many days before now, in office hours."""
        return (self.now - timedelta(days=days_ago)).replace(hour=10, minute=20, second=0, microsecond=0)

    def minutes_ago(self, minutes: int) -> datetime:
        """Return the moment that many minutes before now."""
        return self.now - timedelta(minutes=minutes)

    def enter(self, email: str, membership: Membership) -> Membership:
        """Go on as this person in the same organisation, and return their membership."""
        account = self.people[email]
        tenancy.set_account(account.pk)
        tenancy.set_organisations([membership.organisation_id])
        return teams.members_of(membership.organisation_id).select_related("organisation").get(account=account)
