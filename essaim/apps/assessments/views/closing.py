"""Closing an assessment at any coverage, and opening it again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essaim.apps.assessments import operations, queries, rules
from essaim.apps.assessments.enums import Closing
from essaim.apps.assessments.forms import CloseForm, ReopenForm
from essaim.apps.organisations.middleware import TenantRequest

from .answering import CONFLICT, REFUSED, page
from .notebook import Notebook


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Say what closing does; a POST does it."""
    notebook = Notebook.opened(request, pk, to="edit")
    verdict = rules.closing(notebook.result)
    form = CloseForm(request.POST if request.method == "POST" else None, is_needed=verdict == Closing.REASON_NEEDED)
    status = 200
    if form.is_valid():
        try:
            operations.close(
                notebook.assessment, by=request.membership, reason=form.cleaned_data["reason"], at=timezone.now()
            )
        except operations.ReasonMissing as missing:
            form.needs_reason(missing.open_criteria)
        except (operations.NothingToClose, operations.Objected):
            status = CONFLICT
        except operations.AlreadyClosed:
            messages.info(request, _("This assessment is already closed."))
            return redirect(notebook.url("results"))
        else:
            messages.success(request, _("The assessment is closed: its answers and its figures are kept as they are."))
            return redirect(notebook.url("results"))
    if form.errors:
        status = REFUSED
    context = {
        **page(notebook),
        "form": form,
        "verdict": verdict,
        "refused": verdict == Closing.REFUSED,
        "objections": queries.objections_to_closing(notebook.assessment, request.membership),
    }
    return render(request, "assessments/close.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Say what opening again does; a POST does it."""
    notebook = Notebook.opened(request, pk, to="edit")
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.reopen(
                notebook.assessment, by=request.membership, reason=form.cleaned_data["reason"], at=timezone.now()
            )
        except operations.StillOpen:
            messages.info(request, _("This assessment is already open."))
        else:
            messages.success(request, _("The assessment is open again: every answer is where you left it."))
        return redirect(notebook.url("detail"))
    status = REFUSED if form.is_bound else 200
    return render(request, "assessments/reopen.html", {**page(notebook), "form": form}, status=status)
