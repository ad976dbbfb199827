"""A workbook that was filled in comes back: looked at first, then kept whole through the same door as any answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.db import transaction

from essaim.apps.assessments import exports, queries
from essaim.apps.assessments.enums import FileRefused
from essaim.apps.assessments.models import Assessment, Intake
from essaim.apps.assessments.rules import filling
from essaim.apps.organisations.models import Membership
from essaim.kernel.workbooks import Sheet

from .answering import LENGTHS, Values, answer_many
from .intakes import opened, refused, rows_of, wait
from .situations import AlreadyClosed, SeenOtherwise

HERE, FILE, BOTH = "here", "file", "both"
ADDED_UP = ("comment", "next_step")


@transaction.atomic
def receive_workbook(assessment: Assessment, *, name: str, content: bytes, by: Membership, at: datetime) -> Intake:
    """Read a workbook of this assessment's answers, and let it wait to be looked at; `Refused` says why it cannot.

    One that waited already for this assessment makes room; `AlreadyClosed` where there is nothing left to answer.
    """
    if not assessment.is_open:
        raise AlreadyClosed
    sheets = opened(name, content)
    answers = next((sheet for sheet in sheets.values() if _is_ours(sheet)), None)
    if answers is None:
        raise refused(FileRefused.NOT_OURS)
    mark = _mark(sheets)
    if mark and mark[1] != str(assessment.pk):
        raise refused(FileRefused.ELSEWHERE)
    queries.intakes_of(assessment.organisation_id).filter(assessment=assessment).delete()
    cells = {"sheet": answers.name, "rows": rows_of(answers), "version": mark[2] if mark else ""}
    return wait(by, name=name, cells=cells, assessment=assessment, at=at)


@transaction.atomic
def take_workbook(
    assessment: Assessment,
    *,
    intake: Intake,
    seen: str,
    chosen: Mapping[tuple[str, str], str],
    by: Membership,
    at: datetime,
) -> tuple[str, ...]:
    """Keep what a workbook says, all or nothing, and return the practices that changed; it waits no more.

    `chosen` says, by practice and part, whose words stay where two people met: those here unless told otherwise.
    `SeenOtherwise` when this is not what `seen` showed; else raises as `answer_many`.
    """
    meeting = queries.meeting_of(assessment, intake)
    if meeting.seen != seen:
        raise SeenOtherwise
    values: dict[str, Values] = {}
    for code, parts in meeting.differences.items():
        kept = {one.part: _kept(one, chosen.get((code, one.part), default_of(one))) for one in parts}
        changed = {one.part: kept[one.part] for one in parts if kept[one.part] != one.before}
        if changed:
            values[code] = cast(Values, filling.values_of(changed))
    if values:
        revisions = {code: row.revision if (row := meeting.answers.get(code)) else 0 for code in values}
        answer_many(assessment, values=values, revisions=revisions, by=by, at=at)
    intake.delete()
    return tuple(values)


def default_of(one: filling.Difference) -> str:
    """Return whose words stay unless a person says otherwise: nothing that was written is lost."""
    if not one.is_conflict:
        return FILE
    return BOTH if can_add_up(one) else HERE


def can_add_up(one: filling.Difference) -> bool:
    """Return whether both texts can stay, one after the other."""
    if one.part not in ADDED_UP or not one.before or not one.after:
        return False
    return len(_added_up(one)) <= LENGTHS[one.part]


def _kept(one: filling.Difference, choice: str) -> Any:
    if choice == BOTH and can_add_up(one):
        return _added_up(one)
    return one.after if choice == FILE else one.before


def _added_up(one: filling.Difference) -> str:
    return str(one.before) if one.after in one.before else f"{one.before}\n{one.after}"


def _is_ours(sheet: Sheet) -> bool:
    return any(filling.columns_of(row) for row in sheet.rows[:1])


def _mark(sheets: Mapping[str, Sheet]) -> list[str]:
    """Return what the hidden sheet says: the format, the assessment, its version; nothing where it was lost."""
    hidden = sheets.get(exports.filling.MARK)
    first = [str(cell) for cell in hidden.rows[0][:3]] if hidden and hidden.rows else []
    return first if len(first) == 3 and first[0] == exports.filling.FORMAT else []
