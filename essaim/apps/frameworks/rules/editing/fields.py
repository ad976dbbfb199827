"""What may be typed in a piece, and how it becomes values: what a form does not know is left as it was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Typed = Mapping[str, Any]
LANGUAGES = ("fr", "en")
PLACE = re.compile(r"[0-9]{1,9}")
WHOLE = re.compile(r"-?[0-9]{1,9}")
FIGURE = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,9})?")


@dataclass(frozen=True)
class Field:
    """One thing to write; nothing is kept of it while it is silent, unless it is needed."""

    name: str
    is_needed: bool = False

    def written(self, held: Any, typed: Typed, at: str) -> Any:
        """Return what is to be kept, None to leave it out; `at` is the name it was typed under."""
        raise NotImplementedError


@dataclass(frozen=True)
class Words(Field):
    """The same words in both languages; `lines` is the room they usually take."""

    lines: int = 2

    def written(self, held: Any, typed: Typed, at: str) -> Any:
        """Return the words in both languages, others kept."""
        names = {language: f"{at}.{language}" for language in LANGUAGES}
        if not any(name in typed for name in names.values()):
            return held
        said = {**_mapping(held), **{language: str(typed.get(name, "")) for language, name in names.items()}}
        return None if is_silent(said) and not self.is_needed else said


@dataclass(frozen=True)
class Line(Field):
    """A plain word, the same in all languages, or a choice."""

    def written(self, held: Any, typed: Typed, at: str) -> Any:
        """Return the word."""
        if at not in typed:
            return held
        word = str(typed[at])
        return word if word or self.is_needed else None


@dataclass(frozen=True)
class Number(Field):
    """A figure, kept as typed while it is not one; the usual one, if there is one, is left unsaid."""

    usual: int | None = 1

    def written(self, held: Any, typed: Typed, at: str) -> Any:
        """Return the figure."""
        word = str(typed.get(at, "" if held is None else held)).strip()
        if not FIGURE.fullmatch(word):
            return word or None
        figure = float(word.replace(",", "."))
        figure = int(figure) if figure.is_integer() else figure
        return None if held is None and figure == self.usual else figure


@dataclass(frozen=True)
class Value(Field):
    """The value of a level: it comes with the level, and nobody types it."""

    def written(self, held: Any, typed: Typed, at: str) -> Any:
        """Return the value."""
        word = str(typed.get(at, ""))
        return int(word) if held is None and WHOLE.fullmatch(word) else held


@dataclass(frozen=True)
class Mark(Field):
    """Something that is so or not."""

    def written(self, held: Any, typed: Typed, at: str) -> Any:
        """Return true, or nothing."""
        if at not in typed or bool(typed[at]) == bool(held):
            return held
        return True if typed[at] else None


@dataclass(frozen=True)
class Choices(Field):
    """Several codes among those there are."""

    def written(self, held: Any, typed: Typed, at: str) -> Any:
        """Return the codes, those held already in their order."""
        if at not in typed:
            return held
        chosen = list(typed[at])
        known = [code for code in _list(held) if code in chosen]
        return [*known, *(code for code in chosen if code not in known)] or None


@dataclass(frozen=True)
class Group(Field):
    """Things that go together."""

    fields: tuple[Field, ...] = ()

    def written(self, held: Any, typed: Typed, at: str) -> Any:
        """Return the group, with the keys that are not known here as they were."""
        made = written(_mapping(held), self.fields, typed, at)
        return None if is_silent(made) and not self.is_needed else made


@dataclass(frozen=True)
class Rows(Field):
    """As many of one thing as one likes; `count` of them where that is settled elsewhere."""

    row: Field = Words("")
    count: int | None = None

    def written(self, held: Any, typed: Typed, at: str) -> Any:
        """Return the rows without the silent ones at the end; those between stay, and keep the places of others."""
        before, indexes = _list(held), indexes_of(typed, at)
        if not indexes:
            return held
        rows = [self._row(before[one] if one < len(before) else None, typed, f"{at}.{one}") for one in indexes]
        if self.count is not None and is_silent(rows):
            return None
        while rows and len(rows) > (self.count or 0) and is_silent(rows[-1]):
            rows.pop()
        return rows or ([] if self.is_needed else None)

    def _row(self, held: Any, typed: Typed, at: str) -> Any:
        made = self.row.written(held, typed, at)
        if made is not None:
            return made
        return dict.fromkeys(LANGUAGES, "") if isinstance(self.row, Words) else {}


def written(held: Mapping[str, Any], fields: tuple[Field, ...], typed: Typed, at: str = "") -> dict[str, Any]:
    """Return a piece with what was typed in it; keys that no field knows stay as they were."""
    made = dict(held)
    for field in fields:
        value = field.written(held.get(field.name), typed, f"{at}.{field.name}" if at else field.name)
        if value is None:
            made.pop(field.name, None)
        else:
            made[field.name] = value
    return made


def rearranged(values: Mapping[str, Any], fields: tuple[Field, ...], name: str = "", step: int | None = None) -> Any:
    """Return a piece without its silent rows; the row of this name moved by a step, or taken away where there is none.

    Levels keep their values in order: it is their words that move.
    """
    made: dict[str, Any] = dict(values)
    for field in fields:
        first, _dot, rest = name.partition(".")
        mine = rest if first == field.name else ""
        if isinstance(field, Group) and isinstance(made.get(field.name), dict):
            made[field.name] = rearranged(made[field.name], field.fields, mine, step)
        elif isinstance(field, Rows) and field.count is None and isinstance(made.get(field.name), list):
            rows = _moved(made[field.name], int(mine), step) if PLACE.fullmatch(mine) else made[field.name]
            rows = [row for row in rows if not is_silent(row)]
            made[field.name] = rows
            if not rows and not field.is_needed:
                del made[field.name]
    return made


def is_silent(value: Any) -> bool:
    """Return whether nothing is said: a level's value alone says nothing."""
    if isinstance(value, dict):
        return all(name == "value" or is_silent(item) for name, item in value.items())
    if isinstance(value, list):
        return all(map(is_silent, value))
    return value is None or (isinstance(value, str) and not value.strip())


def indexes_of(typed: Typed, at: str) -> list[int]:
    """Return which rows were typed under this name, in their order."""
    heads = {name[len(at) + 1 :].split(".")[0] for name in typed if name.startswith(f"{at}.")}
    return sorted(int(head) for head in heads if PLACE.fullmatch(head))


def _moved(rows: list[Any], index: int, step: int | None) -> list[Any]:
    if index >= len(rows):
        return rows
    if step is None:
        return [row for place, row in enumerate(rows) if place != index]
    moved = list(rows)
    moved.insert(max(index + step, 0), moved.pop(index))
    return [
        {**row, "value": before["value"]}
        if isinstance(row, dict) and isinstance(before, dict) and "value" in before
        else row
        for before, row in zip(rows, moved, strict=True)
    ]


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
