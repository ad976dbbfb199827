"""The door of workshops: who leads one, and what a secret address opens to someone without an account."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from essaim.apps.accounts import operations
from essaim.apps.accounts import queries as accounts
from essaim.apps.accounts.rules import MOST_WRONG_TRIES
from essaim.apps.organisations.models import Membership, SecretLink
from essaim.apps.organisations.policies import behind, membership_for, require_steward
from essaim.apps.workshops import queries
from essaim.apps.workshops.enums import LinkKind
from essaim.apps.workshops.models import RespondentGroup, Seat, Workshop
from essaim.kernel import tenancy

Found = TypeVar("Found")


class TooManyTries(Exception):
    """Many secret addresses that open nothing were tried from this network: strangers there wait."""


def can_lead(membership: Membership) -> bool:
    """Return whether this member may open workshops, choose who is asked, and lead the meeting."""
    return membership.is_steward


def get_workshop(membership: Membership, pk: UUID, *, to: Literal["view", "lead"]) -> Workshop:
    """Return the workshop: 404 to strangers, 403 to members who may not; closed ones refuse in operations."""
    workshop = get_object_or_404(queries.workshops_of(membership.organisation_id), pk=pk)
    if to == "lead":
        require_steward(membership)
    return workshop


def find_workshop(request: Any, pk: UUID, *, to: Literal["view", "lead"]) -> tuple[Membership, Workshop]:
    """Return the workshop a caller of the API names by its id alone, and the membership that opens it."""
    known = [one.organisation_id for one in request.memberships]
    found = get_object_or_404(queries.workshops_among(known), pk=pk)
    membership = membership_for(request, found.organisation_id)
    if to == "lead":
        require_steward(membership)
    return membership, found


def get_seat(membership: Membership, workshop: Workshop, pk: UUID) -> Seat:
    """Return someone who is asked, for a steward: 404 to strangers, 403 to the others."""
    seat = get_object_or_404(queries.seats_of(workshop), pk=pk)
    require_steward(membership)
    return seat


def own_seat(membership: Membership, workshop: Workshop) -> Seat:
    """Return the place kept for the member themself; 404 to who is not asked by account."""
    seat = queries.seat_of(workshop, membership.account_id)
    if seat is None or not workshop.is_open:
        raise Http404
    return seat


def get_group(workshop: Workshop, pk: UUID | str) -> RespondentGroup:
    """Return a group of the workshop; 404 for any other."""
    group = next((group for group in queries.groups_of(workshop) if str(group.pk) == str(pk)), None)
    if group is None:
        raise Http404
    return group


def open_seat(link: str) -> tuple[Seat, str]:
    """Return what a personal link opens, and the half of it that is secret; 404 to any other. The tenant is set."""

    def seat(known: SecretLink, secret: str) -> tuple[Seat, str] | None:
        found = queries.seat_behind(known.pk, secret)
        return (found, secret) if found else None

    return behind(link, kind=LinkKind.SEAT, find=seat)


def open_meeting(link: str) -> Workshop:
    """Return the workshop that the link of a meeting opens; 404 to any other. The tenant is set."""
    return behind(
        link,
        kind=LinkKind.MEETING,
        find=lambda known, secret: queries.workshop_behind(known.organisation_id, known.pk, secret),
    )


def open_facilitation(link: str) -> Workshop:
    """Return the workshop that an outside facilitator's link lets them lead; 404 to any other. The tenant is set."""
    return behind(
        link,
        kind=LinkKind.FACILITATION,
        find=lambda known, secret: queries.facilitated_by(known.organisation_id, known.pk, secret),
    )


def enter(request: HttpRequest, link: str, door: Callable[[str], Found], *, is_known: Callable[[Found], bool]) -> Found:
    """Return what a door opens to a link; 404 for one that opens nothing, which is counted where it comes from.

    After many of those from one network, `TooManyTries`, whether the link would open or not, but to those `is_known`
    says came in before: a room shares one network.
    """
    network = accounts.network_of(request)
    is_held_back = accounts.wrong_tries(network, at=timezone.now()) >= MOST_WRONG_TRIES
    try:
        found = door(link)
    except Http404:
        if is_held_back:
            raise TooManyTries from None
        operations.note_wrong_try(network)
        raise
    if is_held_back and not is_known(found):
        tenancy.set_organisations([])
        raise TooManyTries
    return found
