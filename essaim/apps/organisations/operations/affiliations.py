from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from essaim.apps.organisations import queries
from essaim.apps.organisations.enums import AffiliationFault, LinkKind
from essaim.apps.organisations.models import Affiliation, Membership


@dataclass
class AffiliationRefused(Exception):
    """The affiliation cannot be asked for."""

    fault: AffiliationFault


@transaction.atomic
def ask_affiliation(by: Membership, *, code: str, at: datetime) -> Affiliation:
    """Ask the holder of the code to be affiliated; nothing is learnt about them until they accept."""
    other = queries.code_holder(code)
    if other is None or other.organisation_id == by.organisation_id:
        raise AffiliationRefused(AffiliationFault.CODE_UNKNOWN)
    if by.organisation.is_network == (other.kind == LinkKind.NETWORK_CODE):
        is_network = by.organisation.is_network
        raise AffiliationRefused(AffiliationFault.TWO_NETWORKS if is_network else AffiliationFault.TWO_ORGANISATIONS)
    mine, theirs = ("network", "organisation") if by.organisation.is_network else ("organisation", "network")
    affiliation, is_new = Affiliation.objects.get_or_create(
        **{f"{mine}_id": by.organisation_id, f"{theirs}_id": other.organisation_id},
        defaults={f"{mine}_name": by.organisation.name, "asked_by": by.organisation.kind, "asked_at": at},
    )
    if not is_new:
        raise AffiliationRefused(AffiliationFault.ALREADY_ASKED)
    return affiliation


def accept_affiliation(affiliation: Affiliation, *, by: Membership, at: datetime) -> None:
    """Accept the request; from then on each side reads the other's name, and nothing more."""
    if by.organisation.is_network:
        affiliation.network_name = by.organisation.name
    else:
        affiliation.organisation_name = by.organisation.name
    affiliation.accepted_at = at
    affiliation.save(update_fields=["organisation_name", "network_name", "accepted_at"])


def end_affiliation(affiliation: Affiliation) -> None:
    """End the affiliation, or the request for one: either side may, at any time."""
    affiliation.delete()
