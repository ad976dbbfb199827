"""Why an intention may not come through: each situation says what the caller can show."""

from essaim.apps.assessments.operations import Refused
from essaim.apps.workshops.models import Workshop

__all__ = [
    "AlreadyOpen",
    "AlreadyRevealed",
    "AlreadyStarted",
    "AssessmentClosed",
    "ByHands",
    "NameMissing",
    "NotInTheRoom",
    "NothingCounted",
    "NothingToUndo",
    "Refused",
    "TooFew",
    "WorkshopOver",
]


class AlreadyOpen(Exception):
    """People look at this assessment already: in that workshop."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(str(workshop.pk))
        self.workshop = workshop


class AssessmentClosed(Exception):
    """The assessment is frozen: it is reopened before people look at it together."""


class WorkshopOver(Exception):
    """The workshop is closed, and its ballots are gone."""


class AlreadyStarted(Exception):
    """The meeting has begun: how people look together does not change any more."""


class ByHands(Exception):
    """In this workshop people answer in the room, by show of hands."""


class NameMissing(Exception):
    """In this workshop answers are shown with names: one gives theirs, and agrees, before the first."""


class AlreadyRevealed(Exception):
    """What is revealed does not move: it is not revealed again, nor counted again."""


class TooFew(Exception):
    """Fewer people said something than may be told together: nothing was revealed, and they may still be joined."""


class NothingCounted(Exception):
    """In this workshop nothing is counted: names are shown, or only what is agreed is kept."""


class NothingToUndo(Exception):
    """Nothing was settled of this practice, or it was undone already."""


class NotInTheRoom(Exception):
    """The practice is not among those people look at together."""
