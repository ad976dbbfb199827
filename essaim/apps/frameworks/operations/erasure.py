from uuid import UUID

from django.db import transaction

from essaim.apps.frameworks.models import Draft, OwnVersion, Sharing


@transaction.atomic
def erase(organisation_id: UUID) -> None:
    """Remove the organisation's own referentials and drafts; what it published for all stays, under its name."""
    for model in (Draft, OwnVersion, Sharing):
        model._default_manager.filter(organisation_id=organisation_id).delete()
