from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from essaim.apps.assessments import queries as assessments
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.operations import Fault
from essaim.apps.organisations.models import Membership
from essaim.apps.workshops import queries, rules
from essaim.apps.workshops.enums import GroupKind, Mode, PeopleFault
from essaim.apps.workshops.models import RespondentGroup, Workshop

from .holding import hold
from .situations import AlreadyOpen, AlreadyStarted, AssessmentClosed, Refused

Group = tuple[GroupKind, str]


@transaction.atomic
def open_workshop(
    assessment: Assessment,
    *,
    groups: Sequence[Group],
    mode: Mode = Mode.APART,
    minutes: int = 90,
    by: Membership,
    at: datetime,
) -> Workshop:
    """Let people look at an open assessment together, from these groups: kinds, with a name for own ones.

    A closed assessment raises `AssessmentClosed`, a second workshop `AlreadyOpen`, unfit groups `Refused`.
    """
    held = assessments.locked(assessment)
    if not held.is_open:
        raise AssessmentClosed
    if (other := queries.open_workshop_of(held)) is not None:
        raise AlreadyOpen(other)
    named = [(kind, " ".join(label.split()) if kind == GroupKind.OWN else "") for kind, label in groups]
    if fault := _fault(named):
        raise Refused([Fault("groups", fault.label)])
    workshop = Workshop.objects.create(
        organisation=assessment.organisation,
        assessment=held,
        mode=mode,
        minutes=minutes,
        opened_at=at,
        opened_by_id=by.account_id,
    )
    RespondentGroup.objects.bulk_create(
        RespondentGroup(organisation=workshop.organisation, workshop=workshop, kind=kind, label=label)
        for kind, label in named
    )
    return workshop


@transaction.atomic
def choose_mode(workshop: Workshop, *, mode: Mode) -> None:
    """Say how people look together; once the meeting has begun this raises `AlreadyStarted`, closed `WorkshopOver`."""
    held = hold(workshop)
    if held.started_at is not None:
        raise AlreadyStarted
    held.mode = mode
    held.save(update_fields=["mode"])


def _fault(groups: Sequence[Group]) -> PeopleFault | None:
    faults = (
        (not groups, PeopleFault.NO_GROUP),
        (len({(kind, label.casefold()) for kind, label in groups}) < len(groups), PeopleFault.GROUP_TWICE),
        (any(kind == GroupKind.OWN and not label for kind, label in groups), PeopleFault.OWN_WITHOUT_LABEL),
        (any(len(label) > rules.LONGEST_LABEL for _, label in groups), PeopleFault.LABEL_TOO_LONG),
    )
    return next((fault for holds, fault in faults if holds), None)
