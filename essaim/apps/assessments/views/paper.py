"""On paper: a blank grid to print, of an assessment for its team, of a referential of the catalogue for anyone."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from essaim.apps.assessments import exports
from essaim.apps.assessments.forms import PaperForm
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import Framework
from essaim.apps.organisations.middleware import TenantRequest
from essaim.kernel.shelves import Busy

from .answering import page
from .notebook import Notebook

Parts = Sequence[tuple[str, str]]


@require_safe
def paper(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show how the assessment's questions may be printed."""
    notebook = Notebook.opened(request, pk, to="view")
    form = PaperForm(framework=notebook.framework, parts=_this_year(notebook))
    return _shown(request, _about(notebook), form)


@require_safe
def grid(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Send the assessment's questions to print."""
    notebook = Notebook.opened(request, pk, to="view")
    form = PaperForm(request.GET, framework=notebook.framework, parts=_this_year(notebook))

    def made(wanted: exports.Wanted, language: str) -> bytes:
        return exports.grid_of(notebook.assessment, wanted, language=language, at=timezone.now())

    return _sent(request, _about(notebook), form, made)


@require_safe
def paper_of_catalogue(request: HttpRequest, code: str) -> HttpResponse:
    """Show how the questions of a referential may be printed, without an account."""
    framework = _latest(code)
    return _shown(request, _of_catalogue(framework), PaperForm(framework=framework, parts=_all(framework)))


@require_safe
def grid_of_catalogue(request: HttpRequest, code: str) -> HttpResponse:
    """Send the questions of a referential to print, without an account."""
    framework = _latest(code)
    form = PaperForm(request.GET, framework=framework, parts=_all(framework))
    published_at = frameworks.editions(code)[0].published_at

    def made(wanted: exports.Wanted, language: str) -> bytes:
        return exports.grid_of_catalogue(code, framework.version, wanted, language=language, at=published_at)

    return _sent(request, _of_catalogue(framework), form, made)


def _shown(request: HttpRequest, about: dict[str, Any], form: PaperForm, status: int = 200) -> HttpResponse:
    return render(request, "assessments/paper.html", {**about, "form": form}, status=status)


def _sent(
    request: HttpRequest, about: dict[str, Any], form: PaperForm, made: Callable[[exports.Wanted, str], bytes]
) -> HttpResponse:
    """Return the file; what cannot be read of the address is told above the choices."""
    if not form.is_valid():
        return _shown(request, about, form, status=422)
    name = slugify(f"{about['heading']} {form.cleaned_data['part']}")[:80].strip("-")
    try:
        content = made(exports.Wanted(**form.wanted), form.chosen_language)
    except Busy:
        form.add_error(None, _("Another grid is being laid out: ask for yours again in a few seconds."))
        response = _shown(request, about, form, status=503)
        response["Retry-After"] = "5"
        return response
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.pdf"',
            "Content-Language": form.chosen_language,
            "Cache-Control": about["cache"],
        },
    )


def _about(notebook: Notebook) -> dict[str, Any]:
    return {
        **page(notebook),
        "frame": "organisations/base.html",
        "heading": notebook.assessment.title,
        "back": notebook.url("table"),
        "file": notebook.url("grid"),
        "cache": "private, no-store",
    }


def _of_catalogue(framework: Framework) -> dict[str, Any]:
    return {
        "frame": "ui/base.html",
        "heading": framework.title.get(get_language()),
        "back": reverse("frameworks:detail", args=[framework.code]),
        "file": reverse("assessments:grid_of", args=[framework.code]),
        "cache": "public, max-age=3600",
    }


def _this_year(notebook: Notebook) -> Parts:
    language = get_language()
    return [("", _("All of this year’s")), *((step.code, step.title.get(language)) for step in notebook.steps)]


def _all(framework: Framework) -> Parts:
    language = get_language()
    overview = [(exports.ESSENTIAL, _("The overview alone"))] if framework.essential else []
    return [("", _("All of them")), *overview, *((one.code, one.title.get(language)) for one in framework.themes)]


def _latest(code: str) -> Framework:
    try:
        return frameworks.current(code)
    except frameworks.NotPublished:
        raise Http404 from None
