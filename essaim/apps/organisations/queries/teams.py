from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from essaim.apps.organisations import rules
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.models import Membership, Organisation
from essaim.kernel import tenancy


def membership_in(slug: str, *, account_id: UUID) -> Membership | None:
    """Return the account's membership in the organisation, with the organisation."""
    return (
        Membership.objects.select_related("organisation").filter(organisation__slug=slug, account_id=account_id).first()
    )


def memberships_of(account_id: UUID) -> list[Membership]:
    """Return all memberships of the account with their organisations, by name as people sort."""
    rows = Membership.objects.select_related("organisation").filter(account_id=account_id)
    return sorted(rows, key=lambda membership: rules.fold(membership.organisation.name))


def members_of(organisation_id: UUID) -> QuerySet[Membership]:
    """Return the team with its accounts, the first arrived first."""
    return (
        Membership.objects.filter(organisation_id=organisation_id)
        .select_related("account")
        .order_by("created_at", "pk")
    )


def steward_count(organisation_id: UUID) -> int:
    """Return how many people lead the work."""
    return members_of(organisation_id).filter(role=Role.STEWARD).count()


def organisation_ids() -> list[UUID]:
    """Return the ids of all organisations, and nothing else of them: for jobs that then open one at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_ids()")
        return [row[0] for row in cursor.fetchall()]


def led_alone_by(account_id: UUID) -> list[Organisation]:
    """Return the organisations whose only steward is the account; the tenant becomes all of theirs."""
    memberships = memberships_of(account_id)
    tenancy.set_organisations(membership.organisation_id for membership in memberships)
    return [
        membership.organisation
        for membership in memberships
        if membership.is_steward and steward_count(membership.organisation_id) == 1
    ]
