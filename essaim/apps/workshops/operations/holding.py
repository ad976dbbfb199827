from essaim.apps.assessments import queries as assessments
from essaim.apps.workshops import queries
from essaim.apps.workshops.models import Workshop

from .situations import WorkshopOver


def hold(workshop: Workshop) -> Workshop:
    """Return the workshop as it stands, kept from everyone else until the transaction ends.

    A closed one raises `WorkshopOver`.
    """
    held = queries.locked(workshop)
    if not held.is_open:
        raise WorkshopOver
    return held


def hold_both(workshop: Workshop) -> Workshop:
    """Return the same, its assessment kept first: closing that one takes both in this order too."""
    assessments.locked(workshop.assessment)
    return hold(workshop)
