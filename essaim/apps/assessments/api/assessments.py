"""Assessments for programs: the same operations as the pages, told in JSON."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Path, Query, Router, Schema, Status
from pydantic import StringConstraints

from essaim.apps.assessments import exports, operations, policies, queries, rules
from essaim.apps.assessments.enums import Importance, Scope, State
from essaim.apps.organisations.policies import membership_in, require_writer
from essaim.kernel.api import Body, Count, Fault, Listing, Page, Problem, listing

router = Router()
Code = Annotated[str, StringConstraints(min_length=1, max_length=50)]
Level = Annotated[int, Field(ge=-1000, le=1000, strict=True)]
MANY = 500


class Start(Body):
    framework: Code
    scope: Scope
    themes: list[Code] = Field(default=[], max_length=100, description="For scope `themes`: this year's themes.")
    groups: list[Code] = Field(
        default=[], max_length=100, description="The groups that concern the organisation; none means all."
    )
    title: str = ""


class View(Body):
    """What some of the people who looked together say, and why."""

    level: Level
    reason: str


class Given(Body):
    """One answer: fields left out stay as they are; `state` and `level` go together."""

    state: State = Field(State.NONE, description="`none` takes the answer back.")
    level: Level | None = Field(None, description="On the criterion's scale, with state `answered` only.")
    importance: Annotated[int, Field(ge=1, le=4, strict=True)] | None = None
    target: Level | None = None
    reason: str = Field("", description="Needed with state `not_applicable`.")
    views: list[View] = Field([], max_length=2, description="With state `unknown`, where people do not agree today.")
    comment: str = ""
    assignee: str = ""
    next_step: str = ""
    revision: Count | None = Field(None, description="The revision you read (0: none yet); a past one is a 409.")


class GivenFor(Given):
    criterion: Code


class Many(Body):
    answers: list[GivenFor] = Field(min_length=1, max_length=MANY)


class Reason(Body):
    reason: str = ""


class ProvenanceShown(Schema):
    """The answer of another assessment that this one was taken from."""

    assessment: UUID = Field(alias="reuse.source_id")
    framework: str = Field(alias="reuse.source.framework_code")
    version: str = Field(alias="reuse.source_version")
    criterion: str = Field(alias="source_criterion")
    said_at: datetime


class Wanted(Schema):
    assessments: str = Field("", max_length=2_000, description="Their ids, separated by commas.")


class AnswerShown(Schema):
    criterion: str
    state: State
    level: int | None
    importance: Importance | None
    target: int | None
    reason: str
    views: list[View] = Field(description="Two, where people who looked together do not agree today.")
    comment: str
    assignee: str
    next_step: str
    revision: int
    answered_at: datetime
    provenance: ProvenanceShown | None = Field(None, description="Of a reused answer, until somebody says it again.")


class AssessmentSummary(Schema):
    id: UUID
    organisation: str
    framework: str
    version: str
    scope: Scope
    themes: list[str]
    groups: list[str]
    title: str
    status: Literal["open", "closed"]
    started_at: datetime
    closed_at: datetime | None
    closing_reason: str


class AssessmentShown(AssessmentSummary):
    answers: list[AnswerShown]


@router.post("/organisations/{slug}/assessments", response={201: AssessmentShown})
def start(request: HttpRequest, slug: str, start: Start) -> Status[Any]:
    """Start an assessment on the framework's current version."""
    membership = membership_in(request, slug)
    require_writer(membership)
    with told():
        assessment = operations.start(membership, **start.model_dump(), at=timezone.now())
    return Status(201, {**_summary(assessment), "answers": []})


@router.get("/organisations/{slug}/assessments", response=Listing[AssessmentSummary])
def assessments(request: HttpRequest, slug: str, page: Query[Page]) -> dict[str, Any]:
    """List the organisation's assessments, the latest first."""
    membership = membership_in(request, slug)
    return listing(queries.assessments_of(membership.organisation_id), page, _summary)


@router.get("/organisations/{slug}/comparison", response=exports.Comparison)
def comparison(request: HttpRequest, slug: str, wanted: Query[Wanted]) -> exports.Comparison:
    """Compare two or more assessments of one referential on what they share; the last two unless others are named."""
    membership = membership_in(request, slug)
    named = {code.strip() for code in wanted.assessments.split(",")} - {""}
    chosen = queries.chosen_among(list(queries.assessments_of(membership.organisation_id)), named)
    if named and len(chosen) < len(named):
        raise Problem(404)
    try:
        found = queries.evolution_of(chosen)
    except rules.NotComparable:
        sentence = _("Name two assessments or more, of the same referential.")
        raise Problem(422, errors=[Fault("assessments", sentence)]) from None
    return exports.comparison(found, queries.annotations_of(membership.organisation_id))


@router.get("/assessments/{uuid:pk}", response=AssessmentShown)
def assessment(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """Return an assessment with its answers."""
    _, found = policies.find_assessment(request, pk, to="view")
    return {**_summary(found), "answers": list(queries.answers_of(found).values())}


@router.get("/assessments/{uuid:pk}/results", response=exports.Results)
def results(request: HttpRequest, pk: UUID) -> exports.Results:
    """Return the results: live while open, frozen once closed."""
    _, found = policies.find_assessment(request, pk, to="view")
    return exports.results_of(found)


@router.put("/assessments/{uuid:pk}/answers/{criterion}", response=AnswerShown)
def answer(request: HttpRequest, pk: UUID, criterion: Path[Code], given: Given) -> Any:
    """Answer one criterion; the same answer again changes nothing."""
    membership, found = policies.find_assessment(request, pk, to="edit")
    if criterion not in queries.framework_of(found).codes:
        raise Problem(404)
    with told():
        return operations.answer(
            found,
            criterion=criterion,
            values=_values(given),
            revision=given.revision,
            by=membership,
            at=timezone.now(),
        )


@router.put("/assessments/{uuid:pk}/answers", response=Listing[AnswerShown])
def answer_many(request: HttpRequest, pk: UUID, given: Many) -> dict[str, Any]:
    """Answer many criteria, all or none."""
    membership, found = policies.find_assessment(request, pk, to="edit")
    codes = [one.criterion for one in given.answers]
    if twice := [Fault(f"answers.{place}.criterion", _("This criterion is given twice.")) for place in _twice(codes)]:
        raise Problem(422, errors=twice)
    values = {one.criterion: _values(one) for one in given.answers}
    revisions = {one.criterion: one.revision for one in given.answers}
    with told(codes):
        kept = operations.answer_many(found, values=values, revisions=revisions, by=membership, at=timezone.now())
    return {"items": [kept[code] for code in codes], "count": len(codes)}


@router.post("/assessments/{uuid:pk}/close", response=AssessmentSummary)
def close(request: HttpRequest, pk: UUID, given: Reason | None = None) -> Any:
    """Freeze the assessment with its figures; a reason is needed below the coverage floor.

    A workshop open on it ends, for good: what each one said alone is erased.
    """
    membership, found = policies.find_assessment(request, pk, to="edit")
    reason = given.reason if given else ""
    with told():
        return _summary(operations.close(found, by=membership, reason=reason, at=timezone.now()))


@router.post("/assessments/{uuid:pk}/reopen", response=AssessmentSummary)
def reopen(request: HttpRequest, pk: UUID, given: Reason) -> Any:
    """Open a closed assessment again, for a reason."""
    membership, found = policies.find_assessment(request, pk, to="edit")
    with told():
        return _summary(operations.reopen(found, by=membership, reason=given.reason, at=timezone.now()))


def _values(given: Given) -> operations.Values:
    return cast(operations.Values, given.model_dump(exclude_unset=True, exclude={"criterion", "revision"}))


def _summary(assessment: Any) -> dict[str, Any]:
    return {
        "id": assessment.pk,
        "organisation": assessment.organisation.slug,
        "framework": assessment.framework_code,
        "version": assessment.framework_version,
        "scope": assessment.scope,
        "themes": assessment.themes,
        "groups": assessment.groups,
        "title": assessment.title,
        "status": assessment.status,
        "started_at": assessment.started_at,
        "closed_at": assessment.closed_at,
        "closing_reason": assessment.closing_reason,
    }


def _twice(codes: Sequence[str]) -> list[int]:
    return [place for place, code in enumerate(codes) if code in codes[:place]]


@contextmanager
def told(codes: Sequence[str] = ()) -> Generator[None]:
    """Turn a situation into a problem document; `codes` are the criteria in the order the caller sent them."""
    try:
        yield
    except operations.Refused as refused:
        raise Problem(422, errors=[_fault(fault, codes) for fault in refused.faults]) from refused
    except operations.StaleRevision as stale:
        detail = _("Someone else answered in between: nothing was changed, both values are here.")
        raise Problem(409, detail, more={"conflicts": [_conflict(one) for one in stale.conflicts]}) from stale
    except operations.AlreadyClosed as closed:
        raise Problem(409, _("This assessment is closed; open it again to change it.")) from closed
    except operations.StillOpen as still:
        raise Problem(409, _("This assessment is open already.")) from still
    except operations.NothingToClose as nothing:
        raise Problem(409, _("No practice applies to the organisation: there is nothing to close.")) from nothing
    except operations.Objected as objected:
        raise Problem(409, " ".join(objected.objections)) from objected
    except operations.ReasonMissing as missing:
        raise Problem(422, errors=[Fault("reason", _sentence(missing.open_criteria))]) from missing


def _fault(fault: operations.Fault, codes: Sequence[str]) -> Fault:
    prefix = f"answers.{codes.index(fault.criterion)}." if codes else ""
    return Fault(prefix + fault.field, str(fault.sentence))


def _conflict(one: operations.Stale) -> dict[str, Any]:
    held = one.held and AnswerShown.from_orm(one.held).model_dump()
    return {"criterion": one.criterion, "held": held, "given": one.given}


def _sentence(open_criteria: int) -> str:
    if not open_criteria:
        return _("Say in a few words why it is opened again.")
    return _("Say in a few words why %(count)d practices have no answer.") % {"count": open_criteria}
