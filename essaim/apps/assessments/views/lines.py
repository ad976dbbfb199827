"""Answers taken from elsewhere, line by line and in words: as they are offered, and as they wait to be read again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from essaim.apps.assessments import queries, rules
from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.rules import Framework, Text

from .notebook import Notebook

if TYPE_CHECKING:
    from essaim.apps.assessments.models import Answer, Assessment, Provenance


@dataclass(frozen=True, slots=True)
class Told:
    """An answer in the words of its scale: the level's name, and what it looks like for this practice."""

    words: str
    anchor: Text | None


@dataclass(frozen=True, slots=True)
class Line:
    """A practice with the answer it could be given, and the one this comes from."""

    code: str
    title: Text
    told: Told
    comment: str
    source_code: str
    source_title: Text
    source_words: str
    said_at: datetime
    doubt: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Reread:
    """A practice with the answer it was given, where it is asked, and where the answer comes from."""

    code: str
    title: Text
    told: Told
    comment: str
    url: str
    provenance: Provenance | None


def offered(
    notebook: Notebook, source: Assessment, offer: rules.Offer, given: dict[str, Answer], ticked: Collection[str] | None
) -> Iterator[Line]:
    """Yield what another assessment can give; ticked unless it leaves a doubt, or as the page comes back."""
    here, there = notebook.framework, queries.framework_of(source)
    for one in offer.proposals:
        row = given[one.source]
        yield Line(
            code=one.criterion,
            title=here.criterion(one.criterion).title,
            told=told(here, one.criterion, one.state, one.level),
            comment=row.reason or row.comment,
            source_code=one.source,
            source_title=there.criterion(one.source).title,
            source_words=told(there, one.source, row.state, row.level).words,
            said_at=row.answered_at,
            doubt=str(one.doubt.label) if one.doubt else "",
            is_ticked=one.doubt is None if ticked is None else one.criterion in ticked,
        )


def to_reread(notebook: Notebook) -> Iterator[Reread]:
    """Yield what was taken over and nobody confirmed yet."""
    for code, row in notebook.to_reread.items():
        yield Reread(
            code=code,
            title=notebook.framework.criterion(code).title,
            told=told(notebook.framework, code, row.state, row.level),
            comment=row.reason or row.comment,
            url=f"{notebook.url('theme', notebook.framework.theme_of(code).code)}#{code}",
            provenance=row.provenance,
        )


def told(framework: Framework, code: str, state: str, level: int | None) -> Told:
    """Return an answer in words."""
    if level is None:
        return Told(str(State(state).label), None)
    anchor = next(one for one in framework.anchors_of(framework.criterion(code)) if one.value == level)
    return Told(anchor.label.get(get_language()), anchor.text)
