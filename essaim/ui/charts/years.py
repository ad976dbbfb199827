"""Years: what each part became from one year to the next, a small drawing a theme, levels in words on the axis."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.safestring import SafeString

from essaim.ui.charts import svg

WIDTH: Final = 340
LEFT: Final = 108
RIGHT: Final = 318
TOP: Final = 34
STEP: Final = 30
STEPS: Final = 4
DOT: Final = 9
MOST_LABELS: Final = 4

Track = tuple[int | None, ...]


@dataclass(frozen=True)
class Mark:
    """A numbered event: between which years, as a place on their axis (0 is the first year, 0.5 half-way)."""

    number: int
    place: float


@dataclass(frozen=True)
class Years:
    """Parts followed through two years or more: a level 0–4 a year, None where there is none.

    `steps` are the levels in words, from the lowest; an empty one is not written.
    """

    title: str
    description: str
    years: tuple[str, ...]
    steps: tuple[str, ...]
    tracks: tuple[Track, ...]
    marks: tuple[Mark, ...] = ()
    ident: str = "years"


def draw(years: Years) -> SafeString:
    """Return the drawing, readable from 320 pixels wide; a year without any level is hatched from top to bottom."""
    bottom = TOP + STEPS * STEP
    parts = [
        svg.hatch(f"{years.ident}-hatch"),
        *_ground(years),
        *_marks(years, bottom),
        *_ways(years),
        *_dots(years),
        *_labels(years, bottom),
    ]
    return svg.drawing(years.ident, years.title, years.description, (WIDTH, bottom + 30), parts)


def _x(years: Years, place: float) -> float:
    return LEFT + 14 + place * (RIGHT - LEFT - 14) / (len(years.years) - 1)


def _y(level: float) -> float:
    return TOP + (STEPS - level) * STEP


def _ground(years: Years) -> Iterator[SafeString]:
    for level, words in enumerate(years.steps):
        yield svg.element("path", css="drawing-line", d=svg.path([(LEFT, _y(level)), (WIDTH, _y(level))], closed=False))
        broken = svg.lines(words, width=16, most=2)
        for row, line in enumerate(broken):
            y = _y(level) + 4 + 12 * (row - (len(broken) - 1) / 2)
            yield svg.text(line, LEFT - 8, y, size=11.5, css="end light")


def _marks(years: Years, bottom: float) -> Iterator[SafeString]:
    for mark in years.marks:
        x = _x(years, mark.place)
        yield svg.element("path", css="years-mark", d=svg.path([(x, 20), (x, bottom + 8)], closed=False))
        yield svg.element("circle", css="years-number", cx=x, cy=11, r=8.5)
        yield svg.text(str(mark.number), x, 14.8, size=10.5)


def _ways(years: Years) -> Iterator[SafeString]:
    """Yield the ways from year to year, as thick as the parts that take them are many; none crosses a gap."""
    taken = Counter(
        (place, start, end)
        for track in years.tracks
        for place, (start, end) in enumerate(pairwise(track))
        if start is not None and end is not None
    )
    for (place, start, end), count in sorted(taken.items(), key=lambda item: item[0][2] - item[0][1]):
        kind = "up" if end > start else "down" if end < start else "same"
        line = [(_x(years, place), _y(start)), (_x(years, place + 1), _y(end))]
        width = min(1.5 + 1.5 * count, 2 * DOT - 4)
        yield svg.element("path", css=f"years-way years-{kind}", d=svg.path(line, closed=False), stroke_width=width)


def _dots(years: Years) -> Iterator[SafeString]:
    for place in range(len(years.years)):
        counted = Counter(track[place] for track in years.tracks if track[place] is not None)
        x = _x(years, place)
        if not counted:
            fill, height = f"url(#{years.ident}-hatch)", STEPS * STEP
            yield svg.element("rect", x=x - DOT, y=TOP, width=2 * DOT, height=height, rx=DOT, fill=fill)
        for level, count in sorted(counted.items(), key=str):
            yield svg.element("circle", css="years-dot", cx=x, cy=_y(level or 0), r=DOT if count < 100 else DOT + 4)
            yield svg.text(str(count), x, _y(level or 0) + 3.8, size=10.5)


def _labels(years: Years, bottom: float) -> Iterator[SafeString]:
    """Yield the names of the years, the last always, and no more than there is room for."""
    last = len(years.years) - 1
    every = -(-len(years.years) // MOST_LABELS)
    for place, words in enumerate(years.years):
        if (last - place) % every == 0:
            css = "" if place < last or last == 0 else "end"
            x = _x(years, place) if place < last else WIDTH
            yield svg.text(words, x, bottom + 25, size=11.5, css=css)
