"""What everyone said is shown at one moment that one person chooses, and does not move any more."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from essaim.apps.workshops import queries, rules
from essaim.apps.workshops.enums import Mode
from essaim.apps.workshops.models import Deliberation, Workshop

from .holding import hold
from .situations import AlreadyRevealed, NothingCounted, NotInTheRoom, TooFew


@transaction.atomic
def begin(workshop: Workshop, *, at: datetime) -> Workshop:
    """Begin the meeting, once: how people look together changes no more. A closed one raises `WorkshopOver`."""
    return _begun(hold(workshop), at)


@transaction.atomic
def reveal(workshop: Workshop, *, criteria: Collection[str], at: datetime) -> dict[str, Deliberation]:
    """Reveal these practices, once for good, and return them; those that too few spoke of stay as they are.

    All revealed before raises `AlreadyRevealed`; none that enough people spoke of, `TooFew`; by show of hands,
    `NothingCounted`. Who was still answering waits for the end of this, and is refused.
    """
    held = _begun(hold(workshop), at)
    if held.mode == Mode.HANDS:
        raise NothingCounted
    said = queries.deliberations_of(held)
    fresh = {code for code in _in_the_room(held, criteria) if code not in said or said[code].revealed_at is None}
    if not fresh:
        raise AlreadyRevealed
    groups = queries.groups_of(held)
    ready = sorted(queries.ready_among(held, fresh, said, queries.voice_counts(held), groups))
    if not ready:
        raise TooFew
    _mark(held, ready, at)
    return _keep_tallies(held, ready, queries.renewals_of(groups))


@transaction.atomic
def count_hands(workshop: Workshop, *, criterion: str, hands: Mapping[str, int]) -> None:
    """Keep what the facilitator counted in the room by level or state, to be revealed with the rest; none erases it.

    Beside `NotInTheRoom`: `NothingCounted` where names are shown or nothing is, `AlreadyRevealed` once it is too late,
    `ValueError` for a cell or a number that cannot be.
    """
    held = hold(workshop)
    (code,) = _in_the_room(held, [criterion])
    framework = queries.framework_of(held)
    counted = rules.check_hands(hands, framework.scale_of(framework.criterion(code)))
    if held.mode != Mode.APART:
        raise NothingCounted
    said = queries.deliberations_of(held).get(code)
    if said is not None and said.revealed_at is not None:
        raise AlreadyRevealed
    Deliberation.objects.update_or_create(
        organisation_id=held.organisation_id, workshop=held, criterion=code, defaults={"hands": counted or None}
    )


def _begun(held: Workshop, at: datetime) -> Workshop:
    if held.started_at is None:
        held.started_at = at
        held.save(update_fields=["started_at"])
    return held


def _in_the_room(workshop: Workshop, criteria: Collection[str]) -> list[str]:
    asked = {one.code for one in queries.asked_in(workshop)}
    if not asked.issuperset(criteria):
        raise NotInTheRoom
    return list(criteria)


def _mark(held: Workshop, codes: Collection[str], at: datetime) -> None:
    """Say that these are revealed: from here on, and not before, the database tells what was said of them."""
    rows = [
        Deliberation(organisation_id=held.organisation_id, workshop=held, criterion=code, revealed_at=at)
        for code in codes
    ]
    Deliberation.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["workshop", "criterion"], update_fields=["revealed_at"]
    )


def _keep_tallies(held: Workshop, codes: Collection[str], renewals: Mapping[str, int]) -> dict[str, Deliberation]:
    spoken = defaultdict(list)
    for one in queries.revealed_voices(held):
        cell = rules.cell_of(one.state, one.level)
        spoken[one.criterion].append(rules.Spoken(str(one.group), one.name, cell, one.voices))
    rows = queries.deliberations_of(held)
    for code in codes:
        hands = rows[code].hands or {}
        shown = rules.reveal(spoken[code], hands=hands, mode=Mode(held.mode), renewals=renewals)
        rows[code].tally = shown.plain()
    Deliberation.objects.bulk_update([rows[code] for code in codes], ["tally"])
    return {code: rows[code] for code in codes}
