import hmac
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.models import OwnVersion, Sharing

from .catalogue import NotPublished, catalogue, current, latest, withdrawals


@dataclass(frozen=True, slots=True)
class Offer:
    """A referential an organisation may use, in its latest version; `owner` is nobody for the catalogue's."""

    framework: rules.Framework
    owner: UUID | None


def offered(organisation_id: UUID, legal_family: str = "") -> tuple[Offer, ...]:
    """Return what an organisation may use: its own first, then the catalogue, without what its own stands for."""
    own = [
        Offer(current(code, legal_family, owner=organisation_id), organisation_id) for code in latest(organisation_id)
    ]
    taken = {offer.framework.code for offer in own}
    return (*own, *(Offer(one, None) for one in catalogue() if one.code not in taken))


def offer(organisation_id: UUID, code: str) -> Offer:
    """Return the referential of this code for an organisation, its own before the catalogue's; else `NotPublished`."""
    owner = organisation_id if code in latest(organisation_id) else None
    if owner is None and code in withdrawals():
        raise NotPublished(code)
    return Offer(current(code, owner=owner), owner)


def own_versions_of(organisation_id: UUID) -> QuerySet[OwnVersion]:
    """Return all that an organisation published for itself, by code, the latest version first; without the texts."""
    rows = OwnVersion.objects.filter(organisation_id=organisation_id).defer("document", "source")
    return rows.order_by("code", "-published_at", "version")


def is_given(organisation_id: UUID, code: str) -> bool:
    """Return whether another organisation gave the one's own referential of this code."""
    return own_versions_of(organisation_id).filter(code=code).exclude(given_by="").exists()


def sharings_of(organisation_id: UUID) -> QuerySet[Sharing]:
    """Return the links by which an organisation shares its referentials."""
    return Sharing.objects.filter(organisation_id=organisation_id).order_by("code")


def sharing_behind(routing_id: str, secret: str) -> Sharing | None:
    """Return what the secret address shares; the tenant must be set already."""
    sharing = Sharing.objects.select_related("organisation").filter(link_id=routing_id).first()
    return sharing if sharing and hmac.compare_digest(sharing.secret.encode(), secret.encode()) else None
