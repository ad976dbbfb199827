"""The result in words: how many practices stand at each level, and what was not said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.rules import Scale, Text

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
    """Counts of criteria: levels from the highest to the lowest of each scale in use, `planned` apart from level 0."""

    levels: tuple[LevelCount, ...]
    planned: int
    unknown: int
    unanswered: int
    not_applicable: int


def distribution(criteria: Iterable[CriterionResult], scales: Iterable[Scale]) -> Distribution:
    """Count criteria by level of their own scale, in the order of `scales`, and by state for those that bear none."""
    everything = tuple(criteria)
    in_use = {one.scale.code for one in everything if one.is_applicable}
    levels = Counter((one.scale.code, one.level) for one in everything)
    states = Counter(one.state for one in everything)
    return Distribution(
        levels=tuple(
            LevelCount(scale.code, anchor.value, anchor.label, levels[scale.code, anchor.value])
            for scale in scales
            if scale.code in in_use
            for anchor in reversed(scale.anchors)
        ),
        planned=states[State.PLANNED],
        unknown=states[State.UNKNOWN],
        unanswered=states[State.NONE],
        not_applicable=states[State.NOT_APPLICABLE],
    )
