from uuid import UUID

from django.db import transaction

from essaim.apps.organisations import queries
from essaim.apps.organisations.models import ApiToken, Invitation, Membership, Organisation, SecretLink
from essaim.kernel import history


@transaction.atomic
def erase(organisation_id: UUID) -> None:
    """Erase the organisation, its team, its links and their history; contexts above have erased their part before."""
    queries.affiliations_of(organisation_id).delete()
    Invitation.objects.filter(organisation_id=organisation_id).delete()
    SecretLink.objects.filter(organisation_id=organisation_id).delete()
    ApiToken.objects.filter(organisation_id=organisation_id).delete()
    Membership.objects.filter(organisation_id=organisation_id).delete()
    Organisation.objects.filter(pk=organisation_id).delete()
    history.events_of(Membership).filter(organisation_id=organisation_id).delete()
    history.events_of(Organisation).filter(pgh_obj_id=organisation_id).delete()
