"""What a meeting is worth spending on: where people agree is accepted together, the widest spread comes first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from essaim.apps.frameworks.rules import Scale

from .spread import are_close, levels_said, spread

Cells = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice of this year's grid, with what was revealed of it, if anything."""

    code: str
    scale: Scale
    cells: Cells | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A practice on the agenda: how far apart people stand, and the levels that the room chooses among.

    `levels` is one where everybody said the same, two where people stand side by side, else none.
    """

    code: str
    spread: Fraction | None
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """What may be accepted together, what is to be talked about (the widest spread first), and what is not revealed."""

    together: tuple[Item, ...]
    talk: tuple[Item, ...]
    waiting: tuple[Item, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return every practice, in the order of the meeting."""
        return tuple(item.code for items in (self.together, self.talk, self.waiting) for item in items)


def agenda(practices: Iterable[Practice]) -> Agenda:
    """Return the agenda of practices given in the framework's order, which settles ties."""
    together, talk, waiting = [], [], []
    for one in practices:
        if not one.cells:
            waiting.append(Item(one.code, None))
        elif are_close(one.cells, one.scale):
            levels = levels_said(one.cells, one.scale)
            together.append(Item(one.code, spread(one.cells, one.scale), levels))
        else:
            talk.append(Item(one.code, spread(one.cells, one.scale)))
    talk.sort(key=lambda item: Fraction(-1) if item.spread is None else item.spread, reverse=True)
    return Agenda(tuple(together), tuple(talk), tuple(waiting))
