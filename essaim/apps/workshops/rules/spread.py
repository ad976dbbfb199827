"""How far apart people stand: the mean distance between two of them, as a share of the scale, whatever its levels.

"Not yet, but planned" stands at the bottom of the scale, as in the score; "don't know" and "not for us" stand nowhere.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.rules import Scale

Cells = Mapping[str, int]


def spread(cells: Cells, scale: Scale) -> Fraction | None:
    """Return the mean distance between two people who gave a level, 0–1; 0 with one of them, None without."""
    stands = sorted(_stands(cells, scale))
    people = sum(count for _, count in stands)
    if people < 2:
        return Fraction() if people else None
    apart, below = Fraction(), 0
    for (share, count), (further, _) in pairwise(stands):
        below += count
        apart += (further - share) * below * (people - below)
    return apart / Fraction(people * (people - 1), 2)


def levels_said(cells: Cells, scale: Scale) -> tuple[int, ...]:
    """Return the levels that somebody said, from the lowest."""
    said = {share for share, _ in _stands(cells, scale)}
    return tuple(anchor.value for anchor in scale.anchors if scale.share(anchor.value) in said)


def are_close(cells: Cells, scale: Scale) -> bool:
    """Say whether those who gave a level stand within one level, and outnumber those who gave none.

    Somebody who says that the practice is not for us has something to tell, whatever the others said.
    """
    said = levels_said(cells, scale)
    places = [place for place, anchor in enumerate(scale.anchors) if anchor.value in said]
    levelled = sum(count for _, count in _stands(cells, scale))
    others = sum(cells.values()) - levelled
    is_for_us = not cells.get(State.NOT_APPLICABLE)
    return bool(places) and places[-1] - places[0] <= 1 and levelled > others and is_for_us


def are_apart(cells: Cells, scale: Scale) -> bool:
    """Say whether people told something and do not stand within one level: what is agreed on then wants its reason."""
    return bool(cells) and not are_close(cells, scale)


def _stands(cells: Cells, scale: Scale) -> Iterator[tuple[Fraction, int]]:
    """Yield where people stand on the scale, 0–1, and how many stand there; a place may come twice."""
    for anchor in scale.anchors:
        if count := cells.get(str(anchor.value)):
            yield scale.share(anchor.value), count
    if count := cells.get(State.PLANNED):
        yield Fraction(), count
