"""The room: pages for a screen that everybody sees. Nothing but counts shows before someone presses « reveal »."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from essaim.apps.workshops.enums import Outcome
from essaim.apps.workshops.forms.settling import PresentForm

from . import practices, steps, together
from .meeting import Meeting, door


@require_safe
@door("view")
def home(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Show how people join, how many have, and what the meeting is about to look at."""
    context = {**steps.frame(meeting), **gathered(meeting), "next_url": opening(meeting), "previous_url": ""}
    context |= {"begin_url": meeting.url("room_begin"), "reveal_url": meeting.url("room_reveal_all")}
    context["meeting_url"] = meeting.joining_url
    context["expected"] = meeting.schedule or meeting.expected(timezone.now())
    return render(request, "workshops/room/home.html", context)


@require_safe
@door("view")
def counts(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Tell how many people are there, and nothing else: asked again every few seconds."""
    return render(request, "workshops/room/_gathered.html", {**gathered(meeting), "workshop": meeting.workshop})


@require_safe
@door("view")
def practice(request: HttpRequest, meeting: Meeting, criterion: str) -> HttpResponse:
    """Show one practice at a time."""
    return practices.show(request, meeting, criterion)


@require_safe
@door("view")
def count(request: HttpRequest, meeting: Meeting, criterion: str) -> HttpResponse:
    """Tell how many people answered one practice, and nothing else: asked again every few seconds."""
    return render(
        request,
        "workshops/room/_count.html",
        {"count": practices.counted(meeting, criterion), "workshop": meeting.workshop},
    )


@require_safe
@door("view")
def accept(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Show the practices where people stand within one level, to be accepted together."""
    return together.show(request, meeting)


@require_safe
@door("view")
def end(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Show what was agreed, what was not, who was there and what comes next."""
    return show_end(request, meeting)


def show_end(
    request: HttpRequest, meeting: Meeting, *, given_back: Sequence[Any] = (), status: int = 200
) -> HttpResponse:
    """Show the last page; `given_back` is what somebody typed there that cannot be kept any more."""
    found = [one for code in meeting.agenda.codes if (one := steps.settled(meeting, code))]
    agreed = [one for one in found if one.outcome == Outcome.AGREED and not one.is_unclear]
    context = {
        **steps.frame(meeting),
        "agreed": agreed,
        "disagreed": [one for one in found if one.outcome == Outcome.DISAGREED],
        "unclear": [one for one in found if one.is_unclear],
        "later": [one for one in found if one.outcome == Outcome.LATER],
        "left": [meeting.asked[code].title for code in meeting.agenda.codes if not meeting.outcome(code)],
        "form": PresentForm(initial={"names": "\n".join(meeting.workshop.present)}),
        "previous_url": meeting.url("room_practice", meeting.to_talk[-1]) if meeting.to_talk else meeting.url("room"),
        "next_url": "",
        "present_url": meeting.url("room_present"),
        "results_url": results_of(meeting),
        "given_back": given_back,
    }
    return render(request, "workshops/room/end.html", context, status=status)


def gathered(meeting: Meeting) -> dict[str, object]:
    """Return how many people have begun to answer, by group, and how many practices can be revealed."""
    by_group = {str(group): count for group, count in meeting.ballots.items()}
    return {
        "people": sum(by_group.values()),
        "groups": [(group, by_group.get(pk, 0)) for pk, group in meeting.groups.items()],
        "ready": len(meeting.ready),
        "revealed": len(meeting.revealed),
        "counts_url": meeting.url("room_counts"),
        "can_lead": meeting.can_lead,
    }


def results_of(meeting: Meeting) -> str:
    """Return where the results of the assessment are; an outside facilitator has no page of the organisation."""
    if meeting.membership is None:
        return ""
    assessment = meeting.workshop.assessment
    return reverse("assessments:results", args=[meeting.workshop.organisation.slug, assessment.pk])


def opening(meeting: Meeting) -> str:
    """Return the first page after the home of the room."""
    if any(not meeting.outcome(item.code) for item in meeting.agenda.together):
        return meeting.url("room_together")
    return steps.onward(meeting)
