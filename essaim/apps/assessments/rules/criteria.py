"""What one criterion comes to: the level reached, how much it matters, the way left to where it should be."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from essaim.apps.assessments.enums import Importance, State
from essaim.apps.frameworks.rules import Criterion, Exclusion, Framework, Scale

from .answers import Answer
from .scores import Mark, on_common_scale, score_of

ESTABLISHED = Fraction(75)
PRIORITIES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """A criterion of the grid with what was said of it; an exclusion keeps the answer aside.

    `score` goes from 0 to 100, and planned counts as the bottom of the scale; `gap` is the levels left to the target,
    0–4, other scales brought to it; both are None without a level.
    """

    code: str
    theme: str
    weight: Fraction
    scale: Scale
    state: State
    level: int | None
    importance: Importance | None
    target: int
    target_is_set: bool
    reason: str
    exclusion: Exclusion | None
    kept_aside: Answer | None
    is_documented: bool
    score: Fraction | None
    gap: Fraction | None

    @property
    def is_applicable(self) -> bool:
        """Say whether the criterion counts in coverage."""
        return self.state != State.NOT_APPLICABLE

    @property
    def is_ruled_out(self) -> bool:
        """Say whether the profile takes the criterion away, whatever is answered to others."""
        return self.exclusion is not None and not self.exclusion.waits_for

    @property
    def mark(self) -> Mark:
        """Return what the criterion brings to a mean."""
        return Mark(self.weight, self.score)

    @property
    def weighed_importance(self) -> Importance:
        """Return the importance that counts, 1–4: 2 where it is unsaid."""
        return self.importance or Importance.USEFUL

    @property
    def priority(self) -> Fraction | None:
        """Return importance × gap, 0–16; None without a level."""
        return None if self.gap is None else self.weighed_importance * self.gap

    @property
    def is_to_clear_up(self) -> bool:
        """Say whether it was called important and nobody could answer."""
        is_open = self.state in {State.UNKNOWN, State.NONE}
        return is_open and self.weighed_importance >= Importance.IMPORTANT

    @property
    def is_strength(self) -> bool:
        """Say whether a practice exists and has reached its target."""
        return self.state == State.ANSWERED and self.gap == 0 and self.score != 0

    @property
    def is_established(self) -> bool:
        """Say whether the level is 3 or more on the scale from 0 to 4, other scales brought to it."""
        return self.score is not None and self.score >= ESTABLISHED


@lru_cache(maxsize=256)
def _exact(weight: Decimal) -> Fraction:
    return Fraction(weight)


@lru_cache(maxsize=4096)
def _way_left(score: Fraction, target: Fraction) -> Fraction:
    return on_common_scale(max(Fraction(), target - score))


def default_target(scale: Scale) -> int:
    """Return the lowest level worth at least 75 % of the scale: 3 on the scale from 0 to 4."""
    return _established(tuple(anchor.value for anchor in scale.anchors))


@lru_cache(maxsize=256)
def _established(levels: tuple[int, ...]) -> int:
    return next(level for level in levels if level - levels[0] >= ESTABLISHED / 100 * (levels[-1] - levels[0]))


def criterion_result(
    framework: Framework,
    criterion: Criterion,
    answer: Answer,
    *,
    exclusion: Exclusion | None,
    is_documented: bool,
) -> CriterionResult:
    """Return a criterion with its answer; an exclusion stands above the answer and keeps it aside."""
    scale = framework.scale_of(criterion)
    counted = Answer(State.NOT_APPLICABLE) if exclusion else answer
    level = counted.level if counted.state == State.ANSWERED else None
    target = default_target(scale) if counted.target is None else counted.target
    climbed = scale.bottom if counted.state == State.PLANNED else level
    score = None if climbed is None else score_of(climbed, scale)
    return CriterionResult(
        code=criterion.code,
        theme=framework.theme_of(criterion.code).code,
        weight=_exact(criterion.weight),
        scale=scale,
        state=State(counted.state),
        level=level,
        importance=None if counted.importance is None else Importance(counted.importance),
        target=target,
        target_is_set=counted.target is not None,
        reason=counted.reason,
        exclusion=exclusion,
        kept_aside=answer if exclusion and answer != Answer() else None,
        is_documented=is_documented,
        score=score,
        gap=None if score is None else _way_left(score, score_of(target, scale)),
    )


def priorities(criteria: Iterable[CriterionResult]) -> tuple[CriterionResult, ...]:
    """Return the ten that call most for work: by priority, then importance, then the framework's order."""
    wanting = [(one.priority, one.weighed_importance, one) for one in criteria if one.priority]
    ordered = sorted(wanting, key=lambda row: row[:2], reverse=True)
    return tuple(one for _, _, one in ordered[:PRIORITIES_SHOWN])


def to_clear_up(criteria: Iterable[CriterionResult]) -> tuple[CriterionResult, ...]:
    """Return the important criteria nobody could answer: by importance, then the framework's order."""
    unclear = [one for one in criteria if one.is_to_clear_up]
    return tuple(sorted(unclear, key=lambda one: one.weighed_importance, reverse=True))


def strengths(criteria: Iterable[CriterionResult]) -> tuple[CriterionResult, ...]:
    """Return the practices at or above their target: by importance, level, then the framework's order."""
    strong = [(one.weighed_importance, one.score or 0, one) for one in criteria if one.is_strength]
    return tuple(one for _, _, one in sorted(strong, key=lambda row: row[:2], reverse=True))
