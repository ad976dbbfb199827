from datetime import datetime
from uuid import UUID

from django.db import transaction

from essaim.apps.accounts.models import Account
from essaim.apps.organisations import queries
from essaim.apps.organisations.models import ApiToken, Invitation, KeptAnswer, Membership, Organisation, SecretLink
from essaim.apps.organisations.operations import teams
from essaim.kernel import history, tenancy


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


@transaction.atomic
def let_go(account: Account) -> None:
    """Take a person who erases their account out of every team, with their tokens and the answers kept for them."""
    memberships = queries.memberships_of(account.pk)
    tenancy.set_account(account.pk)
    tenancy.set_organisations(membership.organisation_id for membership in memberships)
    for membership in memberships:
        teams.leave(membership)
    queries.tokens_of(account.pk).delete()
    KeptAnswer.objects.filter(account=account).delete()


def schedule_erasure(organisation: Organisation, *, on: datetime) -> None:
    """Say from when the organisation may be erased."""
    organisation.delete_after = on
    organisation.save(update_fields=["delete_after"])


def cancel_erasure(organisation: Organisation) -> None:
    """Let the organisation stay."""
    organisation.delete_after = None
    organisation.save(update_fields=["delete_after"])
