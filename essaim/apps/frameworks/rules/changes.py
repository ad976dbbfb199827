"""What is not the same any more between two lists of facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from essaim.apps.frameworks.enums import Answer, Direction, Rewording

from .facts import Facts, Said
from .parts import Text
from .words import in_common


@dataclass(frozen=True, slots=True)
class Change:
    """Words that are not the same any more, before and after; `level` is its value where they tell one.

    `name` says which one is meant where there are several; `states` holds what a choice tells, rather than words.
    """

    part: Rewording
    before: Text | None
    after: Text | None
    level: int | None = None
    name: Text | None = None
    states: tuple[Answer | Direction | None, Answer | Direction | None] = (None, None)

    @property
    def label(self) -> str:
        """Return what the words are of."""
        return str(self.part.label) % {"level": self.level}


def between(before: Facts, after: Facts) -> Iterator[Change]:
    """Yield each fact that is not the same, in the order of the facts; lists are told item by item."""
    for facet in sorted({**before, **after}, key=_place):
        part, name = facet
        was, now = before.get(facet), after.get(facet)
        level, named = (name, None) if isinstance(name, int) else (None, name)
        for left, right in _pairs(was, now):
            if isinstance(left, Text) or isinstance(right, Text):
                yield Change(part, _words(left), _words(right), level, named)
            else:
                yield Change(part, None, None, level, named, (_state(left), _state(right)))


PARTS = list(Rewording)


def _place(facet: tuple[Rewording, object]) -> tuple[int, int]:
    part, name = facet
    return PARTS.index(part), name if isinstance(name, int) else 0


def _pairs(was: Said, now: Said) -> Iterator[tuple[Said, Said]]:
    """Yield what changed, before and after; items of lists meet those that took their place."""
    if was == now or (not was and not now):
        return
    if not isinstance(was, tuple) and not isinstance(now, tuple):
        yield was, now
        return
    left, right = (one if isinstance(one, tuple) else () for one in (was, now))
    low = first = 0
    for high, last in [*in_common(left, right), (len(left), len(right))]:
        yield from zip_longest(left[low:high], right[first:last])
        low, first = high + 1, last + 1


def _words(said: Said) -> Text | None:
    return said if isinstance(said, Text) else None


def _state(said: Said) -> Answer | Direction | None:
    return said if isinstance(said, Answer | Direction) else None
