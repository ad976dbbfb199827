from uuid import UUID

from django.db.models import Q, QuerySet

from essaim.apps.organisations.enums import LinkKind
from essaim.apps.organisations.models import Affiliation, SecretLink

CODES = (LinkKind.ORGANISATION_CODE, LinkKind.NETWORK_CODE)


def affiliations_of(organisation_id: UUID) -> QuerySet[Affiliation]:
    """Return the affiliations the organisation is a side of, the latest first."""
    return Affiliation.objects.filter(Q(organisation_id=organisation_id) | Q(network_id=organisation_id)).order_by(
        "-asked_at", "pk"
    )


def affiliation_code(organisation_id: UUID) -> str:
    """Return the code others type to ask this organisation for an affiliation."""
    return SecretLink.objects.values_list("pk", flat=True).get(organisation_id=organisation_id, kind__in=CODES)


def code_holder(code: str) -> SecretLink | None:
    """Return whose code this is: an id and whether it is a network, nothing else."""
    return SecretLink.objects.filter(pk=code.replace(" ", "").replace("-", "").lower(), kind__in=CODES).first()
