"""A score is a weighted mean of levels reached, and never travels without the share of criteria it rests on."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor

from essaim.apps.assessments.enums import Scope, WhyNull
from essaim.apps.frameworks.rules import Scale

METHOD = "essaim-score-1"
COVERAGE_FLOOR = Fraction(60)


@dataclass(frozen=True, slots=True)
class Mark:
    """One applicable criterion: its weight, and its score (0–100) where it has an answer."""

    weight: Fraction
    score: Fraction | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What applicable criteria add up to: weight × score earned, weight answered, and how many criteria."""

    earned: Fraction
    weight: Fraction
    answered: int
    applicable: int

    @property
    def score(self) -> Fraction | None:
        """Return the weighted mean of the answered criteria, 0–100; None without one."""
        return self.earned / self.weight if self.weight else None

    @property
    def coverage(self) -> Fraction | None:
        """Return answered ÷ applicable, 0–100, counting criteria and not weights; None without one."""
        return Fraction(100 * self.answered, self.applicable) if self.applicable else None


def tally(marks: Iterable[Mark]) -> Tally:
    """Add up marks; those without a score count in `applicable` only."""
    everything = tuple(marks)
    # Levels and weights are few, criteria may be a thousand: each pair is multiplied once.
    scored = Counter((mark.weight, mark.score) for mark in everything if mark.score is not None)
    return Tally(
        earned=sum((count * weight * score for (weight, score), count in scored.items()), Fraction()),
        weight=sum((count * weight for (weight, _), count in scored.items()), Fraction()),
        answered=scored.total(),
        applicable=len(everything),
    )


def why_null(total: Tally, *, scope: Scope, missing_themes: Collection[str]) -> WhyNull | None:
    """Return the first reason to give no overall score, or None; the floor is compared exactly."""
    if total.coverage is None:
        return WhyNull.NOTHING_APPLICABLE
    if scope == Scope.THEMES:
        return WhyNull.SCOPE
    if total.coverage < COVERAGE_FLOOR:
        return WhyNull.COVERAGE
    return WhyNull.MISSING_THEMES if missing_themes else None


def score_of(level: int, scale: Scale) -> Fraction:
    """Return the share of the scale a level has climbed, 0–100; a scale that does not climb is refused."""
    bottom, top = scale.bottom, scale.top
    if top <= bottom:
        raise ValueError(f"The scale {scale.code} does not go from its lowest level to its highest.")
    return _climbed(level - bottom, top - bottom)


@lru_cache(maxsize=4096)
def _climbed(steps: int, height: int) -> Fraction:
    """Return a share, 0–100; a large assessment asks for the same few thousands of times."""
    return Fraction(100 * steps, height)


def on_common_scale(score: Fraction) -> Fraction:
    """Bring a score (0–100) to the levels 0–4, by proportion."""
    return score / 25


def as_shown(value: Fraction) -> Decimal:
    """Return a figure as people see it: one decimal, halves away from zero; nothing is rounded before."""
    tenths = floor(abs(value) * 10 + Fraction(1, 2))
    return Decimal(tenths if value >= 0 else -tenths).scaleb(-1)
