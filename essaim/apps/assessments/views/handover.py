"""Handing over: the same assessment as five files, in either language, at any completion."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_safe

from essaim.apps.assessments import exports, policies, queries
from essaim.apps.organisations.middleware import TenantRequest

from .answering import page
from .notebook import Notebook

# What each file is good for, the one most people want first.
USES = {
    "pdf": (
        gettext_lazy("To present"),
        gettext_lazy("PDF. To print, project or send: it stays as it is, and a screen reader reads all of it."),
    ),
    "docx": (
        gettext_lazy("To go on writing in Word"),
        gettext_lazy("DOCX. To cut, add to and lay out your own way: its styles change the whole document."),
    ),
    "odt": (
        gettext_lazy("To go on writing in LibreOffice"),
        gettext_lazy("ODT. The same document, in the open format of LibreOffice and many administrations."),
    ),
    "xlsx": (
        gettext_lazy("To count and sort"),
        gettext_lazy("XLSX. Everything, a line a practice, with your comments and the sums behind each figure."),
    ),
    "json": (
        gettext_lazy("For a program"),
        gettext_lazy("JSON. Everything, in a documented shape, for another tool to read."),
    ),
}
LANGUAGES = {"fr": gettext_lazy("In French"), "en": gettext_lazy("In English")}


@dataclass(frozen=True, slots=True)
class Offer:
    """One file one may take."""

    kind: str
    title: str | Promise
    use: str | Promise
    url: str


@require_safe
def handover(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show the files one may take, in the language chosen; at first, that of the page."""
    notebook = Notebook.opened(request, pk, to="view")
    asked = request.GET.get("langue", "")
    language = asked if asked in LANGUAGES else str(get_language())[:2]
    here = notebook.url("handover")
    return render(
        request,
        "assessments/handover.html",
        {
            **page(notebook),
            "offers": [Offer(kind, *told, notebook.url("report", language, kind)) for kind, told in USES.items()],
            "templates": [
                (one, f"{notebook.url('on_template', language)}?modele={one.pk}")
                for one in queries.templates_for(notebook.membership.organisation_id)
            ],
            "languages": [(name, f"{here}?langue={code}") for code, name in LANGUAGES.items()],
            "current": f"{here}?langue={language}",
            "language": language,
        },
    )


@require_safe
def report(request: TenantRequest, pk: UUID, language: str, kind: str) -> HttpResponse:
    """Send one file."""
    assessment = policies.get_assessment(request.membership, pk, to="view")
    if kind not in exports.KINDS or language not in LANGUAGES:
        raise Http404
    return exports.download(assessment, kind, language=language, at=timezone.now())
