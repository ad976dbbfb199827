"""Answers taken from another assessment, for programs: what it can give, taking it over, taking it back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from essaim.apps.assessments import operations, policies, queries
from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.enums import Doubt
from essaim.kernel.api import Body, Problem

from .assessments import MANY, Code, told

router = Router()


class ProposalShown(Schema):
    criterion: str
    source: str = Field(description="The criterion of the other assessment whose answer it would be given.")
    state: State
    level: int | None
    doubt: Doubt | None = Field(description="Why it may not hold here: taken only where it is named.")


class OfferShown(Schema):
    proposals: list[ProposalShown]
    left_alone: list[str] = Field(description="What is answered here already, and stays.")


class Taking(Body):
    source: UUID = Field(description="Another assessment of the organisation.")
    criteria: list[Code] | None = Field(None, max_length=MANY, description="Left out: all that leaves no doubt.")


class ReuseShown(Schema):
    id: UUID
    source: UUID
    reused_at: datetime
    criteria: list[str]


class TakenBack(Schema):
    count: int = Field(description="Answers taken back; what people changed or confirmed stays.")


@router.get("/assessments/{uuid:pk}/offers/{uuid:source}", response=OfferShown)
def offer(request: HttpRequest, pk: UUID, source: UUID) -> Any:
    """Say what another assessment of the organisation can give to the unanswered criteria of this one."""
    membership, found = policies.find_assessment(request, pk, to="view")
    return _offer(policies.get_assessment(membership, source, to="view"), found)


@router.post("/assessments/{uuid:pk}/reuses", response={201: ReuseShown})
def reuse(request: HttpRequest, pk: UUID, given: Taking) -> Status[Any]:
    """Take answers over, each with its provenance; never over what somebody said here."""
    membership, found = policies.find_assessment(request, pk, to="edit")
    source, criteria = policies.get_assessment(membership, given.source, to="view"), given.criteria
    if criteria is None:
        criteria = [one.criterion for one in _offer(source, found).proposals if one.doubt is None]
    try:
        with told():
            done = operations.reuse(found, source=source, criteria=criteria, by=membership, at=timezone.now())
    except operations.NothingToReuse as nothing:
        raise Problem(409, _("There is nothing to take over.")) from nothing
    taken = [one for one in queries.answers_of(found).values() if one.provenance and one.provenance.reuse_id == done.pk]
    return Status(
        201,
        {
            "id": done.pk,
            "source": source.pk,
            "reused_at": done.reused_at,
            "criteria": [one.criterion for one in taken],
        },
    )


@router.delete("/assessments/{uuid:pk}/reuses/{uuid:reuse}", response=TakenBack)
def undo(request: HttpRequest, pk: UUID, reuse: UUID) -> dict[str, int]:
    """Take back what is still as it came."""
    membership, found = policies.find_assessment(request, pk, to="edit")
    try:
        with told():
            return {"count": operations.undo_reuse(found, reuse=reuse, by=membership, at=timezone.now())}
    except operations.NothingToUndo:
        raise Problem(404) from None


def _offer(source: Any, assessment: Any) -> Any:
    given, held = queries.answers_of(source), queries.answers_of(assessment)
    return queries.offer_between(source, assessment, given=given, answers=held)
