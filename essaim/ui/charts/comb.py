"""The comb, our signature drawing: a cell a theme, set as bees do."""

from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from essaim.ui.charts import cells, hexagons, svg, themes
from essaim.ui.charts.themes import CombCell, CombTheme, State

__all__ = ["Comb", "CombCell", "CombTheme", "State", "draw", "draw_one"]

PITCH: Final = 60
MARGIN: Final = 4
MOST_PARTS: Final = 60
MOST_PARTS_OF_ONE: Final = 20
NARROWEST: Final = 320


@dataclass(frozen=True)
class Comb:
    """From 1 to 12 themes; past sixty parts in all, each theme shows how its levels are spread."""

    title: str
    description: str
    themes: tuple[CombTheme, ...]
    ident: str = "comb"


def draw(comb: Comb) -> SafeString:
    """Return the comb, readable from 320 pixels wide."""
    centres, (width, height) = hexagons.centres(len(comb.themes))
    many = sum(len(theme.cells) for theme in comb.themes) > MOST_PARTS
    room = max(NARROWEST, width * PITCH + 2 * MARGIN)
    left = (room - width * PITCH) / 2
    drawn = [
        svg.element("g", cells.draw(themes.spread(theme) if many else theme, comb.ident, plates=True), transform=move)
        for theme, move in (
            (theme, f"translate({svg.number(x * PITCH + left)} {svg.number(y * PITCH + MARGIN)})")
            for theme, (x, y) in zip(comb.themes, centres, strict=True)
        )
    ]
    size = (room, height * PITCH + 2 * MARGIN)
    return svg.drawing(comb.ident, comb.title, comb.description, size, [svg.hatch(f"{comb.ident}-hatch"), *drawn])


def draw_one(theme: CombTheme, *, title: str, description: str = "", ident: str) -> SafeString:
    """Return one theme as a small cell without words: how far it is; past twenty parts, their spread."""
    theme = themes.spread(theme) if len(theme.cells) > MOST_PARTS_OF_ONE else theme
    cell = svg.element("g", cells.draw(theme, ident, plates=False), transform=f"translate({PITCH} {PITCH})")
    return svg.drawing(ident, title, description, (2 * PITCH, 2 * PITCH), [svg.hatch(f"{ident}-hatch"), cell])
