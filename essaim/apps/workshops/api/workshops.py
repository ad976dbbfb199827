"""Workshops for programs of members: open one, give the link of its meeting, read numbers, close."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from essaim.apps.assessments.policies import find_assessment
from essaim.apps.organisations.policies import require_steward
from essaim.apps.workshops import operations, policies, queries
from essaim.apps.workshops.enums import GroupKind, Mode
from essaim.kernel.api import Body, Fault, Line, Problem

router = Router()


class GroupGiven(Body):
    kind: GroupKind
    label: Line = Field("", description="The name of a group of kind `own`.")


class Opening(Body):
    groups: list[GroupGiven] = Field(min_length=1, max_length=30)
    mode: Mode = Mode.APART
    minutes: int = Field(90, ge=15, le=600, strict=True)


class GroupNumbers(Schema):
    """Numbers of people, and nothing else."""

    id: UUID
    kind: GroupKind
    label: str
    asked: int
    ballots: int
    finished: int
    renewals: int = Field(description="Personal links given anew: as many people at most may have two ballots.")


class WorkshopShown(Schema):
    id: UUID
    assessment: UUID
    mode: Mode
    minutes: int
    opened_at: datetime
    closed_at: datetime | None
    groups: list[GroupNumbers]


class MeetingShown(Schema):
    token: str = Field(description="What follows `/a/` in the address of the page, and `/w/` in ours.")


@router.post("/assessments/{uuid:pk}/workshops", response={201: WorkshopShown})
def open_workshop(request: HttpRequest, pk: UUID, given: Opening) -> Status[Any]:
    """Let people look at an open assessment together."""
    membership, assessment = find_assessment(request, pk, to="view")
    require_steward(membership)
    groups = [(group.kind, group.label) for group in given.groups]
    with told():
        workshop = operations.open_workshop(
            assessment, groups=groups, mode=given.mode, minutes=given.minutes, by=membership, at=timezone.now()
        )
    return Status(201, _shown(workshop))


@router.get("/workshops/{uuid:pk}", response=WorkshopShown)
def workshop(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """Return a workshop, with how many were asked and how many have answered."""
    return _shown(policies.find_workshop(request, pk, to="view")[1])


@router.post("/workshops/{uuid:pk}/meeting", response=MeetingShown)
def open_meeting(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """Give the one link of the meeting; asked again, the same."""
    _, found = policies.find_workshop(request, pk, to="lead")
    with told():
        held = operations.open_meeting(found)
    return {"token": f"{held.meeting_link_id}.{held.meeting_secret}"}


@router.post("/workshops/{uuid:pk}/close", response=WorkshopShown)
def close(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """Close the workshop: what each said alone is erased, with whom was asked and all links."""
    _, found = policies.find_workshop(request, pk, to="lead")
    with told():
        return _shown(operations.close(found, at=timezone.now()))


@contextmanager
def told() -> Generator[None]:
    """Turn the situations of operations into problems."""
    try:
        yield
    except operations.Refused as refused:
        errors = [
            Fault(f"voices.{fault.criterion}.{fault.field}" if fault.criterion else fault.field, str(fault.sentence))
            for fault in refused.faults
        ]
        raise Problem(422, errors=errors) from None
    except operations.AlreadyOpen as other:
        detail = _("People look at this assessment already.")
        raise Problem(409, detail, more={"workshop": str(other.workshop.pk)}) from None
    except operations.AssessmentClosed:
        raise Problem(409, _("This assessment is closed: open it again before you look at it together.")) from None
    except operations.WorkshopOver:
        raise Problem(409, _("This workshop is closed.")) from None
    except operations.ByHands:
        raise Problem(409, _("In this workshop people answer in the room, by show of hands.")) from None
    except operations.NameMissing:
        raise Problem(409, _("In this workshop, answers are shown with names: join with a name first.")) from None


def _shown(workshop: Any) -> dict[str, Any]:
    counted = queries.counted_in(workshop, list(queries.seats_of(workshop)))
    groups = [
        {
            "id": one.group.pk,
            "kind": one.group.kind,
            "label": str(one.group),
            "asked": one.asked,
            "ballots": one.ballots,
            "finished": one.finished,
            "renewals": one.group.renewals,
        }
        for one in counted.groups
    ]
    names = ("mode", "minutes", "opened_at", "closed_at")
    shown = {name: getattr(workshop, name) for name in names}
    return {"id": workshop.pk, "assessment": workshop.assessment_id, **shown, "groups": groups}
