"""Assessments for programs: the same operations as the pages, told in JSON."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Status

from essaim.apps.assessments import exports, operations, policies, queries
from essaim.apps.assessments.api import schemas
from essaim.apps.assessments.api.problems import told
from essaim.apps.organisations.policies import membership_in, require_writer
from essaim.kernel.api import Fault, Listing, Page, Problem, listing

router = Router()


@router.post("/organisations/{slug}/assessments", response={201: schemas.AssessmentShown})
def start(request: HttpRequest, slug: str, start: schemas.Start) -> Status[Any]:
    """Start an assessment on the framework's current version."""
    membership = membership_in(request, slug)
    require_writer(membership)
    with told():
        assessment = operations.start(membership, **start.model_dump(), at=timezone.now())
    return Status(201, {**_summary(assessment), "answers": []})


@router.get("/organisations/{slug}/assessments", response=Listing[schemas.AssessmentSummary])
def assessments(request: HttpRequest, slug: str, page: Query[Page]) -> dict[str, Any]:
    """List the organisation's assessments, the latest first."""
    membership = membership_in(request, slug)
    return listing(queries.assessments_of(membership.organisation_id), page, _summary)


@router.get("/assessments/{uuid:pk}", response=schemas.AssessmentShown)
def assessment(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """Return an assessment with its answers."""
    _, found = policies.find_assessment(request, pk, to="view")
    return {**_summary(found), "answers": list(queries.answers_of(found).values())}


@router.get("/assessments/{uuid:pk}/results", response=schemas.ResultsShown)
def results(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """Return the results: live while open, frozen once closed."""
    _, found = policies.find_assessment(request, pk, to="view")
    return exports.results_of(found)


@router.put("/assessments/{uuid:pk}/answers/{criterion}", response=schemas.AnswerShown)
def answer(request: HttpRequest, pk: UUID, criterion: Path[schemas.Code], given: schemas.Given) -> Any:
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


@router.put("/assessments/{uuid:pk}/answers", response=Listing[schemas.AnswerShown])
def answer_many(request: HttpRequest, pk: UUID, given: schemas.Many) -> dict[str, Any]:
    """Answer many criteria, all or none."""
    membership, found = policies.find_assessment(request, pk, to="edit")
    codes = [one.criterion for one in given.answers]
    if twice := [Fault(f"answers.{place}.criterion", _("This criterion comes twice.")) for place in _twice(codes)]:
        raise Problem(422, errors=twice)
    values = {one.criterion: _values(one) for one in given.answers}
    revisions = {one.criterion: one.revision for one in given.answers}
    with told(codes):
        kept = operations.answer_many(found, values=values, revisions=revisions, by=membership, at=timezone.now())
    return {"items": [kept[code] for code in codes], "count": len(codes)}


@router.post("/assessments/{uuid:pk}/close", response=schemas.AssessmentSummary)
def close(request: HttpRequest, pk: UUID, given: schemas.Reason) -> Any:
    """Freeze the assessment with its figures; a reason is needed below the coverage floor."""
    membership, found = policies.find_assessment(request, pk, to="edit")
    with told():
        return _summary(operations.close(found, by=membership, reason=given.reason, at=timezone.now()))


@router.post("/assessments/{uuid:pk}/reopen", response=schemas.AssessmentSummary)
def reopen(request: HttpRequest, pk: UUID, given: schemas.Reason) -> Any:
    """Open a closed assessment again, for a reason."""
    membership, found = policies.find_assessment(request, pk, to="edit")
    with told():
        return _summary(operations.reopen(found, by=membership, reason=given.reason, at=timezone.now()))


def _values(given: schemas.Given) -> operations.Values:
    return cast(operations.Values, given.model_dump(exclude_unset=True, exclude={"criterion", "revision"}))


def _summary(assessment: Any) -> dict[str, Any]:
    return {
        "id": assessment.pk,
        "organisation": assessment.organisation.slug,
        "framework": assessment.framework_code,
        "version": assessment.framework_version,
        "scope": assessment.scope,
        "themes": assessment.themes,
        "title": assessment.title,
        "status": assessment.status,
        "started_at": assessment.started_at,
        "closed_at": assessment.closed_at,
        "closing_reason": assessment.closing_reason,
    }


def _twice(codes: Sequence[str]) -> list[int]:
    return [place for place, code in enumerate(codes) if code in codes[:place]]
