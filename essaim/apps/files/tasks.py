from datetime import datetime
from uuid import UUID

from django.utils import timezone

from essaim.apps.files import operations
from essaim.apps.organisations import queries as organisations
from essaim.kernel import jobs


@jobs.periodic("40 3 * * *")
def look_for_lost_files(at: datetime) -> None:
    """Every night, look at what the store holds for each organisation, one job each."""
    jobs.defer_each("files.sweep", organisations.organisation_ids())


@jobs.job
def sweep(organisation_id: UUID) -> None:
    """Remove what no row of the organisation tells of."""
    operations.sweep(organisation_id, at=timezone.now())
