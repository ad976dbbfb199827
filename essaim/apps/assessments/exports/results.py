"""Results as any program reads them: what the API answers, and what is frozen when an assessment is closed.

Figures bear one decimal, as people see them; the working that leads to them is exact, in fractions ("200/3").
"""

from fractions import Fraction
from typing import Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from essaim.apps.assessments import queries, rules
from essaim.apps.assessments.enums import Importance, Scope, State, WhyNull
from essaim.apps.assessments.models import Assessment
from essaim.apps.frameworks.rules import Text


def _as_shown(value: Fraction | float) -> float:
    return float(rules.as_shown(value)) if isinstance(value, Fraction) else value


Shown = Annotated[float, BeforeValidator(_as_shown)]
Exact = Annotated[str, BeforeValidator(str)]
Codes = tuple[str, ...]


class Part(BaseModel):
    """A piece of the results, read from the rule's own objects by name."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class LevelCount(Part):
    scale: str
    level: int
    label: Text
    count: int


class Distribution(Part):
    levels: tuple[LevelCount, ...]
    planned: int
    unknown: int
    unanswered: int
    not_applicable: int


class Figures(Part):
    score: Shown | None
    coverage: Shown | None
    answered: int
    applicable: int


class Overall(Figures):
    weakest_theme: str | None
    missing_themes: Codes
    why_null: WhyNull | None
    distribution: Distribution


class Theme(Figures):
    code: str


class Criterion(Part):
    code: str
    theme: str
    state: State
    level: int | None
    importance: Importance | None
    score: Shown | None
    documented: bool = Field(False, validation_alias=AliasChoices("documented", "is_documented"))


class Confidence(Part):
    """Of the levels of 3 and more: backed by dated evidence that holds, or declared; never in a score."""

    documented: int = 0
    declared: int = 0


class SetAside(Part):
    """A criterion that does not apply, and why: a fact of the profile, or the answers it waits for."""

    code: str
    reason: Text
    fact: str
    waits_for: Codes


class Fallback(Part):
    """A criterion that joins the essential set for a theme the profile emptied."""

    theme: str
    criterion: str


class Touched(Part):
    code: str
    criteria: Codes


class Links(Part):
    """Subjects the answers touch: neither conformity nor certification."""

    covered: int = 0
    total: int = 0
    issues: tuple[Touched, ...] = ()


class Listed(Part):
    code: str
    level: int | None
    importance: Importance | None


class Priority(Listed):
    """importance (2 where unsaid) × levels left to the target."""

    priority: Shown
    target: int
    target_is_set: bool


class Term(Part):
    """weight × score = product."""

    code: str
    weight: Exact
    score: Exact
    product: Exact


class LeftOut(Part):
    code: str
    state: State
    by_profile: bool
    lowers_coverage: bool
    by_answers: bool = False


class Working(Part):
    """numerator (sum of products) ÷ denominator (sum of weights) = mean; coverage = answered ÷ applicable."""

    numerator: Exact
    denominator: Exact
    mean: Exact | None
    answered: int
    applicable: int
    coverage: Exact | None
    terms: tuple[Term, ...]
    left_out: tuple[LeftOut, ...]


class WholeWorking(Part):
    floor: Shown
    working: Working


class Formula(Part):
    method: str
    overall: WholeWorking
    themes: dict[str, Working]


class Results(Part):
    """Everything an assessment says; scores and coverage from 0 to 100, `null` as the scoring rule says."""

    framework: str
    version: str
    scope: Scope
    not_this_year: Codes
    groups_not_this_year: Codes
    fallbacks: tuple[Fallback, ...]
    overall: Overall
    themes: tuple[Theme, ...]
    criteria: tuple[Criterion, ...]
    set_aside: tuple[SetAside, ...] = ()
    confidence: Confidence = Confidence()
    iso26000: Links
    sdgs: tuple[Touched, ...]
    priorities: tuple[Priority, ...]
    to_clear_up: tuple[Listed, ...]
    strengths: tuple[Listed, ...]
    formula: Formula


def results(result: rules.Result) -> Results:
    """Return a result as it is shown."""
    copied = {name: getattr(result, name) for name in Results.model_fields if hasattr(result, name)}
    links = {code: Links.model_validate(found) for code, found in result.links.items()}
    return Results(
        **copied,
        set_aside=tuple(
            SetAside(
                code=one.code,
                reason=one.exclusion.reason,
                fact=one.exclusion.fact,
                waits_for=one.exclusion.waits_for,
            )
            for one in result.criteria
            if one.exclusion
        ),
        iso26000=links.get("iso26000", Links()),
        sdgs=links.get("sdg", Links()).issues,
        formula=Formula.model_validate(rules.explain(result)),
    )


def results_of(assessment: Assessment) -> Results:
    """Return what is shown of an assessment: computed while open, exactly what was frozen once closed."""
    if assessment.closed_result is None:
        return results(queries.result_of(assessment))
    return Results.model_validate(assessment.closed_result["shown"])
