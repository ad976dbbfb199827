"""What a document to hand over is made of: blocks that say what they are, and leave to each format how they look."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

Voice = Literal["lead", "body", "note", "quote"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of this level, 1 to 3, and a line that stays with it; no level is jumped."""

    level: int
    text: str
    note: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; line breaks are kept."""

    text: str
    voice: Voice = "body"


@dataclass(frozen=True, slots=True)
class Facts:
    """A few values that lead, each under what it is."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG) with the words that stand for it, and the share of the page's width it takes."""

    drawing: str
    alternative: str
    share: float = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers; the header is repeated on each page. Widths are shares of the whole."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of many: its name as a heading, where it stands (with its small drawing), and what is said of it."""

    level: int
    title: str
    standing: str
    mark: int | str | None = None
    lines: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Two groups side by side where the page is wide enough, one after the other elsewhere."""

    left: tuple["Block", ...]
    right: tuple["Block", ...]


Block = Heading | Paragraph | Facts | Points | Picture | Table | Entry | Beside


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: who speaks of what, in which language, as it stood at that moment."""

    title: str
    language: str
    author: str
    kicker: str
    standing: str
    at: datetime
    blocks: tuple[Block, ...]


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks one after the other, for formats that set nothing side by side; drawings keep their size."""
    for block in blocks:
        if isinstance(block, Beside):
            for one in flat((*block.left, *block.right)):
                yield replace(one, share=one.share / 2) if isinstance(one, Picture) else one
        else:
            yield block
