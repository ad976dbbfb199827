"""Answers from another assessment: shown before they are taken, read again after, and taken back in one click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from essaim.apps.assessments import operations, policies, queries
from essaim.apps.assessments.forms import TickedForm
from essaim.apps.organisations.middleware import TenantRequest

from . import lines
from .answering import CONFLICT, REFUSED, page
from .notebook import Notebook

if TYPE_CHECKING:
    from essaim.apps.assessments.models import Assessment


@require_http_methods(["GET", "HEAD", "POST"])
def reuse(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Choose another assessment, see what it can give, take it over with a POST."""
    notebook = Notebook.opened(request, pk, to="edit" if request.method == "POST" else "view")
    source = policies.named_source(request.membership, request.POST.get("source") or request.GET.get("source", ""))
    form, status = TickedForm(request.POST if request.method == "POST" else None), 200
    if form.is_valid() and source:
        try:
            done = operations.reuse(
                notebook.assessment,
                source=source,
                criteria=form.cleaned_data["criteria"],
                by=request.membership,
                at=timezone.now(),
            )
        except operations.Refused as refused:
            form.add_error("criteria", str(refused.faults[0].sentence))
        except operations.NothingToReuse:
            messages.info(request, _("These practices were answered meanwhile: nothing was taken over."))
            status = CONFLICT
        except operations.AlreadyClosed:
            status = CONFLICT
        else:
            words = _("Taken over from “%(title)s”. Read it again with the team.")
            messages.success(request, words % {"title": done.source})
            return redirect(notebook.url("reuse"))
        notebook = Notebook.opened(request, pk, to="view")
    status = REFUSED if form.errors else status
    return render(request, "assessments/reuse.html", _page(notebook, source, form), status=status)


@require_POST
def confirm(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Make reused answers the team's own."""
    notebook = Notebook.opened(request, pk, to="edit")
    form = TickedForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["criteria"][0]))
        return redirect(notebook.url("reuse"))
    try:
        codes = operations.confirm(
            notebook.assessment, criteria=form.cleaned_data["criteria"], by=request.membership, at=timezone.now()
        )
    except (operations.AlreadyClosed, operations.StaleRevision):
        messages.warning(request, _("Someone changed this meanwhile: read it again."))
    else:
        count = len(codes)
        words = ngettext("%(count)d answer is yours now.", "%(count)d answers are yours now.", count)
        messages.success(request, words % {"count": count})
    return redirect(notebook.url("reuse"))


@require_POST
def undo(request: TenantRequest, pk: UUID, reuse: UUID) -> HttpResponse:
    """Take back what is still as it came."""
    notebook = Notebook.opened(request, pk, to="edit")
    try:
        count = operations.undo_reuse(notebook.assessment, reuse=reuse, by=request.membership, at=timezone.now())
    except (operations.NothingToUndo, operations.AlreadyClosed):
        messages.info(request, _("There is nothing to undo."))
    else:
        words = ngettext(
            "%(count)d answer was taken back. What you changed or confirmed stays.",
            "%(count)d answers were taken back. What you changed or confirmed stays.",
            count,
        )
        messages.success(request, words % {"count": count})
    return redirect(notebook.url("reuse"))


def _page(notebook: Notebook, source: Assessment | None, form: TickedForm) -> dict[str, Any]:
    sources = queries.sources_for(notebook.assessment) if notebook.can_edit else []
    return {
        **page(notebook),
        **(_offer(notebook, source, form) if source else {"lines": [], "left_alone": [], "doubts": 0}),
        "form": form,
        "source": source,
        "sources": [(one, queries.framework_of(one).title) for one in sources],
        "reread": list(lines.to_reread(notebook)),
        "done": [(one, notebook.url("undo_reuse", str(one.pk))) for one in queries.reuses_of(notebook.assessment)],
        "confirm_url": notebook.url("confirm"),
    }


def _offer(notebook: Notebook, source: Assessment, form: TickedForm) -> dict[str, Any]:
    given = queries.answers_of(source)
    offer = queries.offer_between(source, notebook.assessment, given=given, answers=notebook.answers)
    offered = list(lines.offered(notebook, source, offer, given, form.ticked))
    return {
        "lines": offered,
        "left_alone": [notebook.framework.criterion(code).title for code in offer.left_alone],
        "doubts": sum(bool(line.doubt) for line in offered),
    }
