"""The way through a meeting: what is beside each page of the room, and where one goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import get_language

from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.rules import Text
from essaim.apps.workshops import rules
from essaim.apps.workshops.enums import Outcome

from .spreads import said_by_all

if TYPE_CHECKING:
    from essaim.apps.assessments.models import Answer

    from .meeting import Meeting


@dataclass(frozen=True, slots=True)
class Step:
    """A practice on the agenda, as it stands beside the page."""

    code: str
    title: Text
    url: str
    outcome: str
    how_far: str
    begins: datetime | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class View:
    """One of two views, in words."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a practice: the words, the reason, or both views."""

    code: str
    title: Text
    url: str
    outcome: str
    label: str
    reason: str
    is_unclear: bool
    views: tuple[View, ...]


def frame(meeting: Meeting, current: str = "") -> dict[str, Any]:
    """Return what every page of the room shows: the agenda, the time, and the ways out."""
    schedule = meeting.schedule
    agenda = meeting.agenda
    return {
        "meeting": meeting,
        "workshop": meeting.workshop,
        "organisation": meeting.workshop.organisation,
        "can_lead": meeting.can_lead,
        "schedule": schedule,
        "clock": _clock(meeting),
        "steps": list(_steps(meeting, current)),
        "together_left": sum(1 for item in agenda.together if not meeting.outcome(item.code)),
        "has_together": bool(agenda.together),
        "room_url": meeting.url("room"),
        "together_url": meeting.url("room_together"),
        "end_url": meeting.url("room_end"),
        "leave_url": meeting.workshop.get_absolute_url() if meeting.membership else "",
        "current": current,
        "given_back": (),
    }


def _clock(meeting: Meeting) -> rules.Clock | None:
    schedule, began = meeting.schedule, meeting.workshop.started_at
    if schedule is None or began is None or not meeting.workshop.is_open:
        return None
    return rules.Clock(began, schedule.ends, timezone.now())


def _steps(meeting: Meeting, current: str) -> Iterator[Step]:
    spreads = {item.code: said_by_all(meeting, item) for item in meeting.agenda.talk}
    for code in meeting.to_talk:
        slot = meeting.schedule.slot_of(code) if meeting.schedule else None
        yield Step(
            code=code,
            title=meeting.asked[code].title,
            url=meeting.url("room_practice", code),
            outcome=meeting.outcome(code),
            how_far=spreads.get(code, ""),
            begins=slot.begins if slot else None,
            is_current=code == current,
        )


def neighbours(meeting: Meeting, code: str) -> tuple[str, str]:
    """Return where one comes from and where one goes on, from a practice."""
    talk = meeting.to_talk
    first = meeting.url("room_together") if meeting.agenda.together else meeting.url("room")
    if code not in talk:
        return first, onward(meeting)
    place = talk.index(code)
    before = meeting.url("room_practice", talk[place - 1]) if place else first
    after = meeting.url("room_practice", talk[place + 1]) if place + 1 < len(talk) else meeting.url("room_end")
    return before, after


def onward(meeting: Meeting, after: str = "") -> str:
    """Return the next practice to talk about, after this one if there is one left there; else the last page."""
    talk = meeting.to_talk
    start = talk.index(after) + 1 if after in talk else 0
    for code in [*talk[start:], *talk[:start]]:
        if not meeting.outcome(code) and code != after:
            return meeting.url("room_practice", code)
    return meeting.url("room_end")


def settled(meeting: Meeting, code: str) -> Settled | None:
    """Return what became of a practice; None for nothing yet."""
    outcome = meeting.outcome(code)
    if not outcome:
        return None
    answer = meeting.answers.get(code)
    return Settled(
        code=code,
        title=meeting.asked[code].title,
        url=meeting.url("room_practice", code),
        outcome=outcome,
        label=in_words(meeting, code, answer) if answer else "",
        reason=(answer.reason or answer.comment) if answer else "",
        is_unclear=outcome == Outcome.AGREED and answer is not None and answer.state == State.UNKNOWN,
        views=tuple(views_of(meeting, code, answer)) if answer else (),
    )


def in_words(meeting: Meeting, code: str, answer: Answer) -> str:
    """Return an answer in the words of its scale."""
    if answer.level is None:
        return str(State(answer.state).label)
    return _level(meeting, code, answer.level)


def views_of(meeting: Meeting, code: str, answer: Answer) -> Iterator[View]:
    """Yield both views of those who do not agree today."""
    for view in answer.views:
        yield View(_level(meeting, code, view["level"]), view["reason"])


def _level(meeting: Meeting, code: str, level: int) -> str:
    anchor = meeting.scale_of(code).anchor(level)
    return f"{level} · {anchor.label.get(get_language())}"
