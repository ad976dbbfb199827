"""What happens to a workshop when the assessment it looks at is about to be closed, and when it is."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.signals import assessment_closed, closing_asked
from essaim.apps.organisations.models import Membership
from essaim.apps.workshops import operations, policies, queries


@receiver(closing_asked)
def object_as_somebody_else_leads(assessment: Assessment, by: Membership, **_kwargs: Any) -> list[str]:
    """What people said alone is erased for good by those who lead the workshop, and by nobody else."""
    if policies.can_lead(by) or queries.open_workshop_of(assessment) is None:
        return []
    return [_("People look at this assessment together: whoever leads the workshop closes it first.")]


@receiver(assessment_closed)
def end_with_it(assessment: Assessment, at: datetime, **_kwargs: Any) -> None:
    """Nothing can be agreed on any more: nobody is asked any more."""
    if (workshop := queries.open_workshop_of(assessment)) is not None:
        operations.close(workshop, at=at)
