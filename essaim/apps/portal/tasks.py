from datetime import datetime
from uuid import UUID

from django.utils import timezone

from essaim.apps.organisations import queries as organisations
from essaim.apps.portal import operations
from essaim.kernel import jobs


@jobs.periodic("20 3 * * *")
def look_for_deletions(at: datetime) -> None:
    """Every night, look at each organisation, one job each."""
    jobs.defer_each("portal.erase_if_due", organisations.organisation_ids())


@jobs.job
def erase_if_due(organisation_id: UUID) -> None:
    """Erase the organisation if its days of grace are over."""
    operations.erase_if_due(organisation_id, at=timezone.now())
