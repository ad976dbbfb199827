"""The questions of a requirement: a single one whose answers add points is a scale, others are told in the help."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from essaim.apps.frameworks.enums import LossKind

from .nodes import number_of, urn_of
from .words import Reader, Words

HELD = {"type", "text", "choices", "translations", "urn", "annotation", "depends_on"}
CHOICE_HELD = {"urn", "value", "description", "add_score", "translations"}
UNSCORED = "not_applicable"
BOUND = 1000


@dataclass(frozen=True)
class Choice:
    """One answer, and the points it adds."""

    urn: str
    label: Words
    text: Words | None
    points: int | None


@dataclass(frozen=True)
class Question:
    """One question with its answers; `depends_on` is what it waits for, as the library says it."""

    urn: str
    kind: str
    text: Words | None
    note: Words | None
    choices: tuple[Choice, ...]
    depends_on: Any = None

    @property
    def levels(self) -> tuple[Choice, ...]:
        """Return the answers from the fewest points to the most, if they can be the levels of a scale."""
        points = [choice.points for choice in self.choices]
        if self.kind != "unique_choice" or len(points) < 2 or None in points or len({*points}) < len(points):
            return ()
        if any(abs(value or 0) > BOUND for value in points):
            return ()
        return tuple(sorted(self.choices, key=lambda choice: choice.points or 0))


def questions(values: Mapping[str, Any], reader: Reader) -> list[Question]:
    """Return the questions of a node, in today's shape or the older ones."""
    return [_question(urn, item, reader) for urn, item in _items(values) if isinstance(item, dict)]


def own(asked: Sequence[Question]) -> Question | None:
    """Return the question a requirement is answered by: its only one, or the only one whose answers are levels."""
    levelled = [one for one in asked if one.levels]
    candidates = asked if len(asked) == 1 else levelled
    return candidates[0] if len(candidates) == 1 else None


def _items(values: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    found = values.get("questions")
    if isinstance(found, dict):
        yield from found.items()
    elif isinstance(found, list):
        yield from (("", item) for item in found)
    old = values.get("question")
    if isinstance(old, dict):
        shared = {"type": old.get("question_type"), "choices": old.get("question_choices")}
        for item in old.get("questions") or []:
            yield "", {**shared, **item} if isinstance(item, dict) else {**shared, "text": item}


def _question(urn: object, item: Mapping[str, Any], reader: Reader) -> Question:
    for key, value in item.items():
        if key not in HELD and value not in (None, "", [], {}):
            reader.ledger.add(LossKind.KEY, f"questions.{key}")
    given = item.get("choices")
    choices = [choice for one in (given if isinstance(given, list) else []) if (choice := _choice(one, reader))]
    kind = str(item.get("type") or "text").strip().lower()
    return Question(
        urn_of(item.get("urn") or urn),
        kind,
        reader.text(item, "text"),
        reader.text(item, "annotation"),
        tuple(choices),
        item.get("depends_on"),
    )


def _choice(item: object, reader: Reader) -> Choice | None:
    values: Mapping[str, Any] = item if isinstance(item, dict) else {"value": item}
    if values.get("compute_result") == UNSCORED and not values.get("add_score"):
        return None  # "not applicable" is a state of every answer, not a level
    for key, value in values.items():
        if key not in CHOICE_HELD and value not in (None, "", [], {}):
            reader.ledger.add(LossKind.KEY, f"choices.{key}")
    label = reader.text(values, "value") or reader.text(values, "description")
    if label is None:
        return None
    points = values.get("add_score")
    return Choice(
        urn_of(values.get("urn")),
        label,
        reader.text(values, "description"),
        None if points in (None, "") else number_of(points, BOUND + 1),
    )


def told(question: Question) -> Words | None:
    """Return a question and its answers as words for the help."""
    lines = [question.text] if question.text else []
    lines += [{name: f"– {words}" for name, words in choice.label.items()} for choice in question.choices]
    lines += [question.note] if question.note else []
    return {name: "\n".join(line[name] for line in lines) for name in ("fr", "en")} if lines else None
