"""Documents with named fields, written by people in their word processor: `{{ practice.title }}` becomes what it says.

A field is a name and nothing else: there is no expression to compute, so nothing of ours can be reached through one.
A row of a table, or a paragraph, that holds fields of a list is repeated for each of its items.
"""

import copy
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lxml import etree
from lxml.etree import _Element

from essaim.kernel import accents
from essaim.ui.documents import packages
from essaim.ui.documents.letters import storable
from essaim.ui.documents.packages import Dialect, Package

FIELD: Final = re.compile(r"\{\{([^{}]{0,120})\}\}")
HALF: Final = re.compile(r"\{\{|\}\}")
MOST_WRITTEN: Final = 30_000_000  # bytes that filling may add to one document
QUOTED: Final = 80  # letters of the text around a problem
EMPTY: Final = "–"

Item = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Values:
    """What the fields say: single ones by name, lists as items that each say the same fields."""

    single: Item
    lists: Mapping[str, Sequence[Item]]


@dataclass(frozen=True, slots=True)
class Names:
    """Which fields there are: single ones, and those of each list; `other` gives the name in the other language."""

    single: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    other: Mapping[str, str]

    def known(self, typed: str) -> str:
        """Return the field that a person typed, whatever its accents, capitals and language; nothing if none."""
        name = plain(typed)
        name = self.other.get(name, name)
        return name if name in self.single or self.list_of(name) else ""

    def list_of(self, name: str) -> str:
        """Return the list that a field belongs to, if it is of one."""
        found, _, field = name.partition(".")
        return found if field in self.lists.get(found, ()) else ""

    def nearest(self, typed: str) -> str:
        """Return the name that was probably meant; nothing when none is near."""
        names = [*self.single, *(f"{one}.{field}" for one, fields in self.lists.items() for field in fields)]
        found = difflib.get_close_matches(plain(typed), [*names, *self.other], n=1, cutoff=0.6)
        return found[0] if found else ""


class Fault(StrEnum):
    """What is wrong in a document with fields."""

    UNKNOWN = "unknown"
    TWO_LISTS = "two_lists"
    HALF = "half"
    NONE = "none"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault, the name it is about, the one that was probably meant, and the words around it."""

    fault: Fault
    name: str = ""
    nearest: str = ""
    around: str = ""


def plain(typed: str) -> str:
    """Return a name without accents, capitals and spaces."""
    return "".join(accents.without(typed).split()).lower()


def used(package: Package, names: Names) -> tuple[str, ...]:
    """Return the known fields of a document, in the order they stand, each once."""
    paragraphs = (one for root in package.roots.values() for one in _paragraphs(root, package.dialect))
    typed = (name for one in paragraphs for name in one.names)
    return tuple(dict.fromkeys(known for name in typed if (known := names.known(name))))


def problems(package: Package, names: Names) -> tuple[Problem, ...]:
    """Return what is to be mended before a document can be filled, in the order it stands."""
    found = [problem for root in package.roots.values() for problem in _problems(root, package.dialect, names)]
    return tuple(dict.fromkeys(found)) or (() if used(package, names) else (Problem(Fault.NONE),))


def fill(package: Package, names: Names, values: Values) -> bytes:
    """Return the document with its fields filled; `OverflowError` past what one document may come to."""
    room, filled = _Room(), {}
    for part, root in package.roots.items():
        copied = copy.deepcopy(root)
        for repeated, name in _repeated(copied, package.dialect, names):
            room.take(len(etree.tostring(repeated)) * len(values.lists[name]))
            _repeat(repeated, name, package.dialect, names, values, room)
        _say(copied, package.dialect, names, values.single, room)
        filled[part] = copied
    return packages.packed(package, filled)


class _Room:
    """How much may still be written."""

    def __init__(self) -> None:
        self.left = MOST_WRITTEN

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise OverflowError


@dataclass(frozen=True, slots=True)
class _Slot:
    """A piece of text of the file: an element's own, or what follows it."""

    element: _Element
    is_tail: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def write(self, text: str) -> None:
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph whose words may be cut in many pieces, as word processors do."""

    element: _Element
    slots: tuple[_Slot, ...]

    @property
    def text(self) -> str:
        return "".join(slot.text for slot in self.slots)

    @property
    def names(self) -> list[str]:
        return FIELD.findall(self.text)


def _paragraphs(root: _Element, dialect: Dialect) -> Iterator[_Paragraph]:
    for element in root.iter(*dialect.paragraphs):
        yield _Paragraph(element, tuple(_slots(element, dialect)))


def _slots(element: _Element, dialect: Dialect) -> Iterator[_Slot]:
    """Yield the pieces of a paragraph in order, leaving out other paragraphs inside it (text boxes, notes)."""
    if dialect.texts is None or element.tag in dialect.texts:
        yield _Slot(element, is_tail=False)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in dialect.apart:
            yield from _slots(child, dialect)
        if dialect.texts is None:
            yield _Slot(child, is_tail=True)


def _problems(root: _Element, dialect: Dialect, names: Names) -> Iterator[Problem]:
    for paragraph in _paragraphs(root, dialect):
        around = _around(paragraph.text)
        for typed in paragraph.names:
            if not names.known(typed):
                yield Problem(Fault.UNKNOWN, typed.strip(), names.nearest(typed), around)
        if HALF.search(FIELD.sub("", paragraph.text)):
            yield Problem(Fault.HALF, around=around)
    for element, lists in _lists(root, dialect, names).items():
        if len(lists) > 1:
            yield Problem(Fault.TWO_LISTS, " + ".join(lists), around=_around("".join(_texts(element, dialect))))


def _around(text: str) -> str:
    place = text.find("{{")
    start = max(0, min(place, len(text) - QUOTED))
    cut = " ".join(text[start : start + QUOTED].split())
    return f"{'…' if start else ''}{cut}{'…' if start + QUOTED < len(text) else ''}"


def _texts(element: _Element, dialect: Dialect) -> Iterator[str]:
    return (paragraph.text for paragraph in _paragraphs(element, dialect))


def _lists(root: _Element, dialect: Dialect, names: Names) -> dict[_Element, list[str]]:
    """Return what is to be repeated (the row a paragraph stands in, or itself), with the lists it speaks of."""
    found: dict[_Element, list[str]] = {}
    for paragraph in _paragraphs(root, dialect):
        lists = [name for typed in paragraph.names if (name := names.list_of(names.known(typed)))]
        if lists:
            element = next(paragraph.element.iterancestors(dialect.row), paragraph.element)
            known = found.setdefault(element, [])
            known += [name for name in dict.fromkeys(lists) if name not in known]
    return found


def _repeated(root: _Element, dialect: Dialect, names: Names) -> list[tuple[_Element, str]]:
    """Return what is to be repeated, what lies inside a repeated row left to it."""
    found = _lists(root, dialect, names)
    return [(one, lists[0]) for one, lists in found.items() if found.keys().isdisjoint(one.iterancestors())]


def _repeat(element: _Element, name: str, dialect: Dialect, names: Names, values: Values, room: _Room) -> None:
    """Put one copy an item in the element's place; where there is none, one that says so."""
    items = values.lists[name] or [dict.fromkeys(names.lists[name], EMPTY)]
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    place = parent.index(element)
    copies = [copy.deepcopy(element) for _ in items]
    for one, item in zip(copies, items, strict=True):
        _say(one, dialect, names, {f"{name}.{field}": text for field, text in item.items()}, room)
        one.tail = None
    copies[-1].tail = tail
    parent[place : place + 1] = copies


def _say(root: _Element, dialect: Dialect, names: Names, said: Item, room: _Room) -> None:
    """Write what the fields say, in the face of the piece each begins in."""
    for paragraph in list(_paragraphs(root, dialect)):
        matches = [(found, names.known(found[1])) for found in FIELD.finditer(paragraph.text)]
        for found, name in reversed(matches):
            if name in said:
                room.take(len(said[name]))
                _replace(paragraph, found.start(), found.end(), storable(said[name]))
        for slot in paragraph.slots:
            if "\n" in slot.text:
                dialect.break_lines(slot.element, slot.text, is_tail=slot.is_tail)


def _replace(paragraph: _Paragraph, start: int, end: int, text: str) -> None:
    place = 0
    for slot in paragraph.slots:
        held = slot.text
        first, last = max(start - place, 0), min(end - place, len(held))
        place += len(held)
        if first < last:
            slot.write(held[:first] + text + held[last:])
            text = ""
