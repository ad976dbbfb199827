from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from essaim.apps.organisations import queries, signals
from essaim.apps.organisations.enums import Role, TeamFault
from essaim.apps.organisations.models import Membership, Organisation


@dataclass
class TeamRefused(Exception):
    """The team cannot change that way."""

    fault: TeamFault


@transaction.atomic
def change_role(member: Membership, *, role: Role) -> None:
    """Give the member another role; the last steward keeps theirs."""
    _keep_a_steward(member, unless=role)
    member.role = role
    member.save(update_fields=["role"])


@transaction.atomic
def remove(member: Membership) -> None:
    """Take the member out of the team; the last steward stays."""
    _keep_a_steward(member)
    member.delete()
    signals.member_left.send(Membership, organisation_id=member.organisation_id, account_id=member.account_id)


def leave(membership: Membership) -> None:
    """Leave the team oneself; the last steward cannot."""
    remove(membership)


def _keep_a_steward(member: Membership, *, unless: Role | None = None) -> None:
    hold(member.organisation_id)
    member.refresh_from_db(fields=["role"])
    if member.is_steward and unless != Role.STEWARD and queries.steward_count(member.organisation_id) == 1:
        raise TeamRefused(TeamFault.LAST_STEWARD)


def hold(organisation_id: UUID) -> None:
    """Keep others of the organisation who would look and then write from doing so until this transaction ends."""
    Organisation.objects.select_for_update().only("pk").get(pk=organisation_id)
