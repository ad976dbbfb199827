"""The result in words: how many practices stand at each level, and what was not said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.rules import Text

from .criteria import CriterionResult


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many criteria stand at one level of one scale; planned ones are not at its bottom but apart."""

    scale: str
    level: int
    label: Text
    count: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """Counts of criteria, levels from the highest to the lowest of each scale; `planned` is apart from level 0."""

    levels: tuple[LevelCount, ...]
    planned: int
    unknown: int
    unanswered: int
    not_applicable: int


def distribution(criteria: Iterable[CriterionResult]) -> Distribution:
    """Count criteria by level of their own scale, and by state for those that bear none."""
    everything = tuple(criteria)
    scales = {one.scale.code: one.scale for one in everything}
    levels = Counter((one.scale.code, one.level) for one in everything)
    states = Counter(one.state for one in everything)
    return Distribution(
        levels=tuple(
            LevelCount(code, anchor.value, anchor.label, levels[code, anchor.value])
            for code, scale in scales.items()
            for anchor in reversed(scale.anchors)
        ),
        planned=states[State.PLANNED],
        unknown=states[State.UNKNOWN],
        unanswered=states[State.NONE],
        not_applicable=states[State.NOT_APPLICABLE],
    )
