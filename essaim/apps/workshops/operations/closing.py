from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations.models import SecretLink
from essaim.apps.workshops.enums import LinkKind
from essaim.apps.workshops.models import Deliberation, RespondentGroup, Seat, Workshop
from essaim.kernel import history

from .holding import hold


@transaction.atomic
def close(workshop: Workshop, *, at: datetime) -> Workshop:
    """End the workshop: ballots, voices and whom we asked go for good; what was revealed stays.

    Links open nothing but the page that says so: of each, a digest stays, and nothing of the person.
    """
    held = hold(workshop)
    led_by = held.facilitation_link_id
    held.closed_at, held.facilitation_link, held.facilitation_digest = at, None, ""
    held.save()
    if led_by is not None:
        organisations.close_link(led_by)
    seats = Seat.objects.filter(organisation_id=held.organisation_id, workshop=held)
    seats.filter(link=None).delete()
    seats.update(name="", email="", themes=[], reminded_on=None, has_finished=False)
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
