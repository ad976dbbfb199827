"""What may be told of people who were counted together: nothing of fewer than a handful, nor by subtraction."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

THRESHOLD = 5

Cell = TypeVar("Cell")
Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class Disclosure(Generic[Cell, Group]):
    """The counts that may be told: all the people together (empty when nothing may), and some of their groups.

    `counted` are the groups that stand in the whole; `hidden`, those of them that are not told apart.
    """

    whole: dict[Cell, int] = field(default_factory=dict)
    groups: dict[Group, dict[Cell, int]] = field(default_factory=dict)
    counted: frozenset[Group] = frozenset()

    @property
    def hidden(self) -> frozenset[Group]:
        """Return the groups that stand in the whole only."""
        return self.counted - self.groups.keys()


def disclose(
    counts: Mapping[Group, Mapping[Cell, int]],
    *,
    known: Collection[Group] = (),
    twice: Mapping[Group, int] | None = None,
    threshold: int = THRESHOLD,
) -> Disclosure[Cell, Group]:
    """Return what may be told of counts by group and cell: no set of 1 to `threshold` − 1 people can be told apart.

    Groups under the threshold stand in the whole only; then the smallest of those still shown follows them, until what
    remains of the whole once they are taken out is nobody, or enough people. `known` groups are those whose counts
    somebody has seen already: taken out of the whole, they must leave nobody, or enough people, too. `twice` is how
    many of a group may have been counted twice: so many fewer people stand behind its counts.
    """
    sizes = {group: sum(cells.values()) for group, cells in counts.items()}
    present = {group for group, size in sizes.items() if size}
    sizes |= {group: max(0, sizes[group] - doubt) for group, doubt in (twice or {}).items() if group in sizes}
    secret = present.difference(known)
    if not _enough(secret, sizes, threshold):
        present -= secret
        secret = set()
    if not present or not _enough(present, sizes, threshold):
        return Disclosure()
    shown = {group for group in present if sizes[group] >= threshold}
    while not (_enough(present - shown, sizes, threshold) and _enough(secret - shown, sizes, threshold)):
        shown.remove(min(shown & secret or shown, key=lambda group: (sizes[group], str(group))))
    return Disclosure(
        whole=_sum(counts[group] for group in present),
        groups={group: dict(cells) for group, cells in counts.items() if group in shown},
        counted=frozenset(present),
    )


def _enough(groups: Collection[Group], sizes: Mapping[Group, int], threshold: int) -> bool:
    """Say whether these groups hold nobody, or enough people to be told together."""
    return not groups or sum(sizes[group] for group in groups) >= threshold


def _sum(counts: Iterable[Mapping[Cell, int]]) -> dict[Cell, int]:
    total: Counter[Cell] = Counter()
    for cells in counts:
        total.update(cells)
    return dict(total)
