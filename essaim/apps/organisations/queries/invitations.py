import hmac
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.organisations import rules
from essaim.apps.organisations.models import Invitation, SecretLink


def link(routing_id: str, *, kind: str) -> SecretLink | None:
    """Return which organisation the secret address belongs to, if there is such an address of that kind."""
    return SecretLink.objects.filter(pk=routing_id, kind=kind).first() if routing_id.isalnum() else None


def invitations_of(organisation_id: UUID) -> QuerySet[Invitation]:
    """Return the invitations without an answer, the latest first."""
    return Invitation.objects.filter(organisation_id=organisation_id).order_by("-sent_at", "pk")


def invitation_behind(routing_id: str, secret: str, *, now: datetime) -> Invitation | None:
    """Return the invitation the link opens, unless it is over; the tenant must be set already."""
    invitation = Invitation.objects.select_related("organisation", "invited_by").filter(link_id=routing_id).first()
    if invitation is None or invitation.is_over(now):
        return None
    return invitation if hmac.compare_digest(invitation.digest, rules.digest(secret)) else None
