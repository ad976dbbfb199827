"""Writing one piece of a draft: kept as it goes, checked as it goes, safe against a colleague on the same piece."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.forms import BooleanField
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from essaim.apps.frameworks import operations
from essaim.apps.frameworks.forms import labels
from essaim.apps.frameworks.forms.editing import PieceForm, target_of
from essaim.apps.frameworks.forms.sections import sections_of
from essaim.apps.frameworks.rules import editing
from essaim.apps.frameworks.rules.editing import pieces
from essaim.apps.organisations.middleware import TenantRequest

from . import options
from .desk import Desk, words

NO_ROOM = _lazy("There is no room for this: a referential may weigh 2 MB. What you typed is still here.")
KEPT = 200
REFUSED = 422
CONFLICT = 409
STEPS = {"row_up": -1, "row_down": 1, "row_remove": None}


@require_http_methods(["GET", "HEAD", "POST"])
def general(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Write what is said of the whole."""
    return _write(request, pk, "general", "")


@require_http_methods(["GET", "HEAD", "POST"])
def scale(request: TenantRequest, pk: UUID, scale: str) -> HttpResponse:
    """Write the levels of a scale."""
    return _write(request, pk, "scale", scale)


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: TenantRequest, pk: UUID, theme: str) -> HttpResponse:
    """Write a theme."""
    return _write(request, pk, "theme", theme)


@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: TenantRequest, pk: UUID, criterion: str) -> HttpResponse:
    """Write a practice."""
    return _write(request, pk, "criterion", criterion)


def _write(request: TenantRequest, pk: UUID, kind: editing.Kind, code: str) -> HttpResponse:
    desk = Desk.opened(request, pk, to="edit" if request.method == "POST" else "view")
    try:
        piece = editing.piece(desk.draft.values, kind, code)
    except editing.Gone:
        raise Http404 from None
    if request.method != "POST":
        return _page(request, desk, piece, _form(desk, piece, more=request.GET.get("add", "")))
    form = _form(desk, piece, request.POST)
    if not form.is_valid():
        return _answer(request, desk, piece, form, status=REFUSED)
    try:
        kept = _kept(request, desk, piece, form)
    except editing.Gone:
        raise Http404 from None
    except operations.PieceChanged as changed:
        return _answer(request, desk, changed.held, form, status=CONFLICT)
    except operations.DraftTooLarge:
        form.add_error(None, NO_ROOM)
        return _answer(request, desk, piece, form, status=REFUSED)
    fresh = Desk.opened(request, pk, to="edit")
    if request.headers.get("HX-Request"):
        return _answer(request, fresh, kept, form)
    return HttpResponseRedirect(_onwards(request, fresh, kept))


def _kept(request: TenantRequest, desk: Desk, piece: editing.Piece, form: PieceForm) -> editing.Piece:
    """Keep what was typed, then move or take away the row the button names."""
    spec, typed = form.spec, form.typed
    is_live = bool(request.headers.get("HX-Request"))
    name, step = next(((request.POST[verb], step) for verb, step in STEPS.items() if verb in request.POST), ("", None))

    def change(held: dict[str, Any]) -> dict[str, Any]:
        said = editing.written(held, spec, typed)
        return said if is_live else editing.rearranged(said, spec, name, step)

    shown = request.POST.get("over" if "mine" in request.POST else "shown", "")
    return operations.write_piece(
        desk.draft, piece, shown=shown, change=change, by=request.membership, at=timezone.now()
    )


def _onwards(request: TenantRequest, desk: Desk, piece: editing.Piece) -> str:
    """Return where one goes on: the same page, with one more row if asked for, or the next piece."""
    here = desk.url_of(piece.kind, piece.code)
    if more := request.POST.get("add", ""):
        return f"{here}?{urlencode({'add': more})}#{more}"
    if verb := next((verb for verb in STEPS if verb in request.POST), None):
        return f"{here}#{request.POST[verb].rpartition('.')[0]}"
    messages.success(request, _("Saved."))
    following = _following(desk, piece)
    return following if "onwards" in request.POST and following else here


def _following(desk: Desk, piece: editing.Piece) -> str:
    """Return the address of the piece after this one, in the order of the outline."""
    way = [desk.general, *desk.scales]
    for theme in desk.themes:
        way += [theme, *theme.entries]
    place = next((index for index, one in enumerate(way) if (one.kind, one.code) == (piece.kind, piece.code)), None)
    return way[place + 1].url if place is not None and place + 1 < len(way) else ""


def _form(desk: Desk, piece: editing.Piece, data: Any = None, *, more: str = "") -> PieceForm:
    values = desk.draft.values
    known = [scale for _place, scale in pieces.scales(values)]
    used = next((one for one in known if one.get("code") == piece.values.get("scale")), known[0] if known else {})
    levels = tuple(words(one.get("label")) or str(one.get("value")) for one in used.get("anchors", []))
    spec = editing.fields_of(piece.kind, len(levels))
    return PieceForm(piece, spec, data, options=options.of(desk, piece), levels=levels, more=more)


def _answer(
    request: TenantRequest, desk: Desk, piece: editing.Piece, form: PieceForm, *, status: int = KEPT
) -> HttpResponse:
    """Answer a live save with its note alone, the others with the whole page."""
    if not request.headers.get("HX-Request"):
        return _page(request, desk, piece, form, status=status)
    return render(
        request, "frameworks/editor/_note.html", _told(desk, piece, form, status, is_live=True), status=status
    )


def _page(
    request: TenantRequest, desk: Desk, piece: editing.Piece, form: PieceForm, *, status: int = KEPT
) -> HttpResponse:
    context = _told(desk, piece, form, status)
    wrong = frozenset(remark.target.split(".")[0] for remark in context["remarks"])
    holder = next((one for one in desk.themes if any(x.code == piece.code for x in one.entries)), None)
    theme = holder if piece.kind == "criterion" else None
    shown_in = theme.code if theme else piece.code if piece.kind == "theme" else ""
    may_remove = piece.kind in {"criterion", "theme"} or (piece.kind == "scale" and len(desk.scales) > 1)
    context |= {
        "title": words(piece.values.get("title")),
        "sections": list(sections_of(piece.kind, form, wrong)),
        "theme": theme,
        "preview_url": f"{desk.url('draft_preview', shown_in)}#{piece.code}" if shown_in else "",
        "has_next": bool(_following(desk, piece)),
        "may_remove": may_remove,
        "move_url": desk.url("draft_move", piece.code) if theme and len(desk.themes) > 1 else "",
        "remove_url": desk.url(f"draft_remove_{piece.kind}", piece.code) if may_remove else "",
    }
    return render(request, "frameworks/editor/piece.html", context, status=status)


def _told(desk: Desk, piece: editing.Piece, form: PieceForm, status: int, *, is_live: bool = False) -> dict[str, Any]:
    remarks = [replace(remark, target=target_of(form, name)) for remark, name in desk.remarks(piece)]
    return {
        **desk.page(),
        "piece": piece,
        "here": desk.url_of(piece.kind, piece.code),
        "form": form,
        "remarks": remarks,
        "is_live": is_live,
        "fingerprint": piece.fingerprint if status == KEPT else form["shown"].value() or "",
        "is_kept": status == KEPT,
        "at": timezone.now(),
        "differences": list(_differences(piece, form)) if status == CONFLICT else [],
        "is_conflict": status == CONFLICT,
    }


def _differences(held: editing.Piece, form: PieceForm) -> Iterator[dict[str, str]]:
    """Yield each place where the words just typed are not those that somebody else saved."""
    theirs = PieceForm(held, form.spec, options=form.options, levels=form.levels)
    for name in dict.fromkeys([*theirs.fields, *form.fields]):
        if name == "shown" or name.endswith(".value") or _is_left_out(name, form.typed):
            continue
        was = _shown(theirs, name)
        now = _shown(form, name)
        if was != now:
            yield {"place": labels.title_of(name), "theirs": was, "mine": now, "language": name.rpartition(".")[2]}


def _is_left_out(name: str, typed: Mapping[str, Any]) -> bool:
    """Return whether nothing of this, nor of the rows it stands among, came back with the page."""
    rows = re.match(r"(.*?\.)\d+\.", name)
    return name not in typed and not (rows and any(other.startswith(rows[1]) for other in typed))


def _shown(form: PieceForm, name: str) -> str:
    value = form[name].value() if name in form.fields else ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(form.fields.get(name), BooleanField):
        return _("yes") if value else _("no")
    return str(value or "").replace("\r\n", "\n").strip()
