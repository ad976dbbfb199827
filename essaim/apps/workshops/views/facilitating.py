"""What whoever leads the meeting does: begin, reveal, count, settle, undo."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from essaim.apps.assessments.operations import AlreadyClosed, Refused, StaleRevision
from essaim.apps.workshops import operations
from essaim.apps.workshops.forms.settling import AgreementForm, DisagreementForm, HandsForm, PresentForm, Settling

from . import over, practices, room, steps, together
from .meeting import Meeting, door

REFUSED, CONFLICT = 422, 409
SITUATIONS: dict[type[Exception], Any] = {
    operations.AlreadyRevealed: gettext_lazy("This is revealed already: it does not move any more."),
    operations.TooFew: gettext_lazy("Fewer than 5 people answered: nothing can be shown without giving them away."),
    operations.NothingCounted: gettext_lazy("In this workshop nothing is counted: only what you agree on is kept."),
    operations.WorkshopOver: gettext_lazy("This workshop is closed: nothing changes in it any more."),
    operations.NothingToUndo: gettext_lazy("There was nothing to undo."),
    AlreadyClosed: gettext_lazy("The assessment is closed: reopen it before changing anything in it."),
}


def _tried(request: HttpRequest, intention: Callable[[], object]) -> bool:
    """Do what was asked; where it cannot be, say why in one sentence and return False."""
    try:
        intention()
    except tuple(SITUATIONS) as situation:
        said = next(words for kind, words in SITUATIONS.items() if isinstance(situation, kind))
        messages.warning(request, said)
        return False
    return True


def _to_practice(meeting: Meeting, code: str) -> HttpResponse:
    return HttpResponseRedirect(meeting.url("room_practice", code))


@require_POST
@door("lead")
def begin(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Begin the meeting."""
    _tried(request, lambda: operations.begin(meeting.workshop, at=timezone.now()))
    return HttpResponseRedirect(room.opening(meeting) if not meeting.reveals else meeting.url("room"))


@require_POST
@door("lead")
def reveal_all(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Reveal all that was collected, but what too few spoke of."""
    codes = [code for code in meeting.asked if code not in meeting.revealed]
    if not _tried(request, lambda: operations.reveal(meeting.workshop, criteria=codes, at=timezone.now())):
        return HttpResponseRedirect(meeting.url("room"))
    return HttpResponseRedirect(room.opening(replace(meeting)))


@require_POST
@door("lead")
def reveal(request: HttpRequest, meeting: Meeting, criterion: str) -> HttpResponse:
    """Reveal one practice."""
    _tried(request, lambda: operations.reveal(meeting.workshop, criteria=[criterion], at=timezone.now()))
    return _to_practice(meeting, criterion)


@require_POST
@door("lead")
def hands(request: HttpRequest, meeting: Meeting, criterion: str) -> HttpResponse:
    """Keep what was counted in the room."""
    form = HandsForm(request.POST, scale=meeting.scale_of(criterion))
    if not form.is_valid():
        return practices.show(request, meeting, criterion, typed={"hands": form}, status=REFUSED)
    counted = form.hands
    if _tried(request, lambda: operations.count_hands(meeting.workshop, criterion=criterion, hands=counted)):
        messages.success(request, _("Counted. Nothing shows before you reveal."))
    return _to_practice(meeting, criterion)


@require_POST
@door("lead")
def agree(request: HttpRequest, meeting: Meeting, criterion: str) -> HttpResponse:
    """Keep what the room agrees on."""
    scale, answer = meeting.scale_of(criterion), meeting.answers.get(criterion)
    form = AgreementForm(request.POST, scale=scale, answer=answer, is_apart=meeting.is_apart(criterion))

    def keep(revision: int) -> None:
        operations.agree(
            meeting.workshop,
            values={criterion: form.values},
            revisions={criterion: revision},
            by=meeting.membership,
            at=timezone.now(),
        )

    return _settled(request, meeting, criterion, "agreement", form, keep)


@require_POST
@door("lead")
def disagree(request: HttpRequest, meeting: Meeting, criterion: str) -> HttpResponse:
    """Keep both views."""
    form = DisagreementForm(request.POST, scale=meeting.scale_of(criterion), answer=meeting.answers.get(criterion))

    def keep(revision: int) -> None:
        operations.disagree(
            meeting.workshop,
            criterion=criterion,
            views=form.views,
            revision=revision,
            by=meeting.membership,
            at=timezone.now(),
        )

    return _settled(request, meeting, criterion, "disagreement", form, keep)


def _settled(
    request: HttpRequest, meeting: Meeting, code: str, name: str, form: Settling, keep: Callable[[int], None]
) -> HttpResponse:
    """Keep an outcome and go on; else give the form back, with the reason, or with what somebody else wrote."""
    if not form.is_valid():
        return practices.show(request, meeting, code, typed={name: form}, status=REFUSED)
    try:
        if not _tried(request, lambda: keep(form.cleaned_data["revision"])):
            return practices.show(request, meeting, code, typed={name: form}, status=CONFLICT)
    except StaleRevision as stale:
        standing = stale.conflicts[0].standing
        form.data = {**request.POST.dict(), "revision": str(standing.revision)}
        return practices.show(request, meeting, code, typed={name: form}, conflict=standing, status=CONFLICT)
    except Refused as refused:
        for fault in refused.faults:
            form.add_error(None, str(fault.sentence))
        return practices.show(request, meeting, code, typed={name: form}, status=REFUSED)
    return HttpResponseRedirect(steps.onward(replace(meeting), after=code))


@require_POST
@door("lead")
def later(request: HttpRequest, meeting: Meeting, criterion: str) -> HttpResponse:
    """Leave a practice for another day."""
    put_off = partial(operations.put_off, by=meeting.membership, at=timezone.now())
    if not _tried(request, lambda: put_off(meeting.workshop, criterion=criterion)):
        return _to_practice(meeting, criterion)
    return HttpResponseRedirect(steps.onward(meeting, after=criterion))


@require_POST
@door("lead")
def undo(request: HttpRequest, meeting: Meeting, criterion: str) -> HttpResponse:
    """Take back what became of a practice."""
    undone = partial(operations.undo, by=meeting.membership, at=timezone.now())
    came_back: list[bool] = []
    _tried(request, lambda: came_back.append(undone(meeting.workshop, criterion=criterion)))
    if came_back == [False]:
        messages.warning(request, _("Somebody answered in the assessment since: that answer stays."))
    return _to_practice(meeting, criterion)


@require_POST
@door("lead")
def accept(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Accept together the levels that were ticked."""
    left = {one.code: one for one in together.offers_of(meeting, request.POST) if one.settled is None}
    typed = {code: request.POST.get(f"{code}-level", "") for code in left}
    chosen = {code: level for code, level in typed.items() if level in {str(value) for value, _ in left[code].levels}}
    revisions = {code: _number(request.POST.get(f"{code}-revision", "")) for code in chosen}

    def keep() -> None:
        operations.agree(
            meeting.workshop,
            values={code: {"state": "answered", "level": int(level)} for code, level in chosen.items()},
            revisions=revisions,
            by=meeting.membership,
            at=timezone.now(),
        )

    try:
        if chosen and not _tried(request, keep):
            return HttpResponseRedirect(meeting.url("room_together"))
    except StaleRevision as stale:
        moved = frozenset(conflict.criterion for conflict in stale.conflicts)
        return together.show(request, replace(meeting), moved=moved, status=CONFLICT)
    return HttpResponseRedirect(steps.onward(replace(meeting)) if chosen else meeting.url("room_together"))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@require_POST
@door("lead")
def present(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Record who was there."""
    form = PresentForm(request.POST)
    if form.is_valid():
        names = form.cleaned_data["names"].splitlines()
        if not _tried(request, lambda: operations.note_present(meeting.workshop, names=names)):
            return room.show_end(request, meeting, given_back=list(over.typed_in(form)), status=CONFLICT)
        messages.success(request, _("Who was there is recorded."))
    return HttpResponseRedirect(meeting.url("room_end"))
