"""Workshops for tests, made through our operations by the application role."""

from collections.abc import Sequence
from typing import Any

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests.factories import AT, LATER, make_assessment, make_steward
from essaim.apps.organisations.models import Membership
from essaim.apps.workshops import operations, queries, rules
from essaim.apps.workshops.enums import GroupKind
from essaim.apps.workshops.models import Deliberation, RespondentGroup, Seat, Workshop
from essaim.kernel import tenancy

HELD_BY_ONE = "what one person holds"
GROUPS = ((GroupKind.BOARD, ""), (GroupKind.VOLUNTEERS, ""))


def make_workshop(
    by: Membership | None = None, assessment: Assessment | None = None, *, groups: Any = GROUPS, **changes: Any
) -> Workshop:
    """Open a workshop of the board and volunteers, on `small` unless told otherwise."""
    steward = by or make_steward()
    held = assessment or make_assessment(steward)
    return operations.open_workshop(held, groups=groups, by=steward, at=AT, **changes)


def group_of(workshop: Workshop, kind: GroupKind = GroupKind.BOARD) -> RespondentGroup:
    """Return the group of this kind."""
    return next(group for group in queries.groups_of(workshop) if group.kind == kind)


def make_seat(workshop: Workshop, **given: Any) -> tuple[Seat, str]:
    """Ask one more person of the board, at an address unless told otherwise; return their place and link's secret."""
    person = operations.Person(**{"email": "asked@exemple.org", **given})
    (asked,) = operations.invite(workshop, group=group_of(workshop), people=[person], language="fr")
    return asked.seat, asked.secret


def voice(
    workshop: Workshop, secret: str, *, group: RespondentGroup | None = None, **levels: int | State
) -> frozenset[str]:
    """Say levels or states of practices; `A_1` stands for `A-1`. The ballot stays open to the test's transaction."""
    said = {
        name.replace("_", "-"): rules.Said(value) if isinstance(value, State) else rules.Said(State.ANSWERED, value)
        for name, value in levels.items()
    }
    asked = [one.code for one in queries.asked_in(workshop)]
    return operations.say(workshop, secret=secret, group=group or group_of(workshop), asked=asked, voices=said)


def voices(
    workshop: Workshop, levels: Sequence[int], *, group: RespondentGroup | None = None, code: str = "A_1"
) -> None:
    """Let as many people say one level each of one practice; the test holds none of their ballots afterwards."""
    for place, level in enumerate(levels):
        voice(workshop, f"person {place} of {group}", group=group, **{code: level})
    tenancy.set_secret("")


def show(workshop: Workshop, code: str = "A-1") -> Deliberation:
    """Mark a practice as revealed, and nothing more: revealing as people do it is an operation."""
    return Deliberation.objects.create(
        organisation=workshop.organisation, workshop=workshop, criterion=code, revealed_at=LATER
    )


def make_told_workshop(by: Membership, assessment: Assessment) -> tuple[Workshop, Seat]:
    """Open a workshop with a row in each of its tables: someone asked, who answered, and a practice revealed."""
    workshop = make_workshop(by, assessment)
    seat, _ = make_seat(workshop)
    voice(workshop, HELD_BY_ONE, A_1=2)
    tenancy.set_secret("")
    show(workshop)
    return workshop, seat
