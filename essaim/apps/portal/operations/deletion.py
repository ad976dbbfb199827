from datetime import datetime
from uuid import UUID

from django.db import transaction

from essaim.apps.assessments import operations as assessments
from essaim.apps.files import operations as files
from essaim.apps.frameworks import operations as frameworks
from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations.models import Membership, Organisation
from essaim.apps.portal import emails, rules
from essaim.apps.workshops import operations as workshops

# From the top of the house down: the organisation itself goes last.
ERASURES = (workshops.erase, assessments.erase, frameworks.erase, files.erase, organisations.erase)


def ask_deletion(organisation: Organisation, *, by: Membership, at: datetime) -> datetime:
    """Return when the organisation will be erased, thirty days from now, and write so to all its team.

    Asking again changes neither the day nor writes again.
    """
    if organisation.delete_after is not None:
        return organisation.delete_after
    day = rules.erasure_of(at)
    organisations.schedule_erasure(organisation, on=day)
    emails.tell("deletion_asked", organisation, by=by)
    return day


def keep(organisation: Organisation, *, by: Membership) -> None:
    """Take the deletion back and write so to all the team; nothing happens where none was asked."""
    if organisation.delete_after is not None:
        emails.tell("deletion_cancelled", organisation, by=by)
        organisations.cancel_erasure(organisation)


@transaction.atomic
def erase_if_due(organisation_id: UUID, *, at: datetime) -> bool:
    """Erase all of the organisation, context by context, if its days of grace are over; return whether it was."""
    # Locked, so that a steward who keeps it at the last moment is either heard or too late, never half.
    due = Organisation.objects.select_for_update().filter(pk=organisation_id, delete_after__lte=at)
    if not due.exists():
        return False
    for erase in ERASURES:
        erase(organisation_id)
    return True
