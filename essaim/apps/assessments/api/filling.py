"""Workbooks for programs: sent back filled in, looked at, then taken or put away."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, File, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.files import UploadedFile

from essaim.apps.assessments import operations, policies, queries
from essaim.apps.assessments.enums import CellFault, State
from essaim.kernel.api import Body, Fault, Listing, Problem
from essaim.kernel.uploads import takes_files
from essaim.kernel.workbooks import place

from .assessments import AnswerShown, Code, told

router = Router()
Part = Literal["standing", "importance", "target", "comment", "assignee", "next_step"]
Whose = Literal["here", "file", "both"]
MOST_CHOICES = 10_000


class StandShown(Schema):
    state: State
    level: int | None
    reason: str


class PartShown(Schema):
    part: Part
    before: StandShown | int | str | None = Field(description="What stands here: for `standing`, a state and a level.")
    after: StandShown | int | str | None = Field(description="What the workbook says.")
    is_conflict: bool = Field(description="Somebody changed it here since the workbook was taken.")
    kept: Whose = Field(description="What stays unless `choices` say otherwise.")


class ChangeShown(Schema):
    criterion: str
    parts: list[PartShown]


class CellShown(Schema):
    """A cell that is left out, and why."""

    cell: str = Field(description="As a spreadsheet names it: Réponses!E4.")
    fault: CellFault
    detail: str


class WorkbookShown(Schema):
    """What a workbook changes, as things stand now; nothing of it is kept yet."""

    name: str
    received_at: datetime
    sheet: str
    seen: str = Field(description="A mark of these changes, to send back when you take them.")
    is_of_another_version: bool = Field(description="It does not say what it was made from: all it changes is asked.")
    unchanged: int
    conflicts: int = Field(description="Criteria answered both here and there.")
    changes: list[ChangeShown]
    problems: list[CellShown]


class Chosen(Body):
    """Whose words stay of one part of an answer."""

    criterion: Code
    part: Part
    keep: Whose


class TakingWorkbook(Body):
    seen: str = Field(max_length=50, description="The mark of the changes you looked at.")
    choices: list[Chosen] = Field([], max_length=MOST_CHOICES)


@router.post("/assessments/{uuid:pk}/workbook", response={201: WorkbookShown})
@decorate_view(takes_files(operations.MAX_BYTES))
def bring(request: HttpRequest, pk: UUID, file: File[UploadedFile]) -> Status[Any]:
    """Send a workbook back (XLSX, ODS or CSV, in a multipart form) and see what it changes; one that waited goes."""
    membership, found = policies.find_assessment(request, pk, to="edit")
    name, content = file.name or "", file.read()
    with told():
        intake = operations.receive_workbook(found, name=name, content=content, by=membership, at=timezone.now())
    return Status(201, _shown(found, intake))


@router.get("/assessments/{uuid:pk}/workbook", response=WorkbookShown)
def look(request: HttpRequest, pk: UUID) -> Any:
    """Say what the workbook that waits changes, as things stand now."""
    _membership, found = policies.find_assessment(request, pk, to="edit")
    return _shown(found, _waiting(found))


@router.post("/assessments/{uuid:pk}/workbook/take", response=Listing[AnswerShown])
def take(request: HttpRequest, pk: UUID, given: TakingWorkbook) -> Any:
    """Take what the workbook says, all or nothing, and return the answers that changed."""
    membership, found = policies.find_assessment(request, pk, to="edit")
    intake = _waiting(found)
    _refuse_strangers(given, queries.meeting_of(found, intake))
    chosen: dict[tuple[str, str], str] = {(one.criterion, one.part): one.keep for one in given.choices}
    try:
        with told():
            codes = operations.take_workbook(
                found, intake=intake, seen=given.seen, chosen=chosen, by=membership, at=timezone.now()
            )
    except operations.SeenOtherwise:
        detail = _("Something changed since you looked: nothing was taken, the changes as they are now are here.")
        raise Problem(409, detail, more={"workbook": WorkbookShown(**_shown(found, intake)).model_dump()}) from None
    kept = queries.answers_of(found)
    return {"items": [kept[code] for code in codes], "count": len(codes)}


@router.delete("/assessments/{uuid:pk}/workbook", response={204: None})
def put_away(request: HttpRequest, pk: UUID) -> Status[None]:
    """Put the workbook that waits away; nothing of it is kept."""
    _membership, found = policies.find_assessment(request, pk, to="edit")
    operations.put_away(_waiting(found))
    return Status(204, None)


def _waiting(assessment: Any) -> Any:
    found = queries.workbook_of(assessment)
    if found is None:
        raise Problem(404)
    return found


def _refuse_strangers(given: TakingWorkbook, meeting: queries.Meeting) -> None:
    """Refuse choices about what does not change: a typing error would leave a choice to nobody."""
    if given.seen != meeting.seen:
        return
    known = {(code, one.part) for code, parts in meeting.differences.items() for one in parts}
    odd = [place for place, one in enumerate(given.choices) if (one.criterion, one.part) not in known]
    if odd:
        raise Problem(422, errors=[Fault(f"choices.{place}", _("The workbook does not change this.")) for place in odd])


def _shown(assessment: Any, intake: Any) -> dict[str, Any]:
    meeting = queries.meeting_of(assessment, intake)
    return {
        **{name: getattr(intake, name) for name in ("name", "received_at")},
        **{name: getattr(meeting, name) for name in ("sheet", "seen", "is_of_another_version", "unchanged")},
        "conflicts": meeting.conflicts,
        "changes": [
            {"criterion": code, "parts": [_part(one) for one in parts]} for code, parts in meeting.differences.items()
        ],
        "problems": [
            {
                "cell": place(meeting.sheet, one.row, one.column),
                "fault": one.fault,
                "detail": str(one.fault.label) % one.values,
            }
            for one in meeting.problems
        ],
    }


def _part(one: Any) -> dict[str, Any]:
    values = {"before": one.before, "after": one.after}
    if one.part == "standing":
        values = {name: stand._asdict() for name, stand in values.items()}
    return {"part": one.part, **values, "is_conflict": one.is_conflict, "kept": operations.default_of(one)}
