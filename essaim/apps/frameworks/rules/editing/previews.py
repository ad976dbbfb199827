"""A theme of a draft as somebody answering would read it, as far as it is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from essaim.apps.frameworks.rules.parts import Text
from essaim.apps.frameworks.rules.terms import filled_sentence

from .pieces import Values, piece, scales, themes


@dataclass(frozen=True)
class Level:
    """One level to choose: its name, what it looks like, and how many of four steps its cell shows."""

    value: str
    label: Text
    text: Text
    step: int


@dataclass(frozen=True)
class Question:
    """What is asked of one practice; words that are not written yet are empty."""

    code: str
    title: Text
    question: Text
    help: Text
    levels: tuple[Level, ...]
    plain_question: Text
    opening: Text
    example: Text
    move_on: Text


@dataclass(frozen=True)
class Sketch:
    """A theme as far as it is written."""

    code: str
    title: Text
    summary: Text
    questions: tuple[Question, ...]


def sketch(values: Values, theme: str, family: str) -> Sketch:
    """Return a theme of a draft in the words of a legal family, whatever is wrong elsewhere; `Gone` without it."""
    said = _Said(values, family)
    place = piece(values, "theme", theme).place
    found = next(one for where, one in themes(values) if where == place)
    criteria = [one for one in found.get("criteria", []) if isinstance(one, dict)]
    questions = tuple(_question(said, one, values) for one in criteria)
    return Sketch(theme, said.text(found.get("title")), said.text(found.get("summary")), questions)


@dataclass(frozen=True)
class _Said:
    values: Values
    family: str

    def text(self, held: Any) -> Text:
        """Return words in both languages, terms in those of the family."""
        held = held if isinstance(held, dict) else {}
        french, english = (filled_sentence(str(held.get(one) or ""), self.terms(one)) for one in ("fr", "en"))
        return Text.model_construct(fr=french, en=english)

    def terms(self, language: str) -> dict[str, str]:
        return dict(self._terms(language))

    def _terms(self, language: str) -> Iterator[tuple[str, str]]:
        for term in self.values.get("terms") or []:
            words = term.get("families", {}).get(self.family) or term.get("default") or {}
            yield str(term.get("code")), str(words.get(language) or "")


def _question(said: _Said, criterion: Mapping[str, Any], values: Values) -> Question:
    note = criterion.get("facilitation") or {}
    return Question(
        code=str(criterion.get("code", "")),
        levels=tuple(_levels(said, criterion, values)),
        **{name: said.text(criterion.get(name)) for name in ("title", "question", "help", "plain_question")},
        **{name: said.text(note.get(name)) for name in ("opening", "example", "move_on")},
    )


def _levels(said: _Said, criterion: Mapping[str, Any], values: Values) -> Iterator[Level]:
    known = [scale for _place, scale in scales(values)]
    scale = next((one for one in known if one.get("code") == criterion.get("scale")), known[0] if known else {})
    anchors = [one for one in scale.get("anchors") or [] if isinstance(one, dict)]
    own = criterion.get("anchors") or []
    for rank, anchor in enumerate(anchors):
        words = own[rank] if len(own) == len(anchors) else anchor.get("text")
        step = round(4 * rank / max(len(anchors) - 1, 1))
        yield Level(str(anchor.get("value", rank)), said.text(anchor.get("label")), said.text(words), step)
