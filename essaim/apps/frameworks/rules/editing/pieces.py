"""A draft is written by several people at once: each piece is found by its code, and known by its fingerprint."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from essaim.apps.frameworks.enums import ProblemKind
from essaim.apps.frameworks.rules.problems import Path, Problem
from essaim.apps.frameworks.rules.source import MAX_BYTES, MAX_VALUES

Kind = Literal["general", "scale", "theme", "criterion"]
Values = dict[str, Any]
GENERAL = ("title", "description", "version", "licence", "notes", "sources")
MISSING = {ProblemKind.MISSING_KEY, ProblemKind.MISSING_LANGUAGE}


class Gone(Exception):
    """The draft has no such piece any more."""


@dataclass(frozen=True)
class Piece:
    """A part of a draft that one person writes: where it stands, and what it says by itself."""

    kind: Kind
    code: str
    place: Path
    values: Values

    @property
    def fingerprint(self) -> str:
        """Return what tells these words from any others."""
        return fingerprint(self.values)


def piece(values: Mapping[str, Any], kind: Kind, code: str = "") -> Piece:
    """Return a piece of a draft; `Gone` when there is none of this code."""
    if kind == "general":
        return Piece(kind, "", (), {name: values[name] for name in GENERAL if name in values})
    places = {"scale": scales(values), "theme": themes(values), "criterion": criteria(values)}[kind]
    for place, found in places:
        if found.get("code") == code:
            return Piece(kind, code, place, {name: item for name, item in found.items() if name != "criteria"})
    raise Gone(kind, code)


def replaced(values: Mapping[str, Any], former: Piece, said: Mapping[str, Any]) -> Values:
    """Return the draft with other words in one piece."""
    if former.kind == "general":
        return {**{name: item for name, item in values.items() if name not in GENERAL}, **said}
    made: Values = _at(values, former.place, said)
    return made


def scales(values: Mapping[str, Any]) -> Iterator[tuple[Path, Values]]:
    """Yield the scales of a draft with their places."""
    yield from _items(values, "scales", ())


def themes(values: Mapping[str, Any]) -> Iterator[tuple[Path, Values]]:
    """Yield the themes of a draft with their places."""
    yield from _items(values, "themes", ())


def criteria(values: Mapping[str, Any]) -> Iterator[tuple[Path, Values]]:
    """Yield the criteria of a draft with their places, in its order."""
    for place, theme in themes(values):
        yield from _items(theme, "criteria", place)


def fingerprint(said: Mapping[str, Any]) -> str:
    """Return what tells these words from any others."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def is_too_large(values: Mapping[str, Any]) -> bool:
    """Return whether a draft is larger than a file of a referential may be."""
    return size(values) > MAX_BYTES or _count(values) > MAX_VALUES


def size(values: Mapping[str, Any]) -> int:
    """Return how much a draft weighs, in bytes."""
    return len(json.dumps(values, ensure_ascii=False).encode())


def owner_of(problem: Problem) -> tuple[Kind | None, int, int]:
    """Return which piece a problem is told on, by the ranks of its theme and criterion; nobody's is the whole's."""
    place = way(problem)
    match place:
        case ("themes", int(first), "criteria", int(second), *_):
            return "criterion", first, second
        case ("themes", int(first), *_):
            return "theme", first, -1
        case ("scales", int(first), *_):
            return "scale", first, -1
        case (str(name), *_) if name in GENERAL:
            return "general", -1, -1
    return None, -1, -1


def relative(problem: Problem, here: Piece) -> str | None:
    """Return the name under which a piece writes what a problem is about; nothing when it is not about this piece."""
    place, start = way(problem), len(here.place)
    mine = place[:start] == here.place and owner_of(problem)[0] == here.kind
    return ".".join(map(str, place[start:])) if mine else None


def way(problem: Problem) -> Path:
    """Return the place of a problem, down to the word that is missing."""
    return (*problem.place, str(problem.values["key"])) if problem.kind in MISSING else problem.place


def _items(values: Mapping[str, Any], name: str, place: Path) -> Iterator[tuple[Path, Values]]:
    held = values.get(name)
    for index, item in enumerate(held if isinstance(held, list) else []):
        if isinstance(item, dict):
            yield (*place, name, index), item


def _at(values: Any, place: Path, said: Mapping[str, Any]) -> Any:
    if not place:
        inside = {"criteria": values["criteria"]} if "criteria" in values else {}
        return {**said, **inside}
    step, rest = place[0], place[1:]
    if isinstance(values, list):
        return [_at(item, rest, said) if index == step else item for index, item in enumerate(values)]
    return {name: _at(item, rest, said) if name == step else item for name, item in values.items()}


def _count(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_count, value.values()))
    return 1 + sum(map(_count, value)) if isinstance(value, list) else 1
