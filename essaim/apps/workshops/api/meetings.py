"""Answering in a meeting without an account: the link opens the questions, a secret opens one's own answers."""

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Field, Header, Path, Router, Schema, Status
from pydantic import StringConstraints

from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.rules import Criterion, Framework, Text
from essaim.apps.organisations.rules import secret
from essaim.apps.workshops import operations, policies, queries, rules
from essaim.apps.workshops.enums import GroupKind, Mode
from essaim.kernel.api import Body, Fault, Line, Problem

from .workshops import told

if TYPE_CHECKING:
    from essaim.apps.workshops.models import Ballot, Workshop

router = Router(auth=None)
Token = Annotated[str, StringConstraints(max_length=100)]


class LevelShown(Schema):
    level: int
    label: str
    text: str


class PracticeShown(Schema):
    criterion: str
    theme: str
    title: str
    question: str
    plain_question: str = Field(description="The same in plain words, where the referential has them.")
    levels: list[LevelShown]
    is_revealed: bool = Field(description="What is revealed is answered no more.")


class GroupShown(Schema):
    id: UUID
    kind: GroupKind
    label: str


class MeetingAsked(Schema):
    organisation: str
    mode: Mode
    groups: list[GroupShown]
    practices: list[PracticeShown]


class Joining(Body):
    group: UUID
    name: Line = Field("", description="In a workshop with names: given by who agrees to be shown with it.")


class BallotOpened(Schema):
    secret: str = Field(description="Told this once: send it as `Ballot-Secret` with what you say.")


class VoiceGiven(Body):
    criterion: str = Field(min_length=1, max_length=50)
    state: State = Field(State.ANSWERED, description="`none` takes the answer back.")
    level: int | None = Field(None, ge=-1000, le=1000, strict=True)


class VoicesGiven(Body):
    voices: list[VoiceGiven] = Field(min_length=1, max_length=500)


class VoiceShown(Schema):
    criterion: str
    state: State
    level: int | None


class VoicesShown(Schema):
    voices: list[VoiceShown] = Field(description="All you have said, as it stands.")
    revealed: list[str] = Field(description="Practices revealed meanwhile: what you sent of them is not kept.")


@router.get("/w/{token}", response=MeetingAsked)
def asked(request: HttpRequest, token: Path[Token]) -> dict[str, Any]:
    """Return what the people of a meeting are asked."""
    workshop = _open(request, token)
    framework, revealed = queries.framework_of(workshop), queries.revealed_in(workshop)
    return {
        "organisation": workshop.organisation.name,
        "mode": workshop.mode,
        "groups": [{"id": group.pk, "kind": group.kind, "label": str(group)} for group in queries.groups_of(workshop)],
        "practices": [
            {**_practice(framework, one), "is_revealed": one.code in revealed} for one in queries.asked_in(workshop)
        ],
    }


@router.post("/w/{token}/ballots", response={201: BallotOpened})
def join(request: HttpRequest, given: Joining, token: Path[Token]) -> Status[Any]:
    """Join the meeting, in one of its groups; the secret that opens your answers is told this once."""
    workshop = _open(request, token)
    group = next((one for one in queries.groups_of(workshop) if one.pk == given.group), None)
    if group is None:
        raise Problem(422, errors=[Fault("group", _("This group is not in the workshop."))])
    opens = secret()
    with told():
        operations.join(workshop, secret=opens, group=group, name=given.name)
    return Status(201, {"secret": opens})


@router.put("/w/{token}/voices", response=VoicesShown)
def say(
    request: HttpRequest,
    given: VoicesGiven,
    token: Path[Token],
    opens: str = Header(alias="Ballot-Secret", max_length=100),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """Say what you think of one practice or of many; those revealed already are left as they were."""
    workshop = _open(request, token, opens)
    ballot = _ballot(workshop, opens)
    if ballot is None:
        raise Problem(404)
    codes = [one.code for one in queries.asked_in(workshop)]
    voices = {one.criterion: rules.Said(one.state, one.level) for one in given.voices}
    with told():
        late = operations.say(workshop, secret=opens, group=ballot.group, asked=codes, voices=voices)
    return {"voices": list(queries.voices_of(ballot).values()), "revealed": sorted(late)}


def _open(request: HttpRequest, token: str, opens: str = "") -> "Workshop":
    """Return the workshop that the link of a meeting opens; 404 to any other, 409 once over, 429 to who tries many."""
    try:
        workshop = policies.enter(
            request, token, policies.open_meeting, is_known=lambda found: _ballot(found, opens) is not None
        )
    except policies.TooManyTries:
        raise Problem(429) from None
    if not workshop.is_open:
        with told():
            raise operations.WorkshopOver
    return workshop


def _ballot(workshop: "Workshop", opens: str) -> "Ballot | None":
    return queries.ballot_behind(workshop, opens) if opens.isalnum() else None


def _practice(framework: Framework, one: Criterion) -> dict[str, Any]:
    return {
        "criterion": one.code,
        "theme": framework.theme_of(one.code).code,
        "title": _said(one.title),
        "question": _said(one.question),
        "plain_question": _said(one.plain_question),
        "levels": [
            {"level": anchor.value, "label": _said(anchor.label), "text": _said(anchor.text)}
            for anchor in framework.scale_of(one).anchors
        ],
    }


def _said(text: Text | None) -> str:
    return text.get(get_language()) if text else ""
