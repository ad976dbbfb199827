"""The swarm: a cell a person, heaped where they stand, told by their number, the steps in each cell, and the place."""

from collections.abc import Iterator
from math import ceil
from typing import Final, Literal

from django.utils.safestring import SafeString

from essaim.ui.charts import hexagons, svg

Kind = Literal[0, 1, 2, 3, 4, "planned", "unknown", "not_concerned"]

RADIUS: Final = 10
ABREAST: Final = 3
PAIR: Final = 2 * ABREAST - 1  # two rows, one nested in the other
MOST_CELLS: Final = 35
REACH: Final = (0.0, 0.46, 0.65, 0.82, 0.98)
FROM_THE_MIDDLE: Final = (1, 0, 2)
MARKS: Final[dict[Kind, str]] = {"planned": "comb-planned", "not_concerned": "comb-out"}


def people_a_cell(largest: int) -> int:
    """Return how many people a cell stands for, where the largest heap holds so many."""
    return max(1, ceil(largest / MOST_CELLS))


def heap(count: int, kind: Kind, *, largest: int) -> SafeString:
    """Return the people who stand at one place; `largest` is the largest heap beside it, so that all stand level.

    The words stand beside it in the page: hidden from screen readers, it only shows them.
    """
    each = people_a_cell(largest)
    rows = _row_of(ceil(largest / each) - 1) + 1 if largest else 1
    height = RADIUS * (1.5 * rows + 0.5)
    cells = [_cell(*place, height, kind) for place in _places(ceil(count / each))]
    size = f"0 0 {svg.number(ABREAST * hexagons.WIDTH * RADIUS)} {svg.number(height)}"
    return svg.element("svg", *cells, css="heap", viewBox=size, aria_hidden="true", focusable="false")


def _row_of(order: int) -> int:
    pairs, rest = divmod(order, PAIR)
    return 2 * pairs + (rest >= ABREAST)


def _places(count: int) -> Iterator[tuple[float, int]]:
    """Yield the column, from the left, and the row, from the ground, of each cell: two stand side by side."""
    if count == 2:
        yield from ((0.5, 0), (1.5, 0))
        return
    for order in range(count):
        rest = order % PAIR
        yield (FROM_THE_MIDDLE[rest] if rest < ABREAST else rest - ABREAST + 0.5), _row_of(order)


def _cell(column: float, row: int, height: float, kind: Kind) -> SafeString:
    x, y = (column + 0.5) * hexagons.WIDTH * RADIUS, height - RADIUS * (1 + 1.5 * row)
    if kind == "not_concerned":
        return _ring(x, y, 0.86, MARKS[kind])
    rings = [_ring(x, y, 0.94, "cell-rim")]
    if kind == "unknown":
        rings.append(svg.text("?", x, y + 4.6, size=13))
    elif kind == "planned":
        rings.append(_ring(x, y, 0.5, MARKS[kind]))
    else:
        rings += [_ring(x, y, 0.94 * REACH[step], f"cell-step cell-step-{step}") for step in range(kind, 0, -1)]
    return svg.element("g", *rings)


def _ring(x: float, y: float, scale: float, css: str) -> SafeString:
    corners = ((x + dx * scale * RADIUS, y + dy * scale * RADIUS) for dx, dy in hexagons.CORNERS)
    return svg.element("path", css=css, d=svg.path(corners))
