"""A referential as a document: themes, criteria, levels, rules and links, in both languages."""

from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Fact = Literal["employees", "volunteers", "legal_family"]
LegalFamily = Literal["association", "cooperative", "mutual", "foundation", "commercial_ess", "other"]
Operator = Literal["==", "!=", "<", "<=", ">", ">=", "in"]

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$"
SLUG = r"^[a-z0-9][a-z0-9-]{0,49}$"
TERM = r"^[a-z][a-z_]{0,29}$"
LINK = r"^https?://[^\s]{1,500}$"
Code = Annotated[str, StringConstraints(pattern=CODE)]
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
TermName = Annotated[str, StringConstraints(pattern=TERM)]
Link = Annotated[str, StringConstraints(pattern=LINK)]


class Part(BaseModel):
    """What every piece of the document shares: it never changes and holds no key we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Part):
    """The same words in French and in English."""

    fr: Sentence
    en: Sentence

    def get(self, language: str | None) -> str:
        """Return the words in this language, French unless English is asked for."""
        return self.en if (language or "").startswith("en") else self.fr


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


class Criterion(Part):
    """One practice an organisation is asked about; without its own scale it uses the framework's first one."""

    code: Code
    title: Text
    question: Text
    help: Text | None = None
    essential: bool = False
    weight: Decimal = Field(default=Decimal(1), gt=0, le=1000)
    scale: str | None = None
    path: tuple[Code, ...] = ()
    mappings: tuple[Mapping, ...] = ()


class Section(Part):
    """A heading inside a theme; the `path` of a criterion names the sections that lead to it."""

    code: Code
    title: Text


class Theme(Part):
    """A first-level chapter; `essential_fallback` joins the essential set when a profile empties it."""

    code: Code
    title: Text
    legal_title: Text | None = None
    summary: Text
    sections: tuple[Section, ...] = ()
    essential_fallback: str | None = None
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


class Source(Part):
    """A work this document stands on."""

    title: Text
    url: Link | None = None


class Framework(Part):
    """One version of a referential."""

    format: Literal["essaim-framework/1"]
    code: Slug
    version: Code
    title: Text
    description: Text
    licence: Sentence
    notes: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
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
