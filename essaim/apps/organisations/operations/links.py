from uuid import UUID

from essaim.apps.organisations.models import SecretLink


def open_link(organisation_id: UUID, *, kind: str) -> SecretLink:
    """Return a new routing id of the organisation; its secret, if it has one, is kept by the caller as a digest."""
    return SecretLink.objects.create(organisation_id=organisation_id, kind=kind)


def close_link(routing_id: str) -> None:
    """Take the secret address away, with what hangs on it; one that is gone already stays gone."""
    SecretLink.objects.filter(pk=routing_id).delete()
