from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.assessments.models import Assessment, Intake


def intakes_of(organisation_id: UUID) -> QuerySet[Intake]:
    """Return the spreadsheets that were brought and wait to be taken, the latest first."""
    found = Intake.objects.filter(organisation_id=organisation_id, taken_at=None)
    return found.select_related("organisation", "assessment__organisation")


def workbook_of(assessment: Assessment) -> Intake | None:
    """Return the workbook of these answers that was brought and nobody took yet, if there is one."""
    return intakes_of(assessment.organisation_id).filter(assessment=assessment).first()
