"""The radar, for those who expect it: an axis a theme, a break where nothing is known, a second year if any."""

from dataclasses import dataclass
from itertools import groupby
from math import cos, pi, sin
from typing import Final

from django.utils.safestring import SafeString

from essaim.ui.charts import svg

WIDTH: Final = 340
HEIGHT: Final = 310
REACH: Final = 96
RINGS: Final = 4


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
        shapes = [svg.path(points)]
    else:
        stretches = [list(run) for there, run in groupby(known, key=bool) if there]
        shapes = [svg.path([place for place in run if place], closed=False) for run in stretches if len(run) > 1]
    fill = {} if len(points) == len(known) else {"fill_opacity": "0"}
    return [
        *(svg.element("path", css=line, d=shape, **fill) for shape in shapes),
        *(svg.element("circle", css=point, cx=x, cy=y, r=4) for x, y in points),
    ]


def _at(turn: float, reach: float) -> svg.Point:
    angle = 2 * pi * turn
    return WIDTH / 2 + sin(angle) * reach * REACH, HEIGHT / 2 - cos(angle) * reach * REACH


def _label(label: str, turn: float) -> list[SafeString]:
    x, y = _at(turn, 1.14)
    side = sin(2 * pi * turn)
    css = "start" if side > 0.2 else "end" if side < -0.2 else ""
    words = svg.lines(label, width=11, most=2)
    top = y + 4 - 12 * (len(words) - 1) * (1 + cos(2 * pi * turn)) / 2
    return [svg.text(line, x, top + 12 * place, size=11, css=css) for place, line in enumerate(words)]
