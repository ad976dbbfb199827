"""The priority matrix: how far (from left to right) by how much it matters (from top to bottom)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from essaim.ui.charts import svg

WIDTH: Final = 340
MARGIN: Final = 62
HEAD: Final = 34
LINE: Final = 19
LEAST: Final = 2


@dataclass(frozen=True)
class MatrixPoint:
    """A point by its short code, in a column and a row counted from 0; `first` ones are to look at first."""

    code: str
    title: str
    column: int
    row: int
    first: bool = False


@dataclass(frozen=True)
class PriorityMatrix:
    """The columns and the rows by their labels, most important row first."""

    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    points: tuple[MatrixPoint, ...]
    ident: str = "matrix"


def draw(matrix: PriorityMatrix) -> SafeString:
    """Return the matrix, readable from 320 pixels wide: a row is as high as its fullest cell."""
    placed: dict[tuple[int, int], list[MatrixPoint]] = defaultdict(list)
    for point in matrix.points:
        placed[point.column, point.row].append(point)
    width = (WIDTH - MARGIN) / len(matrix.columns)
    parts = [
        svg.text(line, MARGIN + width * (column + 0.5), 10 + 10 * place, size=9.5, css="light")
        for column, label in enumerate(matrix.columns)
        for place, line in enumerate(svg.lines(label, width=10))
    ]
    top = float(HEAD)
    for row, label in enumerate(matrix.rows):
        fullest = max(len(placed[column, row]) for column in range(len(matrix.columns)))
        height = 10 + LINE * max(LEAST, fullest)
        parts.append(svg.text(label, MARGIN - 6, top + height / 2 + 4, size=11, css="end"))
        for column in range(len(matrix.columns)):
            parts += _cell(placed[column, row], MARGIN + column * width, top, (width, height))
        top += height
    return svg.drawing(matrix.ident, matrix.title, matrix.description, (WIDTH, top + 2), parts)


def _cell(points: list[MatrixPoint], x: float, y: float, size: tuple[float, float]) -> Iterator[SafeString]:
    width, height = size
    first = any(point.first for point in points)
    css = "matrix-first" if first else "matrix-cell"
    yield svg.element("rect", css=css, x=x + 1, y=y + 1, width=width - 2, height=height - 2, rx=4)
    start = y + (height - LINE * len(points)) / 2
    for place, point in enumerate(points):
        middle = start + LINE * (place + 0.5)
        title = svg.element("title", f"{point.code} {point.title}")
        css = "matrix-plate"
        yield svg.element("rect", title, css=css, x=x + 5, y=middle - 8, width=width - 10, height=16, rx=4)
        yield svg.text(point.code, x + width / 2, middle + 3.8, size=11)
