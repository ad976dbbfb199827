from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.apps.organisations import operations, policies, queries
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.forms import InvitationForm, RoleForm
from essaim.apps.organisations.operations import TeamRefused

if TYPE_CHECKING:
    from essaim.apps.organisations.middleware import TenantRequest


def team(request: "TenantRequest") -> HttpResponse:
    """Show the team and who is invited; a steward invites here."""
    if request.method == "POST":
        policies.require_steward(request.membership)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            operations.invite(
                request.membership,
                email=sent["email"],
                role=Role(sent["role"]),
                language=sent["language"],
                at=timezone.now(),
            )
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": sent["email"]})
            return redirect("organisations:team", request.membership.organisation.slug)
        except TeamRefused as refused:
            form.add_error("email", refused.fault.label)
    return _team_page(request, form)


def _team_page(request: "TenantRequest", form: InvitationForm) -> HttpResponse:
    organisation_id = request.membership.organisation_id
    context = {
        "members": queries.members_of(organisation_id),
        "invitations": queries.invitations_of(organisation_id) if request.membership.is_steward else [],
        "form": form,
        "now": timezone.now(),
    }
    return render(request, "organisations/team.html", context, status=422 if form.errors else 200)


def change_role(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Give a member another role."""
    member = policies.get_member(request.membership, pk)
    form = RoleForm(request.POST or None, initial={"role": member.role})
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_role(member, role=Role(form.cleaned_data["role"]))
            return redirect("organisations:team", request.membership.organisation.slug)
        except TeamRefused as refused:
            form.add_error("role", refused.fault.label)
    context = {"member": member, "form": form}
    return render(request, "organisations/role.html", context, status=422 if form.errors else 200)


def remove(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Take a member out of the team, once asked whether one is sure."""
    member = policies.get_member(request.membership, pk)
    if request.method != "POST":
        return render(request, "organisations/remove.html", {"member": member})
    try:
        operations.remove(member)
        messages.success(request, _("%(person)s is no longer in the team.") % {"person": member.account})
    except TeamRefused as refused:
        messages.error(request, str(refused.fault.label))
    return redirect("organisations:team", request.membership.organisation.slug)


def leave(request: "TenantRequest") -> HttpResponse:
    """Leave the team oneself, once asked whether one is sure."""
    if request.method != "POST":
        return render(request, "organisations/leave.html")
    try:
        operations.leave(request.membership)
    except TeamRefused as refused:
        messages.error(request, str(refused.fault.label))
        return redirect("organisations:team", request.membership.organisation.slug)
    messages.success(request, _("You have left %(name)s.") % {"name": request.membership.organisation})
    return redirect("organisations:list")
