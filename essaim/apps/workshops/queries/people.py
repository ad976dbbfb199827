import hmac
from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.organisations.rules import digest
from essaim.apps.workshops.models import Seat, Workshop

from .workshops import workshops_of


def seats_of(workshop: Workshop) -> QuerySet[Seat]:
    """Return the people asked one by one, by group and name; nobody once the workshop is closed."""
    rows = Seat.objects.filter(organisation_id=workshop.organisation_id, workshop=workshop, workshop__closed_at=None)
    return rows.select_related("group", "account")


def seat_of(workshop: Workshop, account_id: UUID) -> Seat | None:
    """Return the place kept for this account, if it is asked."""
    return seats_of(workshop).filter(account_id=account_id).first()


def seats_of_account(organisation_id: UUID, account_id: UUID) -> QuerySet[Seat]:
    """Return what this account is asked in the organisation's open workshops, with the workshop."""
    rows = Seat.objects.filter(organisation_id=organisation_id, account_id=account_id, workshop__closed_at=None)
    return rows.select_related("group", "workshop__assessment__organisation", "workshop__organisation")


def seat_behind(routing_id: str, secret: str) -> Seat | None:
    """Return the place that a personal link opens, with its workshop; the tenant must be set already."""
    rows = Seat.objects.select_related("group", "workshop__organisation", "workshop__assessment__organisation")
    seat = rows.filter(link_id=routing_id).first()
    return seat if seat and hmac.compare_digest(seat.digest, digest(secret)) else None


def workshop_behind(organisation_id: UUID, routing_id: str, secret: str) -> Workshop | None:
    """Return the workshop that the link of a meeting opens; the tenant must be set already."""
    workshop = workshops_of(organisation_id).filter(meeting_link_id=routing_id).first()
    return workshop if workshop and hmac.compare_digest(digest(workshop.meeting_secret), digest(secret)) else None
