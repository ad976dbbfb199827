from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.apps.organisations import operations, policies, queries, rules
from essaim.apps.organisations.enums import LinkKind
from essaim.apps.organisations.operations import InvitationOver, TeamRefused

if TYPE_CHECKING:
    from essaim.apps.organisations.middleware import TenantRequest
    from essaim.apps.organisations.models import Invitation, SecretLink


@never_cache
def invitation(request: Any, secret_link: str) -> HttpResponse:
    """Show an invitation to whoever holds its link; accept it once signed in, or decline it."""
    found = _found(secret_link)
    if found is None:
        return render(request, "organisations/invitation_over.html", status=404)
    fault = ""
    if request.method == "POST" and "refuse" in request.POST:
        operations.refuse(found)
        return render(request, "organisations/invitation_refused.html", {"organisation": found.organisation})
    if request.method == "POST" and request.user.is_authenticated:
        try:
            operations.accept(found, account=request.user, knowingly="knowingly" in request.POST, at=timezone.now())
            return redirect(found.organisation)
        except InvitationOver:
            return render(request, "organisations/invitation_over.html", status=404)
        except TeamRefused as refused:
            fault = str(refused.fault.label)
    return render(request, "organisations/invitation.html", _words(request, found, fault), status=422 if fault else 200)


def _found(secret_link: str) -> "Invitation | None":
    def waiting(link: "SecretLink", secret: str) -> "Invitation | None":
        return queries.invitation_behind(link.pk, secret, now=timezone.now())

    try:
        return policies.behind(secret_link, kind=LinkKind.INVITATION, find=waiting)
    except Http404:
        return None


def _words(request: HttpRequest, found: "Invitation", fault: str) -> dict[str, Any]:
    email = getattr(request.user, "email", "")
    return {
        "invitation": found,
        "masked": rules.masked(found.email),
        "is_other_address": bool(email) and not rules.is_same_address(found.email, email),
        "fault": fault,
    }


@require_POST
def resend(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Send an invitation again."""
    waiting = policies.get_invitation(request.membership, pk)
    operations.resend(waiting, at=timezone.now())
    messages.success(request, _("The invitation is on its way to %(email)s again.") % {"email": waiting.email})
    return redirect("organisations:team", request.membership.organisation.slug)


@require_POST
def withdraw(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Take an invitation back."""
    waiting = policies.get_invitation(request.membership, pk)
    operations.withdraw(waiting)
    messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": waiting.email})
    return redirect("organisations:team", request.membership.organisation.slug)
