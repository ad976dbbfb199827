"""The page of one practice in the room, as it stands or with what was just typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from essaim.apps.workshops import rules
from essaim.apps.workshops.forms.settling import AgreementForm, DisagreementForm, HandsForm

from . import over
from .spreads import spread_of
from .steps import frame, neighbours, settled

if TYPE_CHECKING:
    from essaim.apps.assessments.models import Answer

    from .meeting import Meeting


def show(
    request: HttpRequest,
    meeting: Meeting,
    code: str,
    *,
    typed: dict[str, Any] | None = None,
    conflict: Answer | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a practice; `typed` are the forms that came back and were not taken, `conflict` what somebody else wrote."""
    scale, answer = meeting.scale_of(code), meeting.answers.get(code)
    slot = meeting.schedule.slot_of(code) if meeting.schedule else None
    forms = {
        "agreement": AgreementForm(scale=scale, answer=answer, is_apart=meeting.is_apart(code)),
        "disagreement": DisagreementForm(scale=scale, answer=answer),
        "hands": HandsForm(scale=scale),
        **(typed or {}),
    }
    lost = () if meeting.can_lead else (typed or {}).values()
    before, after = neighbours(meeting, code)
    row = meeting.deliberations.get(code)
    context = {
        **frame(meeting, code),
        **forms,
        "given_back": [one for form in lost for one in over.typed_in(form)],
        "criterion": meeting.asked[code],
        "theme": meeting.framework.theme_of(code),
        "scale": scale,
        "answer": answer,
        "held": settled(meeting, code),
        "conflict": conflict,
        "spread": spread_of(meeting, code),
        "count": counted(meeting, code),
        "hands_counted": sum((row.hands or {}).values()) if row else 0,
        "timer": rules.Clock(slot.begins, slot.ends, timezone.now()) if slot else None,
        "previous_url": before,
        "next_url": after,
        "urls": {name: meeting.url(f"room_{name}", code) for name in POSTS},
    }
    return render(request, "workshops/room/practice.html", context, status=status)


POSTS = ("reveal", "hands", "agree", "disagree", "later", "undo")


def counted(meeting: Meeting, code: str) -> dict[str, Any]:
    """Return what shows before revealing: how many people answered, of how many, and whether that is enough."""
    return {
        "people": meeting.counts[code],
        "ballots": sum(meeting.ballots.values()),
        "is_ready": code in meeting.ready,
        "is_revealed": code in meeting.revealed,
        "url": meeting.url("room_count", code),
        "page_url": meeting.url("room_practice", code),
    }
