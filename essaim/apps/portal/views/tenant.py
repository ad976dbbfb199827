from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essaim.apps.assessments.rules import minutes_for
from essaim.apps.organisations.middleware import TenantRequest
from essaim.apps.portal import exports, operations, policies, queries
from essaim.apps.portal.enums import Stage
from essaim.apps.portal.forms import DeletionForm
from essaim.apps.portal.views import drawings
from essaim.apps.workshops import queries as workshops

STAGES = {
    Stage.NOTHING: "portal/stages/_nothing.html",
    Stage.UNDER_WAY: "portal/stages/_under_way.html",
    Stage.ALL_SAID: "portal/stages/_all_said.html",
    Stage.CLOSED: "portal/stages/_closed.html",
}


@require_safe
def organisation(request: TenantRequest) -> HttpResponse:
    """Answer three questions: where are you, what is next, how long does it take."""
    standing = queries.standing_of(request.membership)
    framework = queries.referential()
    context = {
        "standing": standing,
        "framework": standing.framework or framework,
        "stage": STAGES[standing.stage],
        "blank": framework and not standing.result and drawings.blank(framework),
        "minutes": minutes_for(standing.left_in_theme or queries.FIRST_LOOK),
        "asked_of_me": workshops.seats_of_account(request.membership.organisation_id, request.membership.account_id),
        "gathering": queries.gathering_of(request.membership),
        "affiliates": queries.affiliates_of(request.membership),
        "can_export": policies.can_export(request.membership),
        "is_new": standing.stage == Stage.NOTHING,
    }
    return render(request, "portal/organisation.html", context)


@require_safe
def export(request: TenantRequest) -> StreamingHttpResponse:
    """Send all the organisation wrote."""
    policies.organisation_to("export", request.membership)
    return exports.download(request.membership, at=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: TenantRequest) -> HttpResponse:
    """Ask for the organisation to be erased, after its name is typed; or read when it will be."""
    leaving = policies.organisation_to("erase", request.membership)
    form = DeletionForm(request.POST or None, organisation_name=leaving.name)
    if request.method == "POST" and form.is_valid():
        operations.ask_deletion(leaving, by=request.membership, at=timezone.now())
        messages.warning(request, _("The organisation will be erased in thirty days. Your team is told by e-mail."))
        return redirect(leaving)
    return render(request, "portal/delete.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def keep(request: TenantRequest) -> HttpResponse:
    """Take the deletion back."""
    staying = policies.organisation_to("erase", request.membership)
    operations.keep(staying, by=request.membership)
    messages.success(request, _("The organisation stays. Your team is told by e-mail."))
    return redirect(staying)
