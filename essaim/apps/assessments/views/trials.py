"""Trying without an account: the facts, one theme a page, the results; the visitor's browser keeps it all."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essaim.apps.assessments import rules
from essaim.apps.assessments.forms import FactsForm, Sheet, TrialForm

from . import answering, sketch, trial_cookies
from .results import detail, story

# Answers are in the page: no cache on the way may keep it.
private: Callable[..., Any] = cache_control(private=True, no_cache=True)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Say what awaits the visitor and ask for facts that may stay unsaid; a POST goes to the questions."""
    kept, asked = trial_cookies.held(request), request.GET.get("referentiel", "")
    other = kept if kept and kept.answers and asked not in {"", kept.framework} else None
    trial = kept if kept and asked in {"", kept.framework} else sketch.new(asked, on=timezone.localdate())
    form = FactsForm(request.POST if request.method == "POST" else None, initial=asdict(trial.profile))
    if not other and form.is_valid():
        fresh = replace(trial, profile=form.profile)
        response = redirect(_next(sketch.sketch(fresh)))
        trial_cookies.hold(request, response, fresh)
        return response
    context = {**_page(request, sketch.sketch(trial)), "form": form, "other": sketch.sketch(other) if other else None}
    return render(request, "assessments/trial/begin.html", context, status=answering.REFUSED if form.errors else 200)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, theme: str) -> HttpResponse:
    """Show a theme's essential criteria; a POST lets the browser keep them and goes on."""
    trial = _trial(request)
    notebook = sketch.sketch(trial)
    if theme not in {step.code for step in notebook.steps}:
        raise Http404
    shown = notebook.page(theme, 1)
    if request.method != "POST":
        return _theme(request, notebook, theme, notebook.sheets(answering.codes_of(shown), form=TrialForm))
    sheets, fresh = _typed(request, trial, theme)
    wanting = [sheet for sheet in sheets if sheet.is_wanting]
    if wanting:
        response = _theme(request, sketch.sketch(fresh), theme, sheets, status=answering.REFUSED)
    else:
        more = answering.opened(request, notebook, sketch.sketch(fresh), theme)
        response = HttpResponseRedirect(more or answering.after(request, notebook, theme, shown))
    trial_cookies.hold(request, response, fresh)
    return response


@private
@require_POST
def answer(request: HttpRequest, criterion: str) -> HttpResponse:
    """Let the browser keep the page as it stands, and tell beside the criterion that changed."""
    trial = _trial(request)
    notebook = sketch.sketch(trial)
    if criterion not in {one.code for one in notebook.result.criteria if not one.is_ruled_out}:
        raise Http404
    sheets, fresh = _typed(request, trial, notebook.framework.theme_of(criterion).code)
    sheet = next(sheet for sheet in sheets if sheet.criterion.code == criterion)
    if sheet.is_wanting:
        alone = {"sheet": sheet, "alone": True}
        response = render(request, "assessments/_sheet_note.html", alone, status=answering.REFUSED)
    else:
        told = answering.told(notebook, sketch.sketch(fresh), criterion, TrialForm)
        response = render(request, "assessments/_saved.html", told)
    trial_cookies.hold(request, response, fresh)
    return response


@private
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show where the visitor stands, as an organisation sees it."""
    notebook = sketch.sketch(_trial(request))
    context = {**_page(request, notebook), **story(notebook), **detail(notebook, request.GET.get("theme"))}
    return render(request, "assessments/trial/results.html", context)


@private
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Let the browser forget the answers."""
    response = redirect("assessments:trial")
    trial_cookies.forget(response)
    messages.success(request, _("Your answers are erased: this browser keeps nothing of them."))
    return response


def _trial(request: HttpRequest) -> rules.Trial:
    return trial_cookies.held(request) or sketch.new("", on=timezone.localdate())


def _next(notebook: sketch.Sketch) -> str:
    return notebook.next_step.url if notebook.next_step else notebook.url("results")


def _typed(request: HttpRequest, trial: rules.Trial, theme: str) -> tuple[list[Sheet], rules.Trial]:
    """Return a page as it was just typed, and the trial with what of it can be kept."""
    notebook = sketch.sketch(trial)
    sheets = notebook.sheets(answering.codes_of(notebook.page(theme, 1)), form=TrialForm, data=request.POST)
    touched = [sheet for sheet in sheets if sheet.is_touched]
    fresh = replace(trial, answers={**trial.answers, **sketch.said(touched)})
    try:
        rules.pack(fresh, sketch.sketch(trial).framework)
    except rules.TrialTooLong:
        sketch.too_long(touched)
        return sheets, trial
    return sheets, fresh


def _theme(
    request: HttpRequest, notebook: sketch.Sketch, theme: str, sheets: list[Sheet], status: int = 200
) -> HttpResponse:
    context = {**answering.theme_page(notebook, theme, notebook.page(theme, 1), sheets), **_page(request, notebook)}
    return render(request, "assessments/trial/theme.html", context, status=status)


def _page(request: HttpRequest, notebook: sketch.Sketch) -> dict[str, Any]:
    """Return what every page of the trial shows."""
    return {
        **answering.page(notebook),
        "title": notebook.framework.title,
        "said": notebook.said,
        "applicable": notebook.result.overall.applicable,
        "next_url": _next(notebook),
        "keep_url": reverse("assessments:trial_keep"),
        "days": trial_cookies.LIFETIME.days,
        "is_spoiled": trial_cookies.COOKIE in request.COOKIES and trial_cookies.held(request) is None,
    }
