"""Answering: one statement for one criterion or for thirty-five, safe against a colleague and against closing."""

import json
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from datetime import datetime
from typing import Any, TypedDict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments import queries, rules, signals
from essaim.apps.assessments.enums import AnswerFault, State
from essaim.apps.assessments.models import (
    ASSIGNEE_LENGTH,
    COMMENT_LENGTH,
    NEXT_STEP_LENGTH,
    REASON_LENGTH,
    Answer,
    Assessment,
)
from essaim.apps.frameworks.rules import Framework
from essaim.apps.organisations.models import Membership

from . import texts
from .situations import AlreadyClosed, Fault, MovedMeanwhile, Refused, Stale, StaleRevision


class Values(TypedDict, total=False):
    """The fields of an answer that change; those left out stay.

    A state given alone clears the level, and views where it is not "unknown".
    """

    state: str
    level: int | None
    importance: int | None
    target: int | None
    reason: str
    views: list[dict[str, Any]]
    comment: str
    assignee: str
    next_step: str


LENGTHS = {
    "reason": REASON_LENGTH,
    "comment": COMMENT_LENGTH,
    "assignee": ASSIGNEE_LENGTH,
    "next_step": NEXT_STEP_LENGTH,
}
SILENCE = json.dumps({"state": State.NONE, "revision": 1, "views": [], **dict.fromkeys(LENGTHS, "")})

# FOR SHARE makes an answer wait for a closing or a move in progress, and see it; rows are taken in one order, so two
# pastes never wait for each other. What is already so is not written again: a request sent twice does no harm. What was
# reused is written once more when somebody says it: it is theirs from then on.
UPSERT = """
WITH given AS (
    SELECT item, item->>'criterion' AS criterion, (item->>'expected')::integer AS expected
    FROM jsonb_array_elements(%(items)s::jsonb) AS item
), frame AS (
    SELECT id, organisation_id FROM assessments_assessment
    WHERE id = %(assessment)s AND closed_at IS NULL AND framework_version = %(version)s FOR SHARE
)
INSERT INTO assessments_answer AS held
SELECT fresh.* FROM frame, given, jsonb_populate_record(
    NULL::assessments_answer, %(silence)s::jsonb || item || jsonb_build_object(
        'id', gen_random_uuid(), 'organisation_id', frame.organisation_id, 'assessment_id', frame.id,
        'answered_by_id', %(by)s::uuid, 'answered_at', %(at)s::timestamptz)) AS fresh
WHERE coalesce(expected, 0) = 0
    OR EXISTS (SELECT FROM assessments_answer WHERE assessment_id = frame.id AND criterion = given.criterion)
ORDER BY given.criterion
ON CONFLICT (assessment_id, criterion) DO UPDATE SET
    (state, level, importance, target, reason, views, comment, assignee, next_step) = (
        SELECT fresh.state, fresh.level, fresh.importance, fresh.target, fresh.reason,
            CASE fresh.state WHEN 'unknown' THEN fresh.views ELSE '[]' END,
            fresh.comment, fresh.assignee, fresh.next_step
        FROM given, jsonb_populate_record(held, item) AS fresh WHERE given.criterion = EXCLUDED.criterion),
    revision = held.revision + 1, provenance_id = NULL,
    answered_by_id = EXCLUDED.answered_by_id, answered_at = EXCLUDED.answered_at
WHERE EXISTS (
    SELECT FROM given, jsonb_populate_record(held, item) AS fresh
    WHERE given.criterion = EXCLUDED.criterion AND coalesce(expected, held.revision) = held.revision
        AND (fresh IS DISTINCT FROM held OR held.provenance_id IS NOT NULL AND item ? 'state')
        AND (fresh.state <> 'not_applicable' OR fresh.reason <> ''))
RETURNING held.*
"""


def answer(
    assessment: Assessment,
    *,
    criterion: str,
    values: Values,
    revision: int | None = None,
    by: Membership | None,
    at: datetime,
) -> Answer:
    """Keep what is said of one criterion; may raise `Refused`, `StaleRevision` (0 is "no answer yet"), `AlreadyClosed`.

    Without a revision the last one who writes wins, and history keeps the former value.
    """
    return _keep(assessment, {criterion: values}, {criterion: revision}, by=by, at=at)[criterion]


def answer_many(
    assessment: Assessment,
    *,
    values: Mapping[str, Values],
    revisions: Mapping[str, int | None] | None = None,
    by: Membership | None,
    at: datetime,
) -> dict[str, Answer]:
    """Keep what is said of many criteria by code, all or none; raises as `answer`, with every fault and conflict."""
    with transaction.atomic() if len(values) > 1 else nullcontext():  # one statement is all or none by itself
        return _keep(assessment, values, revisions or {}, by=by, at=at)


def _keep(
    assessment: Assessment,
    values: Mapping[str, Values],
    revisions: Mapping[str, int | None],
    *,
    by: Membership | None,
    at: datetime,
) -> dict[str, Answer]:
    framework = queries.framework_of(assessment)
    given = {code: _normal(fields) for code, fields in values.items()}
    if faults := [fault for code, fields in given.items() for fault in _faults(framework, code, fields)]:
        raise Refused(faults)
    items = [{**fields, "criterion": code, "expected": revisions.get(code)} for code, fields in given.items()]
    params = {
        "items": json.dumps(items),
        "assessment": assessment.pk,
        "version": assessment.framework_version,
        "silence": SILENCE,
        "by": by and by.account_id,
        "at": at,
    }
    kept = {row.criterion: row for row in Answer.objects.raw(UPSERT, params)}
    if len(kept) < len(given):
        kept |= _unchanged(assessment, {code: given[code] for code in given if code not in kept}, revisions)
    signals.assessment_answered.send(Assessment, assessment=assessment, criteria=tuple(given), by=by, at=at)
    return kept


def _normal(values: Values) -> dict[str, Any]:
    """Trim texts, and let a state without a level clear it."""
    trimmed = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    return {"level": None, **trimmed} if "state" in trimmed else trimmed


def _faults(framework: Framework, code: str, fields: Mapping[str, Any]) -> Iterator[Fault]:
    if code not in framework.codes:
        yield Fault("criterion", _("This criterion is not in the framework."), code)
        return
    for name, length in LENGTHS.items():
        yield from texts.faults(name, fields.get(name, ""), length, criterion=code)
    criterion = framework.criterion(code)
    said = {name: fields[name] for name in ("state", "level", "importance", "target", "reason") if name in fields}
    views = [rules.View(**view) for view in fields.get("views", ())]
    for view in views:
        yield from texts.faults("views", view.reason, REASON_LENGTH, criterion=code)
    try:
        rules.check_answer(rules.Answer(**said), criterion, framework.scale_of(criterion))
        rules.check_views(views, fields.get("state", State.NONE), criterion, framework.scale_of(criterion))
    except rules.AnswerRefused as refused:
        yield Fault(refused.field, refused.fault.label, code)


def _unchanged(
    assessment: Assessment, given: Mapping[str, Mapping[str, Any]], revisions: Mapping[str, int | None]
) -> dict[str, Answer]:
    """Return the answers that were already so; tell why the others could not be written."""
    still = queries.assessments_of(assessment.organisation_id).open().filter(pk=assessment.pk)
    if (version := still.values_list("framework_version", flat=True).first()) is None:
        raise AlreadyClosed
    if version != assessment.framework_version:
        raise MovedMeanwhile
    held = queries.answers_of(assessment)
    changing = {code: fields for code, fields in given.items() if not _says(held.get(code), fields)}
    stale = [code for code in changing if revisions.get(code) not in {None, _revision(held.get(code))}]
    if stale:
        raise StaleRevision([Stale(code, held.get(code), dict(given[code])) for code in stale])
    if unreasoned := [code for code, fields in changing.items() if fields.get("reason") == ""]:
        raise Refused([Fault("reason", AnswerFault.REASON_MISSING.label, code) for code in unreasoned])
    return {code: held[code] for code in given}


def _says(held: Answer | None, fields: Mapping[str, Any]) -> bool:
    return held is not None and all(getattr(held, name) == value for name, value in fields.items())


def _revision(held: Answer | None) -> int:
    return 0 if held is None else held.revision
