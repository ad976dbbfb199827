"""What stands behind an answer, for those who were not there: evidence, where it was taken from, two views."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.apps.assessments import rules
from essaim.apps.assessments.enums import Confidentiality, Standing, State
from essaim.apps.assessments.exports import words
from essaim.apps.assessments.models import Answer
from essaim.apps.assessments.rules import CriterionResult
from essaim.apps.frameworks.rules import Scale


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence that leaves with a report: where to find it, what its days are worth, the practices it backs."""

    title: str
    place: str
    dated_on: date | None
    expires_on: date | None
    standing: Standing
    practices: tuple[str, ...]

    @property
    def days(self) -> str:
        """Return its days as people read them, and what they are worth when that is worth saying."""
        parts = [_("of %(day)s") % {"day": _day(self.dated_on)}] if self.dated_on else [str(Standing.UNDATED.label)]
        if self.expires_on:
            parts.append(_("until %(day)s") % {"day": _day(self.expires_on)})
        if self.standing in {Standing.EXPIRED, Standing.EXPIRES_SOON}:
            parts.append(str(self.standing.label).lower())
        return ", ".join(parts)

    @property
    def shown(self) -> str:
        """Return the evidence on one line."""
        return f"{self.title} ({self.days})"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two views that people keep where they do not agree today."""

    level: int
    standing: str
    reason: str


def proofs(evidence: Iterable[rules.Evidence], *, asked: Iterable[str], on: date) -> tuple[Proof, ...]:
    """Return what may leave of the evidence behind these practices: all but what the team keeps for itself."""
    order = list(asked)
    shown = (one for one in evidence if one.confidentiality != Confidentiality.TEAM)
    found = ((one, tuple(code for code in order if code in one.criteria)) for one in shown)
    return tuple(
        Proof(
            title=one.title,
            place=one.link or one.file_name,
            dated_on=one.dated_on,
            expires_on=one.expires_on,
            standing=rules.standing(one.dated_on, one.expires_on, on=on),
            practices=codes,
        )
        for one, codes in found
        if codes
    )


def kept_back(evidence: Iterable[rules.Evidence], *, asked: Iterable[str]) -> int:
    """Return how many pieces of evidence behind these practices the team keeps for itself."""
    codes = set(asked)
    return sum(one.confidentiality == Confidentiality.TEAM and not codes.isdisjoint(one.criteria) for one in evidence)


def trust(one: CriterionResult) -> str:
    """Return whether a level of 3 and more is backed, in a word; nothing of the others."""
    if not one.is_established:
        return ""
    return _("documented") if one.is_documented else _("declared")


def provenance(answer: Answer | None) -> str:
    """Return where a reused answer was taken from, as long as nobody has confirmed it; nothing for others."""
    if answer is None or answer.provenance is None:
        return ""
    source = answer.provenance
    told = {"code": source.source_criterion, "day": _day(timezone.localtime(source.said_at).date())}
    return f"{_('Taken from %(code)s, %(day)s') % told} · {source.reuse.source}"


def sides(one: CriterionResult, answer: Answer | None) -> tuple[Side, ...]:
    """Return both views where people do not agree today."""
    if answer is None or one.state != State.UNKNOWN:
        return ()
    return tuple(_side(one.scale, view["level"], view["reason"]) for view in answer.views)


def _side(scale: Scale, level: int, reason: str) -> Side:
    return Side(level, words.said(scale.anchor(level).label), reason)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
