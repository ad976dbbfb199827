"""Our icons: lines of one weight on a grid of 24, drawn where they stand."""

from typing import Final

from django.utils.safestring import SafeString, mark_safe

PATHS: Final = {
    "alert": "M12 3.5 21.5 20h-19zM12 10v4.5M12 17.3v.2",
    "arrow-down": "M12 5v14M6 13l6 6 6-6",
    "arrow-left": "M19 12H5M11 6l-6 6 6 6",
    "arrow-right": "M5 12h14M13 6l6 6-6 6",
    "arrow-up": "M12 19V5M6 11l6-6 6 6",
    "calendar": "M4 6.5h16v13H4zM4 11h16M8.5 3.5v5M15.5 3.5v5",
    "check": "M5 12.5l4.8 5L19 7",
    "chevron": "M9 6l6 6-6 6",
    "close": "M6 6l12 12M18 6 6 18",
    "document": "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12.5h6M9 16h6",
    "download": "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
    "edit": "M4.5 19.5l.8-4L16 4.8l3.2 3.2L8.5 18.7zM13.8 7l3.2 3.2",
    "external": "M13.5 4.5h6v6M19.5 4.5l-9 9M16.5 14v5.5h-12v-12H10",
    "help": "M9.2 9a2.9 2.9 0 1 1 4.3 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.3v.2M12 3a9 9 0 1 0 .01 0",
    "hexagon": "M12 2.8l8 4.6v9.2l-8 4.6-8-4.6V7.4z",
    "info": "M12 11v6M12 7.3v.2M12 3a9 9 0 1 0 .01 0",
    "key": "M15 4.5a4.5 4.5 0 1 0 .01 0M11.5 12.2 4 19.7M6.5 17.2l2.3 2.3",
    "language": "M12 3a9 9 0 1 0 .01 0M3.3 12h17.4M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
    "leave": "M10.5 4H5v16h5.5M10 12h10M16 8l4 4-4 4",
    "mail": "M3.5 6h17v12.5h-17zM3.5 7l8.5 6.5L20.5 7",
    "people": "M9 5a3.2 3.2 0 1 0 .01 0M2.8 19c.3-4 2.8-6 6.2-6s5.9 2 6.2 6M15.5 5.3a3.2 3.2 0 0 1 0 6"
    "M17.3 13.4c2.4.6 3.7 2.5 3.9 5.6",
    "person": "M12 4.2a3.6 3.6 0 1 0 .01 0M4.8 20c.4-4.4 3.2-6.6 7.2-6.6s6.8 2.2 7.2 6.6",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V4h10v5M7 16H4V9h16v7h-3M7 13.5h10V20H7z",
    "search": "M10.5 4a6.5 6.5 0 1 0 .01 0M15.3 15.3 20.5 20.5",
    "sun": "M12 8a4 4 0 1 0 .01 0M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4"
    "M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
    "trash": "M4.5 7h15M9 7V4h6v3M6.5 7l.8 13h9.4l.8-13M10 11v5.5M14 11v5.5",
}
REACH: Final = (0.0, 0.4, 0.6, 0.79, 0.98)
_HATCH: Final = '<path class="cell-hatch" d="M5 17 17 5M8 20 20 8"/>'
_CRUCIAL: Final = '<path class="cell-crucial" d="M12 4.2l6.8 3.9v7.8"/>'


def draw(name: str) -> SafeString:
    """Return the icon; it takes the colour and the size of the text around it."""
    return _svg("icon", f'<path d="{PATHS[name]}"/>')


def hexagon(kind: int | str | None) -> SafeString:
    """Return a small cell of the comb: a level (0 to 4), `planned`, `not_concerned`, `crucial`; else hatched."""
    rim = f'<path class="cell-rim" d="{_ring(1)}"/>'
    if isinstance(kind, int):
        steps = [f'<path class="cell-step cell-step-{n}" d="{_ring(REACH[n])}"/>' for n in range(kind, 0, -1)]
        return _svg("cell", rim + "".join(steps))
    if kind == "not_concerned":
        return _svg("cell", f'<path class="comb-out" d="{_ring(1)}"/>')
    inside = {"planned": f'<path class="comb-planned" d="{_ring(0.55)}"/>', "crucial": _CRUCIAL}
    return _svg("cell", rim + inside.get(kind or "", _HATCH))


def _ring(scale: float) -> str:
    corners = [(0, -10), (8.66, -5), (8.66, 5), (0, 10), (-8.66, 5), (-8.66, -5)]
    return "M" + "L".join(f"{12 + x * scale:.1f} {12 + y * scale:.1f}" for x, y in corners) + "Z"


def _svg(kind: str, inside: str) -> SafeString:
    return mark_safe(  # noqa: S308 (only numbers and constants of this file)
        f'<svg class="{kind}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{inside}</svg>'
    )
