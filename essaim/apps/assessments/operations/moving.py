"""An open assessment goes on in a new version of its framework, and comes back if it was a mistake."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments import queries, rules, signals
from essaim.apps.assessments.enums import Choice
from essaim.apps.assessments.models import Answer, Assessment, FormerAnswer, Move, Said
from essaim.apps.frameworks.rules import Plan
from essaim.apps.organisations.models import Membership

from .situations import AlreadyClosed, AlreadyMoved, AnsweredSince, Fault, NothingToUndo, Refused

Row = TypeVar("Row", bound=Said)
WORDS = ("state", "level", "importance", "target", "reason", "views", "comment", "assignee", "next_step")
SAID = (*WORDS, "revision", "answered_by_id", "answered_at", "provenance_id")


@transaction.atomic
def move_to_version(
    assessment: Assessment, *, to: str, choices: Mapping[str, str], by: Membership, at: datetime
) -> Move:
    """Take an open assessment to its framework's newest version; what is not carried as it was is kept to be read.

    A closed one raises `AlreadyClosed`, a version that is not the newest (any more) or is reached already
    `AlreadyMoved`; a choice that a criterion does not offer, or themes that are all gone, `Refused`.
    """
    locked = queries.locked(assessment)
    plan = queries.plan_of(locked)
    if not locked.is_open:
        raise AlreadyClosed
    if plan is None or plan.new.version != to:
        raise AlreadyMoved
    chosen = _chosen(plan, choices)
    themes = rules.themes_after(plan, locked.themes)
    if locked.themes and not themes:
        raise Refused([Fault("themes", _("None of this year’s themes is in the new version."))])
    move = Move(
        organisation_id=locked.organisation_id,
        assessment=locked,
        from_version=locked.framework_version,
        to_version=to,
        themes=locked.themes,
        choices=chosen,
        moved_at=at,
        moved_by_id=by.account_id,
    )
    answers = queries.answers_of(locked)
    given = _given(locked, plan, answers, chosen)
    move.carried = {code: row.revision for code, row in given.items()}
    move.save(force_insert=True)
    left = rules.unmoved(plan)
    _set_aside(move, (row for code, row in answers.items() if code not in left), version=move.from_version)
    given |= _returning(locked, to, taken={*given, *left, *answers})
    _replace(locked, {code: row for code, row in answers.items() if code not in left}, given)
    locked.framework_version, locked.themes = to, list(themes)
    locked.save(update_fields=["framework_version", "themes"])
    signals.assessment_moved.send(Assessment, assessment=locked, move=move, by=by, at=at)
    return move


@transaction.atomic
def undo_move(assessment: Assessment, *, by: Membership, at: datetime) -> Move:
    """Bring the assessment back to the version before its last move, with the answers it had then.

    What was said since of the same questions stays; what was said of new ones is kept to be read. A carried answer
    changed since raises `AnsweredSince`, a closed assessment `AlreadyClosed`, one that never moved `NothingToUndo`.
    """
    locked = queries.locked(assessment)
    move = queries.last_move_of(locked)
    if not locked.is_open:
        raise AlreadyClosed
    if move is None:
        raise NothingToUndo
    answers = queries.answers_of(locked)
    if changed := changed_since(move, answers):
        raise AnsweredSince(changed)
    left = rules.unmoved(queries.plan_between(locked, move.from_version, move.to_version))
    since = {code: row for code, row in answers.items() if code not in left}
    before = FormerAnswer.objects.filter(move=move, version=move.from_version)
    back = {one.criterion: _copy(Answer, one, assessment=locked, criterion=one.criterion) for one in before}
    _set_aside(move, (row for code, row in since.items() if code not in move.carried), version=move.to_version)
    _replace(locked, since, back)
    before.delete()
    move.undone_at = at
    move.save(update_fields=["undone_at"])
    locked.framework_version, locked.themes = move.from_version, move.themes
    locked.save(update_fields=["framework_version", "themes"])
    signals.assessment_moved.send(Assessment, assessment=locked, move=move, by=by, at=at)
    return move


def changed_since(move: Move, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return the criteria whose carried answer is not what the move made of it any more."""
    held = {code: row.revision for code, row in answers.items()}
    return tuple(code for code, revision in move.carried.items() if held.get(code) != revision)


def _chosen(plan: Plan, choices: Mapping[str, str]) -> dict[str, Choice]:
    offered = {code: rules.options(plan, code) for code in plan.sources}
    if wrong := [code for code, choice in choices.items() if choice not in offered.get(code, ())]:
        raise Refused([Fault("choices", _("This cannot be chosen here."), code) for code in wrong])
    return {code: Choice(choice) for code, choice in choices.items()}


def _given(
    assessment: Assessment, plan: Plan, answers: Mapping[str, Answer], choices: Mapping[str, Choice]
) -> dict[str, Answer]:
    """Return the answers the move makes, by the new version's codes; each stays its author's."""
    known = {code: queries.said(row) for code, row in answers.items() if code in plan.old.codes}
    given = {}
    for code, arrival in rules.arrivals(plan, known, choices).items():
        row = _copy(Answer, answers[arrival.source], assessment=assessment, criterion=code)
        row.state, row.level, row.target = arrival.state, arrival.level, arrival.target
        row.revision = answers[code].revision + 1 if code in answers else 1
        given[code] = row
    return given


def _returning(assessment: Assessment, version: str, *, taken: set[str]) -> dict[str, Answer]:
    """Return what was said in this version before it was left, where nothing else has come since."""
    rows = FormerAnswer.objects.filter(move__assessment=assessment, version=version).exclude(criterion__in=taken)
    found = {one.criterion: one for one in rows.order_by("move__moved_at")}
    FormerAnswer.objects.filter(pk__in=[one.pk for one in found.values()]).delete()
    return {code: _copy(Answer, one, assessment=assessment, criterion=code) for code, one in found.items()}


def _set_aside(move: Move, rows: Iterable[Answer], *, version: str) -> None:
    FormerAnswer.objects.bulk_create(
        _copy(FormerAnswer, row, move=move, version=version, criterion=row.criterion) for row in rows
    )


def _replace(assessment: Assessment, old: Mapping[str, Answer], new: Mapping[str, Answer]) -> None:
    """Put the new rows in place of the old ones; a row that keeps its code keeps its history."""
    for code, row in new.items():
        row.pk = old[code].pk if code in old else row.pk
    Answer.objects.filter(assessment=assessment, criterion__in=[code for code in old if code not in new]).delete()
    Answer.objects.bulk_update([row for code, row in new.items() if code in old], SAID)
    Answer.objects.bulk_create(row for code, row in new.items() if code not in old)


def _copy(model: type[Row], row: Said, **place: object) -> Row:
    said = {name: getattr(row, name) for name in SAID}
    return model(organisation_id=row.organisation_id, **said, **place)  # type: ignore[attr-defined]
