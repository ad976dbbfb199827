"""Opening a workshop on an assessment, choosing how people look together, and closing it."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from essaim.apps.assessments import policies as assessments
from essaim.apps.organisations.policies import require_steward
from essaim.apps.workshops import operations, policies, queries
from essaim.apps.workshops.forms import ModeForm, OpeningForm

if TYPE_CHECKING:
    from essaim.apps.organisations.middleware import TenantRequest

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
def open_workshop(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Choose from where and how people look at an assessment; where a workshop is open already, go there."""
    assessment = assessments.get_assessment(request.membership, pk, to="view")
    if (known := queries.open_workshop_of(assessment)) is not None and request.method != "POST":
        return redirect(known)
    require_steward(request.membership)
    form = OpeningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            chosen = form.cleaned_data
            workshop = operations.open_workshop(
                assessment,
                groups=form.groups,
                mode=chosen["mode"],
                minutes=chosen["minutes"],
                by=request.membership,
                at=timezone.now(),
            )
            return redirect(workshop)
        except operations.AlreadyOpen as other:
            return redirect(other.workshop)
        except operations.AssessmentClosed:
            form.add_error(None, _("This assessment is closed: open it again before you look at it together."))
        except operations.Refused as refused:
            for fault in refused.faults:
                form.add_error("kinds", str(fault.sentence))
    context = {"form": form, "assessment": assessment}
    return render(request, "workshops/open.html", context, status=REFUSED if form.is_bound else 200)


@require_POST
def choose_mode(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Change how people look together, as long as the meeting has not begun."""
    workshop = policies.get_workshop(request.membership, pk, to="lead")
    form = ModeForm(request.POST)
    if form.is_valid():
        try:
            operations.choose_mode(workshop, mode=form.cleaned_data["mode"])
            messages.success(request, _("It is noted: this is how you will look together."))
        except operations.AlreadyStarted:
            messages.error(request, _("The meeting has begun: how you look together does not change any more."))
        except operations.WorkshopOver:
            messages.error(request, _("This workshop is closed."))
    return redirect(workshop)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Say what closing does, and close."""
    workshop = policies.get_workshop(request.membership, pk, to="lead")
    if request.method != "POST":
        return render(request, "workshops/close.html", {"workshop": workshop})
    try:
        operations.close(workshop, at=timezone.now())
        messages.success(request, _("The workshop is closed. What each said alone is erased; what you agreed stays."))
    except operations.WorkshopOver:
        messages.info(request, _("This workshop is closed."))
    return redirect(workshop)
