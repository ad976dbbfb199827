"""Reading a draft: as somebody answering would, beside the version it was made from, as a file; and putting it away."""

from typing import get_args
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from essaim.apps.frameworks import exports, operations, queries
from essaim.apps.frameworks.enums import Fate
from essaim.apps.frameworks.forms.preview import PreviewForm, questions_of
from essaim.apps.frameworks.rules import LegalFamily, Refused, editing
from essaim.apps.frameworks.views.comparing import side_by_side
from essaim.apps.organisations.middleware import TenantRequest

from .desk import Desk

ANSWERING = "answering"
VIEWS = {
    ANSWERING: _lazy("Somebody of the organisation"),
    "outside": _lazy("People outside, in plain words"),
    "leading": _lazy("Whoever leads the meeting"),
}


@require_safe
def preview(request: TenantRequest, pk: UUID, theme: str) -> HttpResponse:
    """Show a theme as somebody answering would see it; nothing is saved."""
    desk = Desk.opened(request, pk, to="view")
    asked = {name: request.GET.get(name, "") for name in ("family", "language", "view")}
    family = asked["family"] if asked["family"] in get_args(LegalFamily) else desk.membership.organisation.legal_family
    language = asked["language"] if asked["language"] in {"fr", "en"} else (get_language() or "fr")[:2]
    try:
        sketch = editing.sketch(desk.draft.values, theme, family)
    except editing.Gone:
        raise Http404 from None
    chosen = {"family": family, "language": language}
    view = asked["view"] if asked["view"] in VIEWS else ANSWERING
    tabs = {name: f"?{urlencode({**chosen, 'view': name})}" for name in VIEWS}
    context = {
        **desk.page(),
        "sketch": sketch,
        "title": sketch.title.get(language),
        "summary": sketch.summary.get(language),
        "language": language,
        "view": view,
        "tabs": [(str(label), tabs[name]) for name, label in VIEWS.items()],
        "current": tabs[view],
        "write_url": desk.url_of("theme", theme),
        "form": PreviewForm(initial=chosen, auto_id="preview-%s"),
        "questions": questions_of(sketch, language),
        "chosen": urlencode({**chosen, "view": view}),
    }
    return render(request, "frameworks/editor/preview.html", context)


@require_safe
def compare(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show a draft beside the version it was made from, and what becomes of answers where it is the next one."""
    desk = Desk.opened(request, pk, to="view")
    base = queries.base_of(desk.draft)
    if base is None:
        return HttpResponseRedirect(desk.url("draft"))
    context = {**desk.page(), "base": base, "is_next": desk.draft.base_is_own, "fates": []}
    try:
        made = queries.drafted(desk.draft)
    except Refused:
        return render(request, "frameworks/editor/compare.html", {**context, "comparison": None})
    context |= side_by_side(request, queries.starting_point_of(desk.draft) or base, made)
    plan = context["comparison"].plan
    context["fates"] = [fate.counted(len(plan.of(fate))) for fate in Fate if plan.of(fate)]
    return render(request, "frameworks/editor/compare.html", context)


@require_safe
def file(request: TenantRequest, pk: UUID, form: str) -> HttpResponse:
    """Hand over a draft as it stands; a spreadsheet is made once nothing is missing."""
    desk = Desk.opened(request, pk, to="view")
    try:
        made = exports.draft_file(desk.draft, "xlsx" if form == "xlsx" else "yaml")
    except Refused:
        messages.warning(request, _("The spreadsheet can be made once nothing is missing. The YAML file always can."))
        return HttpResponseRedirect(desk.url("draft"))
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.content, content_type=made.media, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Put a draft away for good, once its author says so."""
    desk = Desk.opened(request, pk, to="edit")
    if request.method == "POST":
        operations.discard(desk.draft)
        messages.success(request, _("The draft “%(title)s” is deleted.") % {"title": desk.title})
        return redirect("frameworks:own", desk.membership.organisation.slug)
    return render(request, "frameworks/editor/discard.html", desk.page())
