"""A referential as a document: themes, criteria, levels, rules and links, in both languages."""

from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Literal

from pydantic import Field

from .content import Card, Wording
from .origin import Group, Name, Origin, Reference
from .parts import Code, Part, Sentence, Slug, TermName, Text, Work
from .prerequisites import AskedWhen

Fact = Literal["employees", "volunteers", "legal_family"]
LegalFamily = Literal["association", "cooperative", "mutual", "foundation", "commercial_ess", "other"]
Operator = Literal["==", "!=", "<", "<=", ">", ">=", "in"]


class Anchor(Part):
    """One level of a scale: its value, its name and the practice it describes."""

    value: int = Field(ge=-1000, le=1000)
    label: Text
    text: Text


class Scale(Part):
    """Levels from the lowest to the highest; each holds only if the lower ones do."""

    code: Slug
    description: Text | None = None
    anchors: tuple[Anchor, ...] = Field(min_length=2)

    @property
    def bottom(self) -> int:
        """Return the value of the lowest level."""
        return self.anchors[0].value

    @property
    def top(self) -> int:
        """Return the value of the highest level."""
        return self.anchors[-1].value

    def share(self, value: int) -> Fraction:
        """Return how far a level stands between the lowest (0) and the highest (1)."""
        return Fraction(value - self.bottom, self.top - self.bottom)

    def anchor(self, value: int) -> Anchor:
        """Return the level of this value; `KeyError` when the scale has none."""
        for anchor in self.anchors:
            if anchor.value == value:
                return anchor
        raise KeyError(value)


class Mapping(Part):
    """A link from a criterion to an entry of another reference, with a note where care is due."""

    target: Slug
    code: Code
    note: Text | None = None

    def same_link(self, other: "Mapping") -> bool:
        """Return whether both lead to the same entry, whatever their notes."""
        return (self.target, self.code) == (other.target, other.code)


class Criterion(Wording):
    """One practice an organisation is asked about; without its own scale it uses the framework's first one."""

    essential: bool = False
    weight: Decimal = Field(default=Decimal(1), gt=0, le=1000)
    scale: str | None = None
    path: tuple[Code, ...] = ()
    groups: tuple[Code, ...] = ()
    asked_when: AskedWhen | None = None
    mappings: tuple[Mapping, ...] = ()
    replaces: tuple[Code, ...] = ()
    origin: Name | None = None


class Section(Part):
    """A heading inside a theme; the `path` of a criterion names the sections that lead to it."""

    code: Code
    title: Text
    summary: Text | None = None
    origin: Name | None = None


class Theme(Part):
    """A first-level chapter; `essential_fallback` joins the essential set when a profile empties it."""

    code: Code
    title: Text
    legal_title: Text | None = None
    summary: Text
    card: Card | None = None
    sections: tuple[Section, ...] = ()
    essential_fallback: str | None = None
    origin: Name | None = None
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class Condition(Part):
    """A question put to the organisation's profile, such as "employees == 0"."""

    fact: Fact
    operator: Operator
    value: int | str | tuple[str, ...]


class Rule(Part):
    """When every condition holds, these criteria do not apply, for this reason."""

    when: tuple[Condition, ...] = Field(min_length=1)
    not_applicable: tuple[str, ...] = Field(min_length=1)
    reason: Text


class Term(Part):
    """A word that changes with the legal family: members are adhérents here and sociétaires there."""

    code: TermName
    default: Text
    families: dict[LegalFamily, Text] = {}


class Framework(Part):
    """One version of a referential."""

    format: Literal["essaim-framework/1"]
    code: Slug
    version: Code
    title: Text
    description: Text
    licence: Sentence
    notes: tuple[Text, ...] = ()
    sources: tuple[Work, ...] = ()
    origin: Origin | None = None
    groups: tuple[Group, ...] = ()
    references: tuple[Reference, ...] = ()
    scales: tuple[Scale, ...] = Field(min_length=1)
    terms: tuple[Term, ...] = ()
    applicability: tuple[Rule, ...] = ()
    themes: tuple[Theme, ...] = Field(min_length=1)

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Return every criterion, in the document's order."""
        return tuple(criterion for theme in self.themes for criterion in theme.criteria)

    @cached_property
    def essential(self) -> tuple[Criterion, ...]:
        """Return the criteria marked as essential, in the document's order."""
        return tuple(criterion for criterion in self.criteria if criterion.essential)

    @cached_property
    def conditional(self) -> tuple[Criterion, ...]:
        """Return the criteria that wait for the answers to others, each after those it waits for."""
        waiting = {one.code: one.asked_when.codes for one in self.criteria if one.asked_when}
        return tuple(self.criterion(code) for code in TopologicalSorter(waiting).static_order() if code in waiting)

    @cached_property
    def codes(self) -> frozenset[str]:
        """Return the codes of all criteria."""
        return frozenset(self._places)

    @cached_property
    def _places(self) -> dict[str, tuple[Theme, Criterion]]:
        return {criterion.code: (theme, criterion) for theme in self.themes for criterion in theme.criteria}

    def criterion(self, code: str) -> Criterion:
        """Return the criterion of this code; `KeyError` when there is none."""
        return self._places[code][1]

    def theme(self, code: str) -> Theme:
        """Return the theme of this code; `KeyError` when there is none."""
        for theme in self.themes:
            if theme.code == code:
                return theme
        raise KeyError(code)

    def theme_of(self, code: str) -> Theme:
        """Return the theme that holds the criterion of this code; `KeyError` when there is none."""
        return self._places[code][0]

    def around(self, code: str) -> tuple[Criterion | None, Criterion | None]:
        """Return the criteria before and after this one; `KeyError` when there is none of this code."""
        place = self.criteria.index(self.criterion(code))
        before = self.criteria[place - 1] if place else None
        return before, self.criteria[place + 1] if place + 1 < len(self.criteria) else None

    def scale_of(self, criterion: Criterion) -> Scale:
        """Return the scale a criterion is answered on."""
        return next((scale for scale in self.scales if scale.code == criterion.scale), self.scales[0])

    def anchors_of(self, criterion: Criterion) -> tuple[Anchor, ...]:
        """Return the levels a criterion is answered on, in its own words where it has some."""
        levels = self.scale_of(criterion).anchors
        if len(criterion.anchors) != len(levels):
            return levels
        return tuple(
            level.model_copy(update={"text": words}) for level, words in zip(levels, criterion.anchors, strict=True)
        )
