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
