"""The door of organisations: who belongs, who leads, whose token this is."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from essaim.apps.organisations import queries
from essaim.apps.organisations.models import Affiliation, ApiToken, Invitation, Membership, SecretLink
from essaim.kernel import tenancy

Found = TypeVar("Found")


def membership_in(request: Any, slug: str) -> Membership:
    """Return the caller's membership in the organisation and narrow the request to it; 404 to everyone else."""
    return _narrowed(request, next((m for m in request.memberships if m.organisation.slug == slug), None))


def membership_for(request: Any, organisation_id: UUID) -> Membership:
    """Return the membership that shows the caller an object of this organisation, narrowed to it; 404 otherwise."""
    return _narrowed(request, next((m for m in request.memberships if m.organisation_id == organisation_id), None))


def require_steward(membership: Membership) -> None:
    """Refuse (403) a member who does not lead the work."""
    if not membership.is_steward:
        raise PermissionDenied


def require_writer(membership: Membership) -> None:
    """Refuse (403) a member who may only read."""
    if not membership.can_write:
        raise PermissionDenied


def get_member(membership: Membership, pk: UUID) -> Membership:
    """Return someone of the team, for a steward: 404 to strangers, 403 to the others."""
    member = get_object_or_404(queries.members_of(membership.organisation_id), pk=pk)
    require_steward(membership)
    return member


def get_invitation(membership: Membership, pk: UUID) -> Invitation:
    """Return an invitation, for a steward: 404 to strangers, 403 to the others."""
    invitation = get_object_or_404(queries.invitations_of(membership.organisation_id), pk=pk)
    require_steward(membership)
    return invitation


def get_affiliation(membership: Membership, pk: UUID) -> Affiliation:
    """Return an affiliation of one's organisation, for a steward: 404 to strangers, 403 to the others."""
    affiliation = get_object_or_404(queries.affiliations_of(membership.organisation_id), pk=pk)
    require_steward(membership)
    return affiliation


def behind(address: str, *, kind: str, find: Callable[[SecretLink, str], Found | None]) -> Found:
    """Return what a secret address opens, the transaction narrowed to whose it is; 404 for any other address.

    `find` looks for it, once the tenant is set, by what is known of the address and by its secret half.
    """
    routing_id, _dot, secret = address.partition(".")
    link = queries.link(routing_id, kind=kind)
    if link is None:
        raise Http404
    tenancy.set_organisations([link.organisation_id])
    found = find(link, secret)
    if found is None:
        tenancy.set_organisations([])
        raise Http404
    return found


def get_token(account_id: UUID, pk: UUID) -> ApiToken:
    """Return one's own token; 404 for anyone else's."""
    return get_object_or_404(queries.tokens_of(account_id), pk=pk)


def can_answer(membership: Membership, affiliation: Affiliation) -> bool:
    """Return whether the request waits for this side's answer."""
    return affiliation.accepted_at is None and affiliation.asked_by != membership.organisation.kind


def _narrowed(request: Any, membership: Membership | None) -> Membership:
    if membership is None:
        raise Http404
    if len(request.memberships) > 1:
        tenancy.set_organisations([membership.organisation_id])
    return membership
