"""A file's text as plain values, with the line of each; nothing in it can name Python, loop or grow without bound."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from essaim.apps.frameworks.enums import ProblemKind

from .problems import Path, Problem, Refused

MAX_BYTES = 2_000_000
MAX_FOREIGN_BYTES = 10_000_000
MAX_DEPTH = 16
MAX_VALUES = 200_000

Value = Any
LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
NUMBER = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
WORDS: dict[str, Value] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True)
class Source:
    """The values of a file, and the line where each key and item starts."""

    value: Value
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of this value, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def words(self, path: Path) -> str:
        """Return the way to a value as a reader would say it: themes[GOV].criteria[GOV-1].weight."""
        value, words = self.value, ""
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                value = None
            named = isinstance(step, int) and isinstance(value, dict) and isinstance(value.get("code"), str)
            name = value["code"] if named else step + 1 if isinstance(step, int) else step
            words += f"[{name}]" if isinstance(step, int) else f".{name}"
        return words.removeprefix(".")

    def problem(self, kind: ProblemKind, path: Path, **values: object) -> Problem:
        """Return a problem at this place of the file."""
        return Problem(kind, self.line(path), self.words(path), values, place=path)


def read(content: bytes, *, foreign: bool = False) -> Source:
    """Return the values of a file; `Refused` at the first thing that keeps it from being read.

    What a program wrote elsewhere is given some leeway: references are followed, within the same bound on values,
    and numbers stay the words they are.
    """
    limit = MAX_FOREIGN_BYTES if foreign else MAX_BYTES
    if len(content) > limit:
        raise Refused(Problem(ProblemKind.TOO_LARGE, 1, values={"limit": f"{limit // 1_000_000} MB"}))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refused(Problem(ProblemKind.NOT_TEXT, line)) from None
    if found := CONTROL.search(text):
        raise Refused(Problem(ProblemKind.CONTROL_CHARACTER, text.count("\n", 0, found.start()) + 1))
    try:
        return _Reader(text, foreign=foreign).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Refused(Problem(ProblemKind.BROKEN_YAML, mark.line + 1 if mark else 1)) from None


class _Reader:
    """Builds values from YAML's events, so that every bound is checked before anything grows."""

    def __init__(self, text: str, *, foreign: bool) -> None:
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=LOADER))
        self.lines: dict[Path, int] = {}
        self.count = 0
        self.foreign = foreign
        self.known: dict[str, tuple[Value, int]] = {}

    def document(self) -> Source:
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            raise Refused(Problem(ProblemKind.EMPTY, 1))
        value = self.value(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if isinstance(after, yaml.DocumentStartEvent):
            raise self.refused(ProblemKind.SEVERAL_DOCUMENTS, after)
        if value is None:
            raise Refused(Problem(ProblemKind.EMPTY, 1))
        return Source(value, self.lines)

    def value(self, event: Any, path: Path) -> Value:
        before = self.count
        self.counted(1, event)
        if len(path) > MAX_DEPTH:
            raise self.refused(ProblemKind.TOO_DEEP, event, limit=MAX_DEPTH)
        if isinstance(event, yaml.AliasEvent):
            return self.followed(event)
        if event.tag is not None:
            raise self.refused(ProblemKind.TAG, event, tag=event.tag)
        self.lines.setdefault(path, _line(event))
        value = self.built(event, path)
        if self.foreign and event.anchor:
            self.known[event.anchor] = value, self.count - before
        return value

    def counted(self, values: int, event: Any) -> None:
        self.count += values
        if self.count > MAX_VALUES:
            raise self.refused(ProblemKind.TOO_MANY, event, limit=MAX_VALUES)

    def followed(self, event: Any) -> Value:
        """Return what a reference stands for, counted as if it had been written out."""
        if event.anchor not in self.known:
            raise self.refused(ProblemKind.ALIAS, event, name=event.anchor)
        value, count = self.known[event.anchor]
        self.counted(count, event)
        return value

    def built(self, event: Any, path: Path) -> Value:
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.scalar(event)

    def mapping(self, path: Path) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self.refused(ProblemKind.BROKEN_YAML, event)
            if event.value in found:
                raise self.refused(ProblemKind.DUPLICATE_KEY, event, key=event.value)
            self.lines[(*path, event.value)] = _line(event)
            found[event.value] = self.value(next(self.events), (*path, event.value))
        return found

    def sequence(self, path: Path) -> list[Value]:
        found: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*path, len(found))))
        return found

    def scalar(self, event: Any) -> Value:
        text: str = event.value
        if CONTROL.search(text) and not self.foreign:
            raise self.refused(ProblemKind.CONTROL_CHARACTER, event)
        if not event.implicit[0]:
            return text
        if text in WORDS:
            return WORDS[text]
        if self.foreign:
            return text
        if INTEGER.fullmatch(text):
            return int(text)
        return float(text) if NUMBER.fullmatch(text) else text

    def refused(self, kind: ProblemKind, event: Any, **values: object) -> Refused:
        return Refused(Problem(kind, _line(event), values=values))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
