from datetime import datetime
from uuid import UUID

from django.utils import timezone

from essaim.apps.assessments import operations
from essaim.apps.organisations import queries as organisations
from essaim.kernel import jobs


@jobs.periodic("50 3 * * *")
def look_for_forgotten_spreadsheets(at: datetime) -> None:
    """Every night, look at what was brought to each organisation, one job each."""
    jobs.defer_each("assessments.forget_spreadsheets", organisations.organisation_ids())


@jobs.job
def forget_spreadsheets(organisation_id: UUID) -> None:
    """Forget what nobody took in thirty days."""
    operations.forget_intakes(organisation_id, at=timezone.now())
