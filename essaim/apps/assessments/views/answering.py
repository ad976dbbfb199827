"""Answering: a theme a page, or one criterion at a time."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from essaim.apps.assessments import operations, queries, rules
from essaim.apps.assessments.exports import sentences
from essaim.apps.assessments.forms import AnswerForm, EntryForm, RowForm, Sheet
from essaim.apps.organisations.middleware import TenantRequest

from .notebook import Notebook

REFUSED = 422
CONFLICT = 409
KEPT = {"comment", "next_step"}


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: TenantRequest, pk: UUID, theme: str) -> HttpResponse:
    """Show a theme's criteria; a POST saves the page and goes on."""
    notebook = Notebook.opened(request, pk, to="edit" if request.method == "POST" else "view")
    if theme not in {step.code for step in notebook.steps}:
        if request.method == "POST" and _tell_gone(request, notebook):
            return HttpResponseRedirect(notebook.url("detail"))
        raise Http404
    shown = notebook.page(theme, request.GET.get("page"))
    if request.method != "POST":
        sheets = notebook.sheets(codes_of(shown))
        return render(request, "assessments/theme.html", theme_page(notebook, theme, shown, sheets))
    saved, sheets, status = save(request, notebook, codes_of(shown), AnswerForm)
    if status == HttpResponseRedirect.status_code:
        onward = opened(request, notebook, saved, theme) or after(request, saved, theme, shown)
        return HttpResponseRedirect(onward)
    return render(request, "assessments/theme.html", theme_page(saved, theme, shown, sheets), status=status)


def codes_of(page: Page[rules.CriterionResult]) -> set[str]:
    """Return the codes of the practices on a page."""
    return {one.code for one in page}


def save(
    request: TenantRequest, notebook: Notebook, shown: Collection[str], form: type[AnswerForm]
) -> tuple[Notebook, list[Sheet], int]:
    """Save what was touched on a page, wherever it stands now; return the page’s sheets, with the status to answer."""
    _tell_gone(request, notebook)
    came = {name.rpartition("-")[0] for name in request.POST} | set(shown)
    typed = notebook.sheets(came, form=form, data=request.POST)
    touched = [sheet for sheet in typed if sheet.is_touched and sheet.criterion.code != request.POST.get("theirs")]
    try:
        fresh = notebook.keep(touched, at=timezone.now())
    except operations.AlreadyClosed as refused:
        if isinstance(refused, operations.MovedMeanwhile):
            messages.warning(
                request, _("This assessment went to another version meanwhile: read again what you typed.")
            )
        fresh = Notebook.opened(request, notebook.assessment.pk, to="view")
        return fresh, fresh.sheets(came, form=form, data=request.POST), CONFLICT
    wanting = {sheet.criterion.code: sheet for sheet in touched if sheet.is_wanting}
    sheets = [wanting.get(sheet.criterion.code, sheet) for sheet in fresh.sheets({*shown, *wanting}, form=form)]
    if not wanting:
        return fresh, sheets, HttpResponseRedirect.status_code
    return fresh, sheets, CONFLICT if any(sheet.conflict for sheet in wanting.values()) else REFUSED


def _tell_gone(request: TenantRequest, notebook: Notebook) -> bool:
    """Give back what was typed of questions that a new version took away while the page was open, if anything was."""
    typed = [(*name.rpartition("-"), str(text).strip()) for name, text in request.POST.items()]
    gone = [
        text for code, _dash, field, text in typed if field in KEPT and text and code not in notebook.framework.codes
    ]
    if gone:
        told = _("This assessment went to another version meanwhile. What you typed of questions now gone: %(words)s")
        messages.warning(request, told % {"words": " · ".join(gone)})
    return bool(gone)


def after(request: HttpRequest, notebook: Notebook, theme: str, page: Page[rules.CriterionResult]) -> str:
    """Return where one goes on: back to the criterion two people met on, else to what follows, else to results."""
    if (code := request.POST.get("evidence")) in notebook.framework.codes:
        return notebook.url("practice_evidence", code)
    if code := request.POST.get("theirs") or request.POST.get("mine"):
        return notebook.place_of(code) if code in notebook.framework.codes else notebook.url("theme", theme)
    return _neighbours(notebook, theme, page)[1] or notebook.url("results")


def opened(request: HttpRequest, before: Notebook, saved: Notebook, theme: str) -> str | None:
    """Return where the page goes on when its answers open more of its questions; None when they open none."""
    turned = _turned(before, saved, {one.code for one in saved.result.criteria if one.theme == theme})
    more = [one.code for one in saved.result.criteria if one.code in turned and not one.exclusion]
    if not more:
        return None
    messages.info(request, _more(len(more)))
    return saved.place_of(more[0])


def _turned(before: Notebook, saved: Notebook, among: Collection[str]) -> set[str]:
    """Return, among these questions, those that an answer opened or left aside."""
    was = {one.code: one.exclusion for one in before.result.criteria}
    return {one.code for one in saved.result.criteria if one.code in among and one.exclusion != was.get(one.code)}


def _more(count: int) -> str:
    words = ngettext(
        "Your answers open one more question here.", "Your answers open %(count)d more questions here.", count
    )
    return words % {"count": count}


@require_POST
def answer(request: TenantRequest, pk: UUID, criterion: str) -> HttpResponse:
    """Save one criterion and tell how it went, beside it and in the corner."""
    notebook = Notebook.opened(request, pk, to="edit")
    form = _form_of(request, criterion)
    typed = notebook.sheets({criterion}, form=form, data=request.POST)
    if not typed or typed[0].is_ruled_out:
        raise Http404
    try:
        fresh = notebook.keep(typed, at=timezone.now())
    except operations.AlreadyClosed:
        return render(
            request, "assessments/_closed_meanwhile.html", {**page(notebook), "sheet": typed[0]}, status=CONFLICT
        )
    if typed[0].is_wanting:
        status = CONFLICT if typed[0].conflict else REFUSED
        return render(request, "assessments/_sheet_note.html", {"sheet": typed[0], "alone": True}, status=status)
    return render(request, "assessments/_saved.html", told(notebook, fresh, criterion, form))


def _form_of(request: HttpRequest, criterion: str) -> type[AnswerForm]:
    """Return the form of the page that sends one criterion."""
    if "entry" in request.GET:
        return EntryForm
    return RowForm if f"{criterion}-assignee" in request.POST else AnswerForm


def as_entry(notebook: Notebook, form: type[AnswerForm]) -> dict[str, Any]:
    """Return what only the page for paper answers shows: how far one is, and the levels where all have the same."""
    if form is not EntryForm:
        return {}
    scales = {one.scale.code: one.scale for one in notebook.result.criteria}
    return {
        "entry": True,
        "said": sum(step.said for step in notebook.steps),
        "applicable": notebook.result.overall.applicable,
        "levels": next(iter(scales.values())).anchors if len(scales) == 1 else (),
    }


def told(before: Notebook, fresh: Notebook, criterion: str, form: type[AnswerForm]) -> dict[str, Any]:
    """Return what is shown anew once a criterion is saved: its note, the way, what it opens or leaves aside."""
    beside = fresh.codes_beside(criterion, in_table=issubclass(form, RowForm))
    codes = _turned(before, fresh, beside)
    sheets = fresh.sheets({criterion, *codes}, form=form)
    sheet = next(sheet for sheet in sheets if sheet.criterion.code == criterion)
    # One left aside while somebody was typing in it is kept, and put aside now.
    turned = [one for one in sheets if one.criterion.code in codes or (one is sheet and one.exclusion)]
    count = sum(1 for one in turned if not one.exclusion)
    return {
        **_way(fresh, sheet),
        **as_entry(fresh, form),
        "with_way": not issubclass(form, RowForm),
        "turned": turned,
        "opened": _more(count) if count else "",
    }


def page(notebook: Notebook) -> dict[str, Any]:
    """Return what every page about one assessment shows."""
    organisation = notebook.membership.organisation
    return {
        "organisation": organisation,
        "assessment": notebook.assessment,
        "can_edit": notebook.can_edit,
        "can_reopen": notebook.membership.can_write and not notebook.assessment.is_open,
        "imported": sentences.imported(notebook.assessment),
        "result": notebook.result,
        "assessment_url": notebook.url("detail"),
        "table_url": notebook.url("table"),
        "workbook_url": notebook.url("workbook"),
        "entry_url": notebook.url("entry"),
        "results_url": notebook.url("results"),
        "handover_url": notebook.url("handover"),
        "paper_url": notebook.url("paper"),
        "close_url": notebook.url("close"),
        "newer_version": queries.newer_version_of(notebook.assessment),
        "has_moved": getattr(notebook.assessment, "has_moved", False),
        "version_url": notebook.url("version"),
        "to_reread": len(notebook.to_reread),
        "reuse_url": notebook.url("reuse"),
        "start_next_url": notebook.start_next_url,
        "reopen_url": notebook.url("reopen"),
        "profile_url": notebook.profile_url,
    }


def theme_page(
    notebook: Notebook, code: str, shown: Page[rules.CriterionResult], sheets: list[Sheet]
) -> dict[str, Any]:
    """Return what a theme’s page shows."""
    codes = [step.code for step in notebook.steps]
    fallback = next((one for one in notebook.result.fallbacks if one.theme == code), None)
    before, following = _neighbours(notebook, code, shown)
    return {
        **page(notebook),
        "part": shown,
        "theme": notebook.framework.theme(code),
        "position": codes.index(code) + 1,
        "themes": notebook.steps,
        "sheets": sheets,
        "problems": [sheet for sheet in sheets if sheet.is_wanting],
        "fallback": fallback,
        "fallback_title": notebook.framework.criterion(fallback.criterion).title if fallback else None,
        "previous_url": before,
        "next_url": following or notebook.url("results"),
        "turn_label": _("Save and continue") if following else _("Save and see where you stand"),
    }


def _neighbours(notebook: Notebook, code: str, page: Page[rules.CriterionResult]) -> tuple[str | None, str | None]:
    """Return where one comes from and where one goes on: another page of a long theme, or another theme."""
    urls = [step.url for step in notebook.steps]
    place = [step.code for step in notebook.steps].index(code)
    before = urls[place - 1] if place else None
    after = urls[place + 1] if place + 1 < len(urls) else None
    if page.has_next():
        after = f"{urls[place]}?page={page.next_page_number()}"
    return before, after


def _way(notebook: Notebook, sheet: Sheet) -> dict[str, Any]:
    theme = notebook.framework.theme_of(sheet.criterion.code)
    return {
        **page(notebook),
        "sheet": sheet,
        "themes": notebook.steps,
        "theme": theme,
        "swapped": True,
        "at": timezone.now(),
    }
