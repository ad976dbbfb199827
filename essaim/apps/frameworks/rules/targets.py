"""The references criteria are linked to: numbers and titles only, with the care each one asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import Field

from .document import Criterion
from .parts import Code, Part, Slug, Text


class Entry(Part):
    """An entry that can be linked to; only counted ones enter "n of 37"."""

    code: Code
    title: Text
    parent: str | None = None
    counted: bool = True
    note: Text | None = None


class Target(Part):
    """A reference such as ISO 26000, with the caution shown wherever its links are."""

    format: Literal["essaim-target/1"]
    code: Slug
    title: Text
    caution: Text
    entries: tuple[Entry, ...] = Field(min_length=1)

    @cached_property
    def counted(self) -> tuple[Entry, ...]:
        """Return the entries that count, in order: the 37 issues of ISO 26000, the 17 goals."""
        return tuple(entry for entry in self.entries if entry.counted)

    @cached_property
    def codes(self) -> frozenset[str]:
        """Return the codes that a criterion may be linked to."""
        return frozenset(entry.code for entry in self.entries)

    def entry(self, code: str) -> Entry:
        """Return the entry of this code; `KeyError` when there is none."""
        for entry in self.entries:
            if entry.code == code:
                return entry
        raise KeyError(code)


@dataclass(frozen=True)
class Link:
    """What a criterion is linked to, with the notes of the link and of the entry itself."""

    entry: Entry
    notes: tuple[Text, ...]


def links(criterion: Criterion, targets: Mapping[str, Target]) -> list[tuple[Target, list[Link]]]:
    """Return the links of a criterion by reference; one to a reference we no longer have is left out."""
    found: dict[str, list[Link]] = {}
    for mapping in criterion.mappings:
        target = targets.get(mapping.target)
        if target and mapping.code in target.codes:
            entry = target.entry(mapping.code)
            notes = tuple(note for note in (mapping.note, entry.note) if note)
            found.setdefault(target.code, []).append(Link(entry, notes))
    return [(targets[code], entries) for code, entries in found.items()]
