"""An earlier diagnosis from any spreadsheet: brought, understood step by step, kept as a past year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from essaim.apps.assessments import operations, policies, queries
from essaim.apps.assessments.forms import STEPS, BringForm, EarlierForm, PastForm
from essaim.apps.assessments.rules.understanding import Understood
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import Framework, Text
from essaim.apps.organisations.middleware import TenantRequest
from essaim.apps.organisations.policies import require_writer
from essaim.kernel.uploads import takes_files

from . import lines
from .answering import REFUSED

TITLES = {
    "table": gettext_lazy("The table"),
    "columns": gettext_lazy("The columns"),
    "lines": gettext_lazy("The lines"),
    "marks": gettext_lazy("The marks"),
    "past": gettext_lazy("The year"),
}


@takes_files(operations.MAX_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: TenantRequest) -> HttpResponse:
    """Ask for the file, and read it."""
    membership = request.membership
    require_writer(membership)
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return redirect(
                operations.receive_earlier(membership, name=file.name, content=file.read(), at=timezone.now())
            )
        except operations.Refused as refused:
            form.refuse(refused)
    waiting = queries.intakes_of(membership.organisation_id).filter(assessment=None)
    context = {"organisation": membership.organisation, "form": form, "waiting": waiting}
    return render(request, "assessments/earlier/bring.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def earlier(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Ask one question at a time of the file; the last one keeps it as a past year."""
    intake = policies.get_intake(request.membership, pk, of_answers=False)
    if "discard" in request.POST:
        operations.put_away(intake)
        messages.info(request, _("The file is put away; nothing of it was kept."))
        return redirect("assessments:list", request.membership.organisation.slug)
    found = queries.earlier_of(intake)
    step = _step(request, found)
    form = _form(request, step, found)
    if isinstance(form, PastForm) and form.is_valid():
        try:
            kept = operations.keep_earlier(intake, past=form.past, by=request.membership, at=timezone.now())
        except operations.Refused as refused:
            form.refuse(refused)
        else:
            return _welcome(request, kept)
    elif form.is_valid():
        operations.say_of_earlier(intake, **form.said)
        return redirect(f"{intake.get_absolute_url()}?etape={_next(step, queries.earlier_of(intake))}")
    context = {**_page(request, found, step, form), **(_preview(found) if step == "past" else {})}
    return render(request, "assessments/earlier/step.html", context, status=REFUSED if form.errors else 200)


def _welcome(request: TenantRequest, kept: list[Any]) -> HttpResponse:
    """Lead to the year that was kept, or to all of them side by side."""
    if len(kept) == 1:
        messages.success(request, _("It is one of your years now."))
        return redirect(kept[0])
    messages.success(request, _("They are %(count)d of your years now.") % {"count": len(kept)})
    chosen = urlencode([("bilan", one.pk) for one in kept])
    return redirect(f"{reverse('assessments:evolution', args=[request.membership.organisation.slug])}?{chosen}")


def _form(request: TenantRequest, step: str, found: queries.Earlier) -> EarlierForm:
    offered = [one.framework for one in frameworks.offered(found.intake.organisation_id)] if step == "table" else []
    return STEPS[step](request.POST if request.method == "POST" else None, found=found, offered=offered)


def _step(request: TenantRequest, found: queries.Earlier) -> str:
    """Return the step that is asked for, or the first one that was not answered yet."""
    reached = _reached(found)
    asked = request.GET.get("etape", "")
    return asked if asked in reached else reached[-1]


def _reached(found: queries.Earlier) -> list[str]:
    """Return the steps that may be shown: those answered, and the one that follows."""
    said = found.said
    return list(STEPS)[: (said.index(False) if False in said else len(said)) + 1]


def _next(step: str, found: queries.Earlier) -> str:
    reached, place = _reached(found), list(STEPS).index(step)
    return list(STEPS)[min(place + 1, len(reached) - 1)]


def _page(request: TenantRequest, found: queries.Earlier, step: str, form: EarlierForm) -> dict[str, Any]:
    reached, here = _reached(found), found.intake.get_absolute_url()
    steps: list[tuple[str | Promise, str, bool]] = [
        (title, f"{here}?etape={name}" if name in reached else "", name == step) for name, title in TITLES.items()
    ]
    return {
        "organisation": request.membership.organisation,
        "intake": found.intake,
        "step": step,
        "steps": steps,
        "position": list(STEPS).index(step) + 1,
        "form": form,
        "title": TITLES[step],
        "before": found.before,
    }


def _preview(found: queries.Earlier) -> dict[str, Any]:
    """Return what was understood of each year in words, and what is left out and why."""
    return {
        "framework": found.framework,
        "count": len(found.practices),
        "years": [
            (
                year.column.name if len(found.years) > 1 else "",
                list(_told(found.framework, year.understood)),
                [(one.row + 1, one.words, str(why.label)) for one, why in year.understood.left_out],
            )
            for year in found.years
        ],
    }


def _told(framework: Framework, understood: Understood) -> Iterator[tuple[str, Text, str, date | None, str]]:
    for code, values in understood.values.items():
        words = lines.told(framework, code, values["state"], values["level"]).words if "state" in values else ""
        title = framework.criterion(code).title
        yield code, title, words, understood.days.get(code), values.get("comment", "")
