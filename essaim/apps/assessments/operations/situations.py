"""Why an intention may not come through: each situation says what the caller can show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from essaim.apps.assessments.models import Answer


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot be taken: the field, the sentence for people, and the criterion where there is one."""

    field: str
    sentence: str | Promise
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Stale:
    """Two people on one criterion: what stands (None when nothing does), and what was about to replace it."""

    criterion: str
    held: Answer | None
    given: dict[str, Any]

    @property
    def standing(self) -> Answer:
        """Return what stands, as an answer to be read: silence where an answer was taken back."""
        return self.held or Answer(criterion=self.criterion, revision=0)


class Refused(Exception):
    """Values that cannot be taken; nothing was written."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.criterion} {fault.field}: {fault.sentence}" for fault in faults))
        self.faults = tuple(faults)


class StaleRevision(Exception):
    """Someone else answered in between; nothing was written, and both values are here."""

    def __init__(self, conflicts: Sequence[Stale]) -> None:
        super().__init__(", ".join(conflict.criterion for conflict in conflicts))
        self.conflicts = tuple(conflicts)


class AlreadyClosed(Exception):
    """The assessment is frozen; it can be reopened."""


class Objected(Exception):
    """The assessment cannot be closed now; `objections` says why, in sentences for the person."""

    def __init__(self, objections: list[str]) -> None:
        super().__init__(*objections)
        self.objections = objections


class StillOpen(Exception):
    """The assessment is open: there is nothing to reopen."""


class NothingToClose(Exception):
    """No criterion concerns the organisation."""


class ReasonMissing(Exception):
    """A reason is needed: many criteria stay open, or something presented is opened again."""

    def __init__(self, open_criteria: int) -> None:
        super().__init__(str(open_criteria))
        self.open_criteria = open_criteria


class MovedMeanwhile(AlreadyClosed):
    """The assessment went on in another version: what was said is of questions that may not be there any more."""


class AlreadyMoved(Exception):
    """The version asked for is reached already, or is not the newest any more."""


class NothingToUndo(Exception):
    """The assessment never moved to another version, or came back already."""


class NothingToReuse(Exception):
    """Every criterion asked for is answered already."""


class AnsweredSince(Exception):
    """Answers were changed in the new version: going back would lose them."""

    def __init__(self, criteria: Sequence[str]) -> None:
        super().__init__(", ".join(criteria))
        self.criteria = tuple(criteria)


class SeenOtherwise(Exception):
    """What a page showed is not how things stand any more: somebody answered meanwhile."""


class TrialGone(Exception):
    """This browser keeps no answer of a trial, or not any more."""
