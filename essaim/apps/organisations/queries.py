from uuid import UUID

from essaim.apps.organisations.models import Membership


def membership_in(slug: str, *, account_id: UUID) -> Membership | None:
    """Return the account's membership in the organisation, with the organisation."""
    return (
        Membership.objects.select_related("organisation").filter(organisation__slug=slug, account_id=account_id).first()
    )
