from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from essaim.apps.organisations import operations, policies, queries
from essaim.apps.organisations.forms import CreationForm, ProfileForm
from essaim.apps.territories import queries as territories

if TYPE_CHECKING:
    from essaim.apps.organisations.middleware import PersonRequest, TenantRequest

SEARCH = "search"
FACTS = {"legal_family", "employees", "volunteers"}  # what a page that leads here may know already


@login_required
def organisations(request: "PersonRequest") -> HttpResponse:
    """Show the organisations the account belongs to."""
    return render(request, "organisations/list.html", {"memberships": queries.memberships_of(request.user.pk)})


@login_required
def create(request: "PersonRequest") -> HttpResponse:
    """Create an organisation and go to it, or on to the page that asked for one; facts it knew are filled in."""
    form = CreationForm(request.POST or None, initial={name: request.GET[name] for name in FACTS & request.GET.keys()})
    if _is_sent(request) and form.is_valid():
        now = timezone.now()
        made = operations.once(
            request.user.pk,
            form=request.POST.urlencode(),
            at=now,
            make=lambda: operations.create(by=request.user, facts=form.facts(), at=now).organisation,
        )
        following = request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
        return redirect(following if is_ours else made)
    return _page(request, "organisations/create.html", form)


def profile(request: "TenantRequest") -> HttpResponse:
    """Show what the organisation says of itself, and let a steward change it."""
    organisation = request.membership.organisation
    if not request.membership.is_steward and request.method != "POST":
        place = territories.commune(organisation.insee_code)
        return render(request, "organisations/profile_read.html", {"organisation": organisation, "place": place})
    policies.require_steward(request.membership)
    form = ProfileForm.of(organisation, request.POST or None)
    if _is_sent(request) and form.is_valid():
        operations.revise(organisation, facts=form.facts())
        messages.success(request, _("Saved."))
        return redirect("organisations:profile", organisation.slug)
    return _page(request, "organisations/profile.html", form)


def _is_sent(request: HttpRequest) -> bool:
    return request.method == "POST" and SEARCH not in request.POST


def _page(request: HttpRequest, template: str, form: ProfileForm) -> HttpResponse:
    """Show the form again; looking for a commune finds no fault with what is not filled in yet."""
    if SEARCH in request.POST:
        form.full_clean()
        form.errors.clear()
    return render(request, template, {"form": form}, status=422 if form.errors else 200)
