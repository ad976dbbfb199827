from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.apps.organisations import operations, policies, queries
from essaim.apps.organisations.forms import AffiliationForm
from essaim.apps.organisations.operations import AffiliationRefused

if TYPE_CHECKING:
    from essaim.apps.organisations.middleware import TenantRequest


def affiliations(request: "TenantRequest") -> HttpResponse:
    """Show the affiliations and one's own code; a steward asks for another here."""
    if request.method == "POST":
        policies.require_steward(request.membership)
    form = AffiliationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask_affiliation(request.membership, code=form.cleaned_data["code"], at=timezone.now())
            messages.success(request, _("The request is sent: they will accept it, or not."))
            return redirect("organisations:affiliations", request.membership.organisation.slug)
        except AffiliationRefused as refused:
            form.add_error("code", refused.fault.label)
    return _page(request, form)


def _page(request: "TenantRequest", form: AffiliationForm) -> HttpResponse:
    organisation = request.membership.organisation
    rows = [
        (affiliation, policies.can_answer(request.membership, affiliation))
        for affiliation in queries.affiliations_of(organisation.pk)
    ]
    context = {"rows": rows, "code": queries.affiliation_code(organisation.pk), "form": form}
    return render(request, "organisations/affiliations.html", context, status=422 if form.errors else 200)


@require_POST
def accept_affiliation(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Accept a request that the other side made."""
    affiliation = policies.get_affiliation(request.membership, pk)
    if policies.can_answer(request.membership, affiliation):
        operations.accept_affiliation(affiliation, by=request.membership, at=timezone.now())
        messages.success(request, _("The affiliation is accepted."))
    return redirect("organisations:affiliations", request.membership.organisation.slug)


@require_POST
def end_affiliation(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """End an affiliation, or a request for one."""
    operations.end_affiliation(policies.get_affiliation(request.membership, pk))
    messages.success(request, _("The affiliation has ended."))
    return redirect("organisations:affiliations", request.membership.organisation.slug)
