"""The few words of SVG our drawings are written in: no inline style, no script, a title and a description always."""

from collections.abc import Iterable
from html import escape

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Point = tuple[float, float]


def element(name: str, *children: str, css: str = "", **attributes: str | float) -> SafeString:
    """Return an element; text among the children is escaped, `stroke_width` is written `stroke-width`."""
    given: dict[str, str | float] = {"class": css, **attributes} if css else attributes
    written = "".join(f' {key.replace("_", "-")}="{escape(number(value))}"' for key, value in given.items())
    inside = "".join(map(conditional_escape, children))
    return SafeString(f"<{name}{written}>{inside}</{name}>")  # every part of it was escaped just above


def number(value: str | float) -> str:
    """Return a coordinate to a tenth of a unit: no eye sees further, and the page stays light."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def path(points: Iterable[Point], *, closed: bool = True) -> str:
    """Return the `d` of a line through these points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if closed else "")


def text(content: str, x: float, y: float, *, size: float, css: str = "") -> SafeString:
    """Return a text standing on y, centred on x unless its class says otherwise."""
    return element("text", content, css=css, x=x, y=y, font_size=size)


def lines(content: str, *, width: int, most: int = 3) -> list[str]:
    """Break a label into lines of about `width` characters; what is past the last line becomes an ellipsis."""
    broken = [""]
    for word in content.split():
        if broken[-1] and len(broken[-1]) + len(word) >= width:
            broken.append(word)
        else:
            broken[-1] = f"{broken[-1]} {word}".strip()
    return broken if len(broken) <= most else [*broken[: most - 1], f"{broken[most - 1]}…"]


def hatch(ident: str) -> SafeString:
    """Return the definition of the hatching that means: nothing said yet."""
    line = element("path", css="comb-hatch", d="M0 0V5")
    pattern = element(
        "pattern", line, id=ident, width=5, height=5, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )
    return element("defs", pattern)


def drawing(
    ident: str, title: str, description: str, size: Point, parts: Iterable[str], *, css: str = ""
) -> SafeString:
    """Return the whole drawing; `ident` must be its own on the page."""
    return element(
        "svg",
        element("title", title, id=f"{ident}-title"),
        element("desc", description, id=f"{ident}-desc"),
        *parts,
        css=f"drawing {css}".strip(),
        viewBox=f"0 0 {number(size[0])} {number(size[1])}",
        role="img",
        aria_labelledby=f"{ident}-title {ident}-desc",
    )
