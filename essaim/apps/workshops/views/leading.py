"""Who leads the meeting from outside: a link of their own, shown once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from essaim.apps.organisations.middleware import TenantRequest
from essaim.apps.workshops import operations, policies
from essaim.apps.workshops.forms.settling import FacilitatorForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def facilitator(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Give an outside facilitator a link, shown this once, on the answer to its making; a new one closes the former."""
    workshop = policies.get_workshop(request.membership, pk, to="lead")
    form = FacilitatorForm(request.POST or None, initial={"name": workshop.facilitator_name})
    link = ""
    if request.method == "POST" and form.is_valid():
        try:
            address = operations.hand_over(workshop, name=form.cleaned_data["name"])
        except operations.WorkshopOver:
            messages.warning(request, _("This workshop is closed: nobody leads it any more."))
            return redirect(workshop)
        link = request.build_absolute_uri(reverse("workshops:led_room", args=[address]))
        workshop = policies.get_workshop(request.membership, pk, to="lead")
    context = {
        "organisation": workshop.organisation,
        "workshop": workshop,
        "form": form,
        "link": link,
        "stop_url": reverse("workshops:facilitator_stop", args=[workshop.organisation.slug, workshop.pk]),
    }
    return render(request, "workshops/facilitator.html", context, status=422 if form.errors else 200)


@require_POST
def stop(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Let the outside facilitator's link open nothing any more."""
    workshop = policies.get_workshop(request.membership, pk, to="lead")
    try:
        operations.take_back(workshop)
        messages.success(request, _("The facilitator’s link opens nothing any more."))
    except operations.WorkshopOver:
        messages.warning(request, _("This workshop is closed: nobody leads it any more."))
        return redirect(workshop)
    return redirect("workshops:facilitator", workshop.organisation.slug, workshop.pk)
