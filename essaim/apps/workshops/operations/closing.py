from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from essaim.apps.organisations.models import SecretLink
from essaim.apps.workshops import queries
from essaim.apps.workshops.enums import LinkKind
from essaim.apps.workshops.models import Deliberation, RespondentGroup, Seat, Workshop
from essaim.kernel import history

from .holding import hold


@transaction.atomic
def close(workshop: Workshop, *, at: datetime) -> Workshop:
    """End the workshop: ballots, voices, whom we asked and all links go for good; what was revealed stays."""
    held = hold(workshop)
    links = [held.meeting_link_id, held.facilitation_link_id]
    held.closed_at = at
    held.meeting_link = held.facilitation_link = None
    held.meeting_secret = held.facilitation_digest = ""
    held.save()
    seats = queries.seats_of(held)
    links += seats.values_list("link_id", flat=True)
    seats.delete()
    SecretLink.objects.filter(pk__in=[link for link in links if link]).delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT workshop_forget(%s)", [held.pk])
    return held


@transaction.atomic
def erase(organisation_id: UUID) -> None:
    """Remove all workshops of the organisation, ballots included, and their history."""
    for pk in Workshop.objects.filter(organisation_id=organisation_id).values_list("pk", flat=True):
        with connection.cursor() as cursor:
            cursor.execute("SELECT workshop_forget(%s)", [pk])
    SecretLink.objects.filter(organisation_id=organisation_id, kind__in=LinkKind.values).delete()
    for model in (Seat, Deliberation, RespondentGroup, Workshop):
        model._default_manager.filter(organisation_id=organisation_id).delete()
    for tracked in (Deliberation, Workshop):
        history.events_of(tracked).filter(organisation_id=organisation_id).delete()
