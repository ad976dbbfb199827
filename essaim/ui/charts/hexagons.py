"""The geometry of a comb: a cell standing on a point, cut from its middle into parts of equal area, set in rows."""

from math import cos, pi, sin, sqrt

from essaim.ui.charts.svg import Point

SIDES = 6
CORNERS = [(sin(pi / 3 * side), -cos(pi / 3 * side)) for side in range(SIDES)]
WIDTH = sqrt(3)

ROWS = {
    1: [1], 2: [2], 3: [1, 2], 4: [1, 2, 1], 5: [2, 3], 6: [1, 2, 3],
    7: [2, 3, 2], 8: [3, 2, 3], 9: [1, 2, 3, 2, 1], 10: [3, 2, 3, 2], 11: [3, 2, 3, 2, 1], 12: [2, 3, 2, 3, 2],
}  # fmt: skip


def at(turn: float, scale: float = 1) -> Point:
    """Return the point of the rim after this many sides, from the top corner, clockwise."""
    side, along = int(turn) % SIDES, turn - int(turn)
    (x, y), (next_x, next_y) = CORNERS[side], CORNERS[(side + 1) % SIDES]
    return (x + (next_x - x) * along) * scale, (y + (next_y - y) * along) * scale


def rim(start: float, end: float, scale: float = 1) -> list[Point]:
    """Return the points of the rim from a turn to another, the corners on the way included."""
    corners = [float(turn) for turn in range(int(start) + 1, SIDES + 1) if start < turn < end]
    return [at(turn, scale) for turn in (start, *corners, end)]


def part(start: float, end: float, inner: float, outer: float) -> list[Point]:
    """Return the part of the cell between two turns and two distances from its middle (shares of the radius)."""
    return [*rim(start, end, outer), *reversed(rim(start, end, inner))]


def centres(count: int) -> tuple[list[Point], Point]:
    """Return the centres of a comb of cells of radius 1, with the width and the height of the whole."""
    rows = ROWS[count]
    widest = max(rows)
    found = [
        (((widest - row) / 2 + column + 0.5) * WIDTH, 1 + 1.5 * line)
        for line, row in enumerate(rows)
        for column in range(row)
    ]
    return found, (widest * WIDTH, 1.5 * len(rows) + 0.5)
