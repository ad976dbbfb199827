"""What answers touch in other references: a link says a subject was looked at, never that it is well done."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from essaim.apps.frameworks.rules import Framework, Target

from .criteria import CriterionResult


@dataclass(frozen=True, slots=True)
class Touched:
    """One entry of a reference and the answered criteria that touch it, in the framework's order."""

    code: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """The counted entries of a reference that answers touch, out of `total`: "n of 37" for ISO 26000."""

    issues: tuple[Touched, ...]
    total: int

    @property
    def covered(self) -> int:
        """Return how many counted entries at least one answered criterion touches, whatever its level."""
        return len(self.issues)


@dataclass(frozen=True, slots=True)
class Confidence:
    """How many of the levels from 3 up are backed by a document, and how many are declared; never in a score."""

    documented: int
    declared: int


def links(
    framework: Framework, criteria: Iterable[CriterionResult], targets: Collection[Target]
) -> Mapping[str, Links]:
    """Return, by reference code, the entries answered criteria touch, in the reference's own order."""
    answered = [framework.criterion(one.code) for one in criteria if one.score is not None]
    touching: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for one in answered:
        for link in one.mappings:
            touching[link.target, link.code][one.code] = None
    return {
        target.code: Links(
            issues=tuple(
                Touched(entry.code, tuple(touching[target.code, entry.code]))
                for entry in target.counted
                if (target.code, entry.code) in touching
            ),
            total=len(target.counted),
        )
        for target in targets
    }


def confidence(criteria: Iterable[CriterionResult]) -> Confidence:
    """Count the documented and the declared among levels of 3 and more."""
    established = [one.is_documented for one in criteria if one.is_established]
    return Confidence(documented=sum(established), declared=len(established) - sum(established))
