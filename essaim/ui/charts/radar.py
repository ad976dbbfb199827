"""The radar, for those who expect it: an axis a theme, a break where nothing is known, a second year if any."""

from dataclasses import dataclass
from itertools import groupby
from math import cos, pi, sin
from typing import Final

from django.utils.safestring import SafeString

from essaim.ui.charts import svg

WIDTH: Final = 340
HEIGHT: Final = 262
REACH: Final = 88
RINGS: Final = 4
SIZE: Final = 11.5
LETTER: Final = 6.3


@dataclass(frozen=True)
class RadarAxis:
    """An axis with its value from 0 to the top, and another one to compare with; None is unknown, not zero."""

    label: str
    value: float | None
    other: float | None = None


@dataclass(frozen=True)
class Radar:
    """Three axes at least; below, draw bars."""

    title: str
    description: str
    axes: tuple[RadarAxis, ...]
    top: float = 100
    ident: str = "radar"


def draw(radar: Radar) -> SafeString:
    """Return the radar, readable from 320 pixels wide."""
    count = len(radar.axes)
    rings = [
        svg.element("path", css="drawing-line", d=svg.path(_at(place / count, ring / RINGS) for place in range(count)))
        for ring in range(1, RINGS + 1)
    ]
    spokes = [
        svg.element("path", css="drawing-line", d=svg.path([_at(0, 0), _at(place / count, 1)], closed=False))
        for place in range(count)
    ]
    labels = [line for place, axis in enumerate(radar.axes) for line in _label(axis.label, place / count)]
    others = _series([axis.other for axis in radar.axes], radar.top, "radar-other", "radar-point-other")
    values = _series([axis.value for axis in radar.axes], radar.top, "radar-area", "radar-point")
    parts = [*rings, *spokes, *others, *values, *labels]
    return svg.drawing(radar.ident, radar.title, radar.description, (WIDTH, HEIGHT), parts)


def _series(values: list[float | None], top: float, line: str, point: str) -> list[SafeString]:
    """Return one series: a closed shape when all is known, else the stretches that are."""
    known = [None if value is None else _at(place / len(values), value / top) for place, value in enumerate(values)]
    points = [place for place in known if place]
    if len(points) == len(known):
        shapes = [svg.element("path", css=line, d=svg.path(points))]
    else:
        shapes = [svg.element("path", css=f"{line} radar-open", d=svg.path(run, closed=False)) for run in _runs(known)]
    return [*shapes, *(svg.element("circle", css=point, cx=x, cy=y, r=4) for x, y in points)]


def _runs(known: list[svg.Point | None]) -> list[list[svg.Point]]:
    """Return the stretches between two gaps, the one that passes the top included."""
    gap = known.index(None)
    turned = [*known[gap:], *known[:gap]]
    runs = [[place for place in run if place] for there, run in groupby(turned, key=bool) if there]
    return [run for run in runs if len(run) > 1]


def _at(turn: float, reach: float) -> svg.Point:
    angle = 2 * pi * turn
    return WIDTH / 2 + sin(angle) * reach * REACH, HEIGHT / 2 - cos(angle) * reach * REACH


def _label(label: str, turn: float) -> list[SafeString]:
    """Return the label outside its axis, pushed back where it would leave the drawing."""
    x, y = _at(turn, 1.13)
    side = sin(2 * pi * turn)
    css = "start" if side > 0.2 else "end" if side < -0.2 else ""
    words = svg.lines(label, width=11, most=2)
    length = max(map(len, words)) * LETTER
    x = min(x, WIDTH - length) if css == "start" else max(x, length) if css == "end" else x
    top = y + 4 - SIZE * (len(words) - 1) * (1 + cos(2 * pi * turn)) / 2
    return [svg.text(line, x, top + SIZE * place, size=SIZE, css=css) for place, line in enumerate(words)]
