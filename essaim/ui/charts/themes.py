"""What a comb shows: themes made of parts, each with a level or the reason why it has none."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final, Literal

State = Literal["answered", "planned", "unknown", "unanswered", "not_concerned"]
STEPS: Final = 4


@dataclass(frozen=True)
class CombCell:
    """A part of a theme: its level out of `top`, or why it has none, in `words`; `share` is its part of the room."""

    code: str
    title: str
    state: State
    level: int | None = None
    top: int = STEPS
    crucial: bool = False
    words: str = ""
    share: int = 1


@dataclass(frozen=True)
class CombTheme:
    """A theme: a short code for its middle, its title, its parts; paler when it is not looked at this year."""

    code: str
    title: str
    cells: tuple[CombCell, ...]
    this_year: bool = True


def spread(theme: CombTheme) -> CombTheme:
    """Return the theme with the parts of the same level drawn as one, as large as they are many."""
    counted = Counter((cell.state, cell.level, cell.top, cell.words) for cell in theme.cells)
    cells = [
        CombCell(str(count), words, state, level, top, words=words, share=count)
        for (state, level, top, words), count in sorted(counted.items(), key=lambda item: str(item[0]))
    ]
    return replace(theme, cells=tuple(cells))
