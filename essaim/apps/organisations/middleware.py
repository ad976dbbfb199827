"""The door of a tenant: `/o/<organisation>/…` opens only to its members."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from essaim.apps.accounts.models import Account
from essaim.apps.organisations import queries
from essaim.apps.organisations.models import Membership
from essaim.kernel import tenancy
from essaim.ui.views import KEEPER, given_back


class PersonRequest(HttpRequest):
    """A request of someone who has signed in."""

    user: Account


class TenantRequest(PersonRequest):
    """A request that passed the door; `memberships` lets the page offer to switch."""

    membership: Membership
    memberships: list[Membership]


class TenantMiddleware:
    """Say who acts, and find their membership where the address names an organisation; others get 404.

    What is shown to someone who has signed in, person or program, is kept by no cache on the way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            # Not `no-store`: going back must give again what was typed.
            patch_cache_control(response, private=True, no_cache=True)
        return response

    def process_view(
        self, request: Any, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Set the tenant before the view runs; the organisation’s slug is taken out of its arguments.

        What was typed under a name that is not signed in (any more) is given back, never saved as another’s.
        """
        if request.user.is_authenticated:
            tenancy.set_account(request.user.pk)
        if not request.resolver_match.route.startswith("o/<slug:organisation>/"):
            return None
        slug = kwargs.pop("organisation")
        keeper = request.POST.get(KEEPER)
        if not request.user.is_authenticated:
            return given_back(request, "signed out") if keeper else redirect_to_login(request.get_full_path())
        if keeper and keeper != str(request.user.pk):
            return given_back(request, "someone else")
        request.memberships = queries.memberships_of(request.user.pk)
        membership = next((known for known in request.memberships if known.organisation.slug == slug), None)
        if membership is None:
            raise Http404
        tenancy.set_organisations([membership.organisation_id])
        request.membership = membership
        return None
