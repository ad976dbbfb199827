"""The outline of a draft: what it holds, what is missing, and how its pieces are moved about."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essaim.apps.frameworks import operations, queries
from essaim.apps.frameworks.rules import editing
from essaim.apps.organisations.middleware import TenantRequest

from .desk import Desk, Entry, words

SHIFTS: dict[str, Callable[..., Any]] = {
    "up": partial(editing.shift, step=-1),
    "down": partial(editing.shift, step=1),
    "theme_up": partial(editing.shift_theme, step=-1),
    "theme_down": partial(editing.shift_theme, step=1),
}


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show what a draft holds and what it lacks; a POST adds or moves a piece."""
    desk = Desk.opened(request, pk, to="edit" if request.method == "POST" else "view")
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_done(request, desk))
        except operations.DraftTooLarge:
            messages.error(request, _("There is no room for more in this referential."))
        except editing.Gone:
            messages.warning(request, _("Somebody removed this meanwhile: here is the outline as it stands."))
        return HttpResponseRedirect(desk.url("draft"))
    context = {
        **desk.page(),
        "base": queries.base_of(desk.draft),
        "halves": editing.one_sided(desk.draft.values),
        "can_publish": request.membership.is_steward and not desk.wanting,
    }
    return render(request, "frameworks/editor/overview.html", context)


def _done(request: TenantRequest, desk: Desk) -> str:
    """Do what the button says; return where one goes on."""
    for verb, code in request.POST.items():
        if verb in SHIFTS:
            rearrange(request, desk, partial(SHIFTS[verb], code=code))
            return f"{desk.url('draft')}#{code}"
    base = queries.base_of(desk.draft) if desk.draft.base_is_own else None
    spoken_for = base.codes if base else frozenset()
    if "fill_in" in request.POST:
        rearrange(request, desk, editing.fill_in)
        messages.success(request, _("Texts that stood in one language now serve for both."))
    elif "add_theme" in request.POST:
        return desk.url_of("theme", _added(request, desk, partial(editing.add_theme, spoken_for=spoken_for)))
    elif "add_scale" in request.POST:
        return desk.url_of("scale", _added(request, desk, editing.add_scale))
    elif "add_criterion" in request.POST:
        add = partial(editing.add_criterion, theme=request.POST["add_criterion"], spoken_for=spoken_for)
        return desk.url_of("criterion", _added(request, desk, add))
    return desk.url("draft")


def _added(request: TenantRequest, desk: Desk, add: Callable[[Any], tuple[Any, str]]) -> str:
    """Add a piece and return its code."""
    codes = []

    def change(values: Any) -> Any:
        made, code = add(values)
        codes.append(code)
        return made

    rearrange(request, desk, change)
    return str(codes[0])


def rearrange(request: TenantRequest, desk: Desk, change: Callable[[Any], Any]) -> None:
    """Change the outline of a draft as its author asks."""
    operations.rearrange(desk.draft, change=change, by=request.membership, at=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: TenantRequest, pk: UUID, criterion: str) -> HttpResponse:
    """Take a practice to another theme."""
    desk = Desk.opened(request, pk, to="edit")
    piece = _found(desk, "criterion", criterion)
    if request.method == "POST" and (theme := request.POST.get("theme", "")):
        try:
            rearrange(request, desk, lambda values: editing.move(values, criterion, theme))
        except editing.Gone:
            raise Http404 from None
        return HttpResponseRedirect(f"{desk.url('draft')}#{criterion}")
    context = {**desk.page(), "piece": piece, "title": words(piece.values.get("title"))}
    return render(request, "frameworks/editor/move.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_criterion(request: TenantRequest, pk: UUID, criterion: str) -> HttpResponse:
    """Take a practice away, once it is said what becomes of the answers already given to it."""
    desk = Desk.opened(request, pk, to="edit")
    piece = _found(desk, "criterion", criterion)
    base = queries.base_of(desk.draft) if desk.draft.base_is_own else None
    if request.method == "POST":
        heir = request.POST.get("heir", "")
        return _removed(request, desk, piece, lambda values: editing.remove_criterion(values, criterion, heir))
    has_answers = base is not None and criterion in base.codes
    others = [one for theme in desk.themes for one in theme.entries if has_answers and one.code != criterion]
    return _asked(request, desk, piece, words(piece.values.get("title")), others=others)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_theme(request: TenantRequest, pk: UUID, theme: str) -> HttpResponse:
    """Take a theme away with its practices."""
    desk = Desk.opened(request, pk, to="edit")
    piece = _found(desk, "theme", theme)
    if request.method == "POST":
        return _removed(request, desk, piece, lambda values: editing.remove_theme(values, theme))
    inside = next(one.entries for one in desk.themes if one.code == theme)
    return _asked(request, desk, piece, words(piece.values.get("title")), inside=inside)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_scale(request: TenantRequest, pk: UUID, scale: str) -> HttpResponse:
    """Take a scale away."""
    desk = Desk.opened(request, pk, to="edit")
    piece = _found(desk, "scale", scale)
    if request.method == "POST":
        return _removed(request, desk, piece, lambda values: editing.remove_scale(values, scale))
    title = next(one.title for one in desk.scales if one.code == scale)
    return _asked(request, desk, piece, title)


def _asked(
    request: TenantRequest,
    desk: Desk,
    piece: editing.Piece,
    title: str,
    *,
    others: Sequence[Entry] = (),
    inside: Sequence[Entry] = (),
) -> HttpResponse:
    """Ask before taking away; `others` may take over the answers, `inside` goes with it."""
    context = {**desk.page(), "piece": piece, "title": title, "others": others, "inside": inside}
    return render(request, "frameworks/editor/remove.html", context)


def _removed(
    request: TenantRequest, desk: Desk, piece: editing.Piece, change: Callable[[Any], Any]
) -> HttpResponseRedirect:
    try:
        rearrange(request, desk, change)
    except editing.Gone:
        messages.warning(request, _("Somebody removed this meanwhile: here is the outline as it stands."))
    else:
        messages.success(request, _("“%(title)s” is removed.") % {"title": words(piece.values.get("title"))})
    return HttpResponseRedirect(desk.url("draft"))


def _found(desk: Desk, kind: editing.Kind, code: str) -> editing.Piece:
    try:
        return editing.piece(desk.draft.values, kind, code)
    except editing.Gone:
        raise Http404 from None
