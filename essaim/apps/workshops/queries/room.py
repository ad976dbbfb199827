"""What the room reads: a few statements, however many spoke."""

import hmac
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from essaim.apps.organisations.rules import digest
from essaim.apps.workshops import rules
from essaim.apps.workshops.enums import Mode
from essaim.apps.workshops.models import Deliberation, RespondentGroup, Workshop

from .workshops import workshops_of


def ready_among(
    workshop: Workshop,
    codes: Collection[str],
    said: Mapping[str, Deliberation],
    counts: Mapping[tuple[str, UUID], int],
    groups: Iterable[RespondentGroup],
) -> set[str]:
    """Return those of these practices that enough people spoke of (`voice_counts`), hands counted in the room too."""
    renewals, mode = renewals_of(groups), Mode(workshop.mode)
    people: dict[str, dict[str, int]] = {code: {} for code in codes}
    for (code, group), count in counts.items():
        if code in people:
            people[code][str(group)] = count
    hands = {code: (said[code].hands if code in said else None) or {} for code in codes}
    return {code for code in codes if rules.is_enough(people[code], hands=hands[code], mode=mode, renewals=renewals)}


def renewals_of(groups: Iterable[RespondentGroup]) -> dict[str, int]:
    """Return how many people of each group may have answered twice, by a link given anew."""
    return {str(group.pk): group.renewals for group in groups}


def facilitated_by(organisation_id: UUID, routing_id: str, secret: str) -> Workshop | None:
    """Return the open workshop that an outside facilitator's link opens; the tenant must be set already."""
    workshop = workshops_of(organisation_id).filter(facilitation_link_id=routing_id, closed_at=None).first()
    return workshop if workshop and hmac.compare_digest(workshop.facilitation_digest, digest(secret)) else None
