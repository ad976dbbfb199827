"""Bars: a length a row with its words at the end, or a row cut into shares; labels above, for phones."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from django.utils.safestring import SafeString

from essaim.ui.charts import svg

WIDTH: Final = 340
ROW: Final = 46
THICK: Final = 16
LINE: Final = 15
LETTER: Final = 6.2

Kind = Literal["plain", "0", "1", "2", "3", "4", "unanswered"]


@dataclass(frozen=True)
class Segment:
    """A share of a bar: how much, of which kind (a level, or unanswered), in words."""

    value: float
    kind: Kind
    label: str


@dataclass(frozen=True)
class Bar:
    """A row: its label, the words that stand at its end (the figure with its coverage), its value or its shares."""

    label: str
    note: str
    value: float | None = None
    segments: tuple[Segment, ...] = field(default=())


@dataclass(frozen=True)
class Bars:
    """Rows on one scale from 0 to the top."""

    title: str
    description: str
    bars: tuple[Bar, ...]
    top: float = 100
    ident: str = "bars"


def draw(bars: Bars) -> SafeString:
    """Return the bars, readable from 320 pixels wide; a row without value is hatched."""
    drop = LINE if any(len(bar.label + bar.note) * LETTER > WIDTH for bar in bars.bars) else 0
    height = ROW + drop
    rows = [
        svg.element("g", *_words(bar, drop), _shape(bar, bars, drop), transform=f"translate(0 {place * height})")
        for place, bar in enumerate(bars.bars)
    ]
    parts = [svg.hatch(f"{bars.ident}-hatch"), *rows]
    return svg.drawing(bars.ident, bars.title, bars.description, (WIDTH, height * len(rows)), parts)


def _words(bar: Bar, drop: int) -> Iterator[SafeString]:
    """Yield the label with its note at the end of the line, or below where one line has no room for both."""
    yield svg.text(bar.label, 1, 13, size=12, css="start")
    if drop:
        yield svg.text(bar.note, 1, 13 + drop, size=11, css="start light")
    else:
        yield svg.text(bar.note, WIDTH - 1, 13, size=11, css="end light")


def _shape(bar: Bar, bars: Bars, drop: int) -> SafeString:
    return svg.element("g", *_parts(bar, bars), transform=f"translate(0 {drop})")


def _parts(bar: Bar, bars: Bars) -> Iterator[SafeString]:
    if not bar.segments:
        yield _rectangle(0, bars.top, bars.top, css="bar-ground")
    segments = bar.segments or ((Segment(bar.value, "plain", bar.note),) if bar.value is not None else ())
    if not segments:
        yield _rectangle(0, bars.top, bars.top, fill=f"url(#{bars.ident}-hatch)")
    start = 0.0
    for segment in segments:
        yield from _segment(segment, start, bars)
        start += segment.value


def _segment(segment: Segment, start: float, bars: Bars) -> Iterator[SafeString]:
    title = svg.element("title", segment.label)
    if segment.kind == "unanswered":
        yield _rectangle(start, segment.value, bars.top, title, fill=f"url(#{bars.ident}-hatch)")
        return
    yield _rectangle(start, segment.value, bars.top, title, css=f"bar bar-{segment.kind}")
    middle = 1 + (start + segment.value / 2) / bars.top * (WIDTH - 2)
    if segment.kind != "plain" and segment.value / bars.top > 0.08:
        yield svg.element("circle", css="comb-plate", cx=middle, cy=20 + THICK / 2, r=7)
        yield svg.text(segment.kind, middle, 20 + THICK / 2 + 3.7, size=10.5)


def _rectangle(start: float, length: float, top: float, *children: str, css: str = "", **rest: str) -> SafeString:
    scale = (WIDTH - 2) / top
    x, width = 1 + start * scale, length * scale
    return svg.element("rect", *children, css=css, x=x, y=20, width=width, height=THICK, rx=2, **rest)
