"""What backs an answer: evidence with a date, as long as it holds. It changes trust, never a level."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from essaim.apps.assessments.enums import Confidentiality, Standing

SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Practice:
    """A criterion wherever it is asked: the code of its referential, whose that is, and its own code."""

    framework: str
    is_own: bool
    criterion: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document or a link, and the codes of the practices of one referential that it backs."""

    id: UUID
    title: str
    link: str
    file: UUID | None
    file_name: str
    dated_on: date | None
    expires_on: date | None
    confidentiality: Confidentiality
    criteria: tuple[str, ...]


def standing(dated_on: date | None, expires_on: date | None, *, on: date) -> Standing:
    """Return what evidence is worth on a day: it documents once dated, until the day it expires included."""
    if dated_on is None:
        return Standing.UNDATED
    if expires_on is None or expires_on > on + SOON:
        return Standing.CURRENT
    return Standing.EXPIRED if expires_on < on else Standing.EXPIRES_SOON


def documented(evidence: Iterable[Evidence], *, on: date) -> frozenset[str]:
    """Return the codes of the practices that dated evidence, not expired on that day, backs."""
    worth = {Standing.CURRENT, Standing.EXPIRES_SOON}
    return frozenset(
        code for one in evidence if standing(one.dated_on, one.expires_on, on=on) in worth for code in one.criteria
    )
