"""What becomes of a practice in the room: a level with its reason, both views, or another day; and the way back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from essaim.apps.assessments import operations as assessments
from essaim.apps.assessments import queries as answers
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.models import Answer
from essaim.apps.assessments.operations import Fault
from essaim.apps.organisations.models import Membership
from essaim.apps.workshops import queries, rules
from essaim.apps.workshops.enums import Outcome, PeopleFault
from essaim.apps.workshops.models import Deliberation, Workshop

from .holding import hold_both
from .situations import NothingToUndo, NotInTheRoom, Refused

LEVELLED = (State.ANSWERED, State.PLANNED)
SAID = ("state", "level", "reason", "comment", "views")


def agree(
    workshop: Workshop,
    *,
    values: Mapping[str, assessments.Values],
    revisions: Mapping[str, int | None],
    by: Membership | None,
    at: datetime,
) -> None:
    """Write what the room agrees on of these practices to the assessment, all or none: levels, or states, with reasons.

    Raises as `assessments.answer_many` does, `WorkshopOver` once closed, `NotInTheRoom`, and `Refused` for a level
    without a reason where people stood apart; `by` is None for a facilitator without an account.
    """
    if wanting := _wanting(workshop, values):
        raise Refused([Fault("comment", PeopleFault.AGREEMENT_WITHOUT_REASON.label, code) for code in wanting])
    _settle(workshop, Outcome.AGREED, values, revisions, by=by, at=at)


def disagree(
    workshop: Workshop,
    *,
    criterion: str,
    views: list[dict[str, Any]],
    revision: int | None,
    by: Membership | None,
    at: datetime,
) -> None:
    """Keep both views of a practice, each a level with its reason; raises as `agree`."""
    values: assessments.Values = {"state": State.UNKNOWN, "views": views}
    _settle(workshop, Outcome.DISAGREED, {criterion: values}, {criterion: revision}, by=by, at=at)


def put_off(workshop: Workshop, *, criterion: str, by: Membership | None, at: datetime) -> None:
    """Leave a practice for another day; the assessment keeps what it holds. Raises as `agree`."""
    _settle(workshop, Outcome.LATER, {criterion: {}}, {}, by=by, at=at)


@transaction.atomic
def undo(workshop: Workshop, *, criterion: str, by: Membership | None, at: datetime) -> bool:
    """Take back what became of a practice; return whether the assessment has its former answer back.

    It has not when somebody answered there since: that answer stays. Nothing settled raises `NothingToUndo`.
    """
    held = hold_both(workshop)
    row = queries.deliberations_of(held).get(criterion)
    if row is None or not row.outcome:
        raise NothingToUndo
    former, row.former = row.former, None
    row.outcome, row.settled_at, row.settled_by_id = "", None, None
    row.save(update_fields=["outcome", "settled_at", "settled_by", "former"])
    if former is None:
        return True
    try:
        assessments.answer(
            held.assessment, criterion=criterion, values=former["said"], revision=former["revision"], by=by, at=at
        )
    except (assessments.StaleRevision, assessments.Refused):
        return False
    return True


@transaction.atomic
def _settle(
    workshop: Workshop,
    outcome: Outcome,
    values: Mapping[str, assessments.Values],
    revisions: Mapping[str, int | None],
    *,
    by: Membership | None,
    at: datetime,
) -> None:
    held = hold_both(workshop)
    if not values.keys() <= {one.code for one in queries.asked_in(held)}:
        raise NotInTheRoom
    before = answers.answers_of(held.assessment)
    written = {code: said for code, said in values.items() if said}
    kept: dict[str, Answer] = {}
    if written:
        kept = assessments.answer_many(held.assessment, values=written, revisions=revisions, by=by, at=at)
    rows = queries.deliberations_of(held)
    settled = []
    for code in values:
        row = rows.get(code) or Deliberation(organisation_id=held.organisation_id, workshop=held, criterion=code)
        row.former = _former(row, before.get(code), kept.get(code))
        row.outcome, row.settled_at, row.settled_by_id = outcome, at, by.account_id if by else None
        settled.append(row)
    Deliberation.objects.bulk_create(
        settled,
        update_conflicts=True,
        unique_fields=["workshop", "criterion"],
        update_fields=["former", "outcome", "settled_at", "settled_by"],
    )


def _wanting(workshop: Workshop, values: Mapping[str, assessments.Values]) -> list[str]:
    """Return the practices where people stood apart, and for which nothing says why they agree now."""
    framework, rows = queries.framework_of(workshop), queries.deliberations_of(workshop)
    silent = [code for code, said in values.items() if said.get("state") in LEVELLED and not said.get("comment")]
    tallies = {code: rows[code].tally for code in silent if code in rows}
    return [
        code
        for code, tally in tallies.items()
        if tally and rules.are_apart(tally["cells"], framework.scale_of(framework.criterion(code)))
    ]


def _former(row: Deliberation, before: Answer | None, kept: Answer | None) -> dict[str, Any] | None:
    """Return what to come back to: what stood before the room first settled it, as long as nobody else wrote there."""
    if kept is None:
        return row.former
    stood = row.former if row.former and before and before.revision == row.former["revision"] else None
    if stood is not None:
        return {**stood, "revision": kept.revision}
    said = before or Answer(state=State.NONE)
    return {"said": {name: getattr(said, name) for name in SAID}, "revision": kept.revision}
