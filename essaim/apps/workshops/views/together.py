"""Practices where people stand within one level: accepted in one press, but those somebody wants to talk about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from essaim.apps.frameworks.rules import Text

from .spreads import Place, places_of
from .steps import Settled, frame, onward, settled

if TYPE_CHECKING:
    from .meeting import Meeting


@dataclass(frozen=True, slots=True)
class Offer:
    """A practice with the one or two levels that were said; chosen beforehand only where everybody said the same."""

    code: str
    title: Text
    url: str
    places: tuple[Place, ...]
    levels: tuple[tuple[int, str], ...]
    revision: int
    chosen: str
    settled: Settled | None
    has_moved: bool = False

    @property
    def is_said_by_all(self) -> bool:
        """Say whether everybody who gave a level gave this one."""
        return len(self.levels) == 1


def show(
    request: HttpRequest, meeting: Meeting, *, moved: frozenset[str] = frozenset(), status: int = 200
) -> HttpResponse:
    """Show what may be accepted together; `moved` are those somebody answered meanwhile."""
    offers = offers_of(meeting, request.POST, moved)
    context = {
        **frame(meeting),
        "offers": offers,
        "left": [offer for offer in offers if offer.settled is None],
        "moved": moved,
        "accept_url": meeting.url("room_accept"),
        "previous_url": meeting.url("room"),
        "next_url": onward(meeting),
    }
    return render(request, "workshops/room/together.html", context, status=status)


def offers_of(meeting: Meeting, typed: Any, moved: frozenset[str] = frozenset()) -> list[Offer]:
    """Return the practices within one level, those somebody answered meanwhile with what stands there now."""
    found = []
    for item in meeting.agenda.together:
        scale, answer = meeting.scale_of(item.code), meeting.answers.get(item.code)
        places = places_of(meeting.revealed[item.code].cells, scale)
        levels = tuple((level, _label(places, level)) for level in item.levels)
        alone = str(item.levels[0]) if len(item.levels) == 1 else ""
        found.append(
            Offer(
                code=item.code,
                title=meeting.asked[item.code].title,
                url=meeting.url("room_practice", item.code),
                places=tuple(place for place in places if place.people),
                levels=levels,
                revision=answer.revision if answer else 0,
                chosen=typed.get(f"{item.code}-level", "" if typed else alone),
                settled=settled(meeting, item.code),
                has_moved=item.code in moved,
            )
        )
    return found


def _label(places: tuple[Place, ...], level: int) -> str:
    return next(place.label for place in places if place.cell == str(level))
