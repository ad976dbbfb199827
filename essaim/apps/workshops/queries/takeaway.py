from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.workshops.models import Deliberation, RespondentGroup, Seat, Workshop
from essaim.kernel import history
from essaim.kernel.takeaway import plain

WORKSHOP = [
    *("id", "organisation_id", "assessment_id", "mode", "minutes", "facilitator_name", "present"),
    *("opened_at", "opened_by_id", "started_at", "closed_at"),
]
SEAT = [
    *("id", "organisation_id", "workshop_id", "group_id", "name", "email", "account_id", "language", "themes"),
    *("reminded_on", "has_finished"),
]
# Hands counted before revealing are not told before it; after it they stand in the tally, where they may be shown.
DELIBERATION = [
    *("id", "organisation_id", "workshop_id", "criterion", "revealed_at", "tally"),
    *("outcome", "settled_at", "settled_by_id"),
]


def export_of(organisation_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return all the organisation's workshops as plain values: never a ballot or a voice, never a secret."""
    workshops = Workshop.objects.filter(organisation_id=organisation_id).order_by("opened_at", "id")
    groups = RespondentGroup.objects.filter(organisation_id=organisation_id).order_by("workshop_id", "kind", "label")
    asked = Seat.objects.filter(organisation_id=organisation_id, workshop__closed_at=None)
    deliberations = Deliberation.objects.filter(organisation_id=organisation_id).order_by("workshop_id", "criterion")
    return {
        "workshops": _plain(workshops, *WORKSHOP),
        "respondent_groups": _plain(groups),
        "seats": _plain(asked.order_by("workshop_id", "group", "name", "email", "id"), *SEAT),
        "deliberations": _plain(deliberations, *DELIBERATION),
        "workshops_history": _plain(history.events_of(Workshop).filter(organisation_id=organisation_id)),
        "deliberations_history": _plain(history.events_of(Deliberation).filter(organisation_id=organisation_id)),
    }


def _plain(rows: QuerySet[Any], *columns: str) -> list[dict[str, Any]]:
    return plain(rows.values(*columns))
