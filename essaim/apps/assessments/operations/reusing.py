"""Answers taken from another assessment where nobody has spoken yet; confirmed by answering, or taken back at once."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments import queries, rules, signals
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.models import Answer, Assessment, Provenance, Reuse
from essaim.apps.organisations.models import Membership

from .answering import LENGTHS, Values, answer_many
from .situations import AlreadyClosed, Fault, NothingToReuse, NothingToUndo, Refused

TAKEN = ("importance", "reason", "comment", "answered_by_id", "answered_at")
SILENCE: dict[str, Any] = {"importance": None, "target": None, "views": [], **dict.fromkeys(LENGTHS, "")}


@transaction.atomic
def reuse(
    assessment: Assessment, *, source: Assessment, criteria: Collection[str], by: Membership, at: datetime
) -> Reuse:
    """Fill these criteria from another assessment of the organisation, each with its provenance; none that is answered.

    What people said since is left alone. A closed assessment raises `AlreadyClosed`, a criterion the source cannot give
    `Refused`, nothing left to fill `NothingToReuse`.
    """
    locked = queries.locked(assessment)
    if not locked.is_open:
        raise AlreadyClosed
    answers, given = queries.answers_of(locked), queries.answers_of(source)
    offer = queries.offer_between(source, locked, given=given, answers=answers)
    possible = {one.criterion for one in offer.proposals}
    if wrong := sorted(set(criteria) - possible - set(offer.left_alone)):
        raise Refused([Fault("criteria", _("This assessment says nothing of this criterion."), code) for code in wrong])
    chosen = [one for one in offer.proposals if one.criterion in criteria]
    if not chosen:
        raise NothingToReuse
    done = Reuse(
        organisation_id=locked.organisation_id,
        assessment=locked,
        source=source,
        source_version=source.framework_version,
        reused_at=at,
        reused_by_id=by.account_id,
    )
    done.save(force_insert=True)
    _fill(done, chosen, given, answers)
    codes = tuple(one.criterion for one in chosen)
    signals.assessment_reused.send(Assessment, assessment=locked, reuse=done, criteria=codes, by=by, at=at)
    return done


@transaction.atomic
def undo_reuse(assessment: Assessment, *, reuse: UUID, by: Membership, at: datetime) -> int:
    """Take back what is still as it was filled, and return how many; what people changed or confirmed stays.

    A closed assessment raises `AlreadyClosed`, a reuse that is not there or was undone `NothingToUndo`.
    """
    locked = queries.locked(assessment)
    if not locked.is_open:
        raise AlreadyClosed
    done = queries.reuses_of(locked).filter(pk=reuse).first()
    if done is None:
        raise NothingToUndo
    rows = Answer.objects.filter(assessment=locked, provenance__reuse=done)
    codes = tuple(rows.order_by("criterion").values_list("criterion", flat=True))
    # Silence with its revision, rather than no row: a page open meanwhile must see that something happened.
    rows.update(
        **SILENCE,
        state=State.NONE,
        level=None,
        provenance=None,
        revision=F("revision") + 1,
        answered_by=by.account_id,
        answered_at=at,
    )
    done.undone_at = at
    done.save(update_fields=["undone_at"])
    signals.assessment_reused.send(Assessment, assessment=locked, reuse=done, criteria=codes, by=by, at=at)
    return len(codes)


def confirm(assessment: Assessment, *, criteria: Collection[str], by: Membership, at: datetime) -> tuple[str, ...]:
    """Make reused answers the words of whoever confirms them, and return which; others are left alone.

    May raise `StaleRevision` and `AlreadyClosed`, as `answer`.
    """
    held = queries.to_reread(queries.answers_of(assessment))
    rows = {code: row for code, row in held.items() if code in criteria}
    values: dict[str, Values] = {
        code: {"state": row.state, "level": row.level, "reason": row.reason} for code, row in rows.items()
    }
    if values:
        answer_many(
            assessment, values=values, revisions={code: row.revision for code, row in rows.items()}, by=by, at=at
        )
    return tuple(values)


def _fill(
    done: Reuse, chosen: Collection[rules.Proposal], given: Mapping[str, Answer], answers: Mapping[str, Answer]
) -> None:
    """Write the answers with their provenance: in place of silent rows, or as new ones."""
    rows = {one.criterion: _answer(done, one, given[one.source], answers.get(one.criterion)) for one in chosen}
    Provenance.objects.bulk_create(row.provenance for row in rows.values() if row.provenance)
    fields = ["state", "level", *TAKEN, "provenance_id", "revision"]
    Answer.objects.bulk_update([row for code, row in rows.items() if code in answers], fields)
    Answer.objects.bulk_create(row for code, row in rows.items() if code not in answers)


def _answer(done: Reuse, one: rules.Proposal, source: Answer, silent: Answer | None) -> Answer:
    row = silent or Answer(
        organisation_id=done.organisation_id, assessment_id=done.assessment_id, criterion=one.criterion, revision=0
    )
    for name in TAKEN:
        setattr(row, name, getattr(source, name))
    row.state, row.level, row.revision = one.state, one.level, row.revision + 1
    row.provenance = Provenance(
        organisation_id=done.organisation_id,
        reuse=done,
        criterion=one.criterion,
        source_criterion=one.source,
        said_at=source.answered_at,
    )
    return row
