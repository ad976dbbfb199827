"""A grid to fill in by hand: what is asked, boxes to tick and room to write, made to be printed in ink alone."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from essaim.ui.documents import pdf
from essaim.ui.documents.letters import Letters

TEMPLATE: Final = Path(__file__).with_name("paper.typ")


@dataclass(frozen=True, slots=True)
class Level:
    """A box with its words: the key of a level, its name, and what it looks like."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked under which code; `together` keeps it on one page, for one that surely fits."""

    code: str
    title: str
    text: str
    note: str
    levels: tuple[Level, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under a title."""

    title: str
    summary: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole grid. `states`, `because`, `importance`, `weights` and `comment` follow each question.

    Whoever fills it in says which of the `groups` they are of, and their `name` only where there is a place for it;
    `running` stands at the foot of each page, with the `label` the questions bear. In large print nothing is smaller
    than 18 points.
    """

    title: str
    language: str
    author: str
    kicker: str
    standing: str
    running: str
    label: str
    at: datetime
    large: bool
    name: str
    day: str
    group: str
    groups: tuple[str, ...]
    other: str
    steps: tuple[str, ...]
    states: tuple[str, ...]
    because: str
    importance: str
    weights: tuple[str, ...]
    comment: str
    sections: tuple[Section, ...]


def build(paper: Paper) -> bytes:
    """Return the file, as PDF/UA-1."""
    letters = Letters()
    drawn = pdf.plain(paper, letters)
    return pdf.compiled(TEMPLATE, {**drawn, "missing": pdf.told(letters)}, at=paper.at)
