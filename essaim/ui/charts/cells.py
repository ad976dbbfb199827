"""One cell of the comb: a theme cut into its parts, each filled from the middle, step by step, by its level."""

from collections.abc import Iterator
from typing import Final

from django.utils.safestring import SafeString

from essaim.ui.charts import hexagons, svg
from essaim.ui.charts.themes import STEPS, CombCell, CombTheme, State

__all__ = ["State", "draw"]

RADIUS: Final = 57.5
CORE: Final = 0.36
MARKS: Final[dict[State, str]] = {
    "planned": "0",
    "unknown": "?",
    "unanswered": "",
    "not_concerned": "–",
    "answered": "",
}


def draw(theme: CombTheme, ident: str, *, plates: bool) -> SafeString:
    """Return the cell around the origin; with plates, the code and the levels are written too."""
    places = list(_places(theme.cells))
    shapes = [shape for place in places for shape in _part(*place, ident)]
    petals = svg.element("g", *shapes, css="" if theme.this_year else "comb-later")
    if not plates:
        return petals
    core = svg.element("path", css="comb-core", d=_outline(0, hexagons.SIDES, 0, CORE))
    size = 13 if len(theme.code) <= 3 else 10
    code = svg.text(theme.code, 0, size * 0.36, size=size, css="comb-code")
    marks = [shape for place in places for shape in _plate(*place)]
    return svg.element("g", svg.element("title", theme.title), petals, *marks, core, code)


def _places(cells: tuple[CombCell, ...]) -> Iterator[tuple[CombCell, float, float]]:
    whole, start = sum(cell.share for cell in cells), 0.0
    for cell in cells:
        end = start + hexagons.SIDES * cell.share / whole
        yield cell, start, end
        start = end


def _part(cell: CombCell, start: float, end: float, ident: str) -> Iterator[SafeString]:
    said = svg.element("title", " ".join(filter(None, (cell.code, cell.title, "·" if cell.words else "", cell.words))))
    whole = _outline(start, end, CORE, 1)
    if cell.state == "not_concerned":
        yield svg.element("path", said, css="comb-out", d=_outline(start, end, CORE + 0.06, 0.94))
    else:
        yield svg.element("path", said, css="comb-empty", d=whole)
    if cell.state in ("unanswered", "unknown"):
        yield svg.element("path", d=whole, fill=f"url(#{ident}-hatch)")
    if cell.state == "planned":
        yield svg.element("path", css="comb-planned", d=_outline(start, end, CORE, CORE + (1 - CORE) / STEPS))
    for step in range(1, _steps(cell) + 1):
        inner, outer = (CORE + (1 - CORE) * edge / STEPS for edge in (step - 1, step))
        yield svg.element("path", css=f"comb-step comb-step-{step}", d=_outline(start, end, inner, outer))
    if cell.crucial:
        yield svg.element("path", css="comb-crucial", d=_line(hexagons.rim(start + 0.04, end - 0.04, 0.965)))


def _steps(cell: CombCell) -> int:
    """Return how many of the four steps are filled: another scale is brought to four by proportion."""
    return 0 if cell.level is None else (2 * STEPS * cell.level + cell.top) // (2 * cell.top)


def _plate(cell: CombCell, start: float, end: float) -> Iterator[SafeString]:
    mark = str(cell.level) if cell.state == "answered" else MARKS[cell.state]
    x, y = hexagons.at((start + end) / 2, 0.74 * RADIUS)
    if mark:
        yield svg.element("circle", css="comb-plate", cx=x, cy=y, r=8.5)
        yield svg.text(mark, x, y + 4.2, size=12)


def _outline(start: float, end: float, inner: float, outer: float) -> str:
    if end - start < hexagons.SIDES:
        return svg.path((x * RADIUS, y * RADIUS) for x, y in hexagons.part(start, end, inner, outer))
    rings = (hexagons.rim(start, end, outer), hexagons.rim(end, start, inner) if inner else [])
    return "".join(svg.path((x * RADIUS, y * RADIUS) for x, y in ring) for ring in rings if ring)


def _line(points: list[svg.Point]) -> str:
    return svg.path(((x * RADIUS, y * RADIUS) for x, y in points), closed=False)
