"""How a figure was computed, with the actual numbers: anyone can redo the sum by hand."""

from dataclasses import dataclass
from fractions import Fraction

from essaim.apps.assessments.enums import Importance, State, WhyNull

from .criteria import CriterionResult
from .results import Result
from .scores import COVERAGE_FLOOR, tally


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a sum: weight × score (0–100) = product."""

    code: str
    weight: Fraction
    score: Fraction
    product: Fraction


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A criterion outside the mean and why; `lowers_coverage` is false where it does not concern us."""

    code: str
    state: State
    by_profile: bool
    lowers_coverage: bool
    by_answers: bool = False


@dataclass(frozen=True, slots=True)
class Working:
    """A weighted mean laid open: numerator ÷ denominator = mean (0–100); coverage = answered ÷ applicable."""

    terms: tuple[Term, ...]
    left_out: tuple[LeftOut, ...]
    numerator: Fraction
    denominator: Fraction
    mean: Fraction | None
    answered: int
    applicable: int
    coverage: Fraction | None


@dataclass(frozen=True, slots=True)
class OverallWorking:
    """The mean of the whole and what decides whether it is given: floor (percent), open themes, scope."""

    working: Working
    floor: Fraction
    missing_themes: tuple[str, ...]
    score: Fraction | None
    why_null: WhyNull | None


@dataclass(frozen=True, slots=True)
class CriterionWorking:
    """(level − bottom) ÷ (top − bottom) × 100 = score; importance × gap (0–4) to the target = priority."""

    code: str
    state: State
    level: int | None
    bottom: int
    top: int
    score: Fraction | None
    importance: Importance
    importance_is_said: bool
    target: int
    target_is_set: bool
    gap: Fraction | None
    priority: Fraction | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The working of every figure of a result, and the method that rules it."""

    method: str
    overall: OverallWorking
    themes: dict[str, Working]
    criteria: dict[str, CriterionWorking]


def explain(result: Result) -> Explanation:
    """Return how each figure of a result was computed, themes and criteria by code."""
    overall = result.overall
    return Explanation(
        method=result.method,
        overall=OverallWorking(
            working=working(result),
            floor=COVERAGE_FLOOR,
            missing_themes=overall.missing_themes,
            score=overall.score,
            why_null=overall.why_null,
        ),
        themes={theme.code: working(result, theme.code) for theme in result.themes},
        criteria={one.code: _criterion(one) for one in result.criteria},
    )


def subtotals(result: Result) -> list[Term]:
    """Return what each theme with an answer brings to the whole: weights answered × mean = sum of its products."""
    parts = {theme.code: [one.mark for one in result.criteria if one.theme == theme.code] for theme in result.themes}
    sums = {code: tally(marks) for code, marks in parts.items()}
    return [Term(code, one.weight, one.score, one.earned) for code, one in sums.items() if one.score is not None]


def working(result: Result, theme: str | None = None) -> Working:
    """Return the mean of the whole, or of one theme, laid open."""
    criteria = [one for one in result.criteria if theme in {None, one.theme}]
    sums = tally(one.mark for one in criteria if one.is_applicable)
    return Working(
        terms=tuple(
            Term(one.code, one.weight, one.score, one.weight * one.score) for one in criteria if one.score is not None
        ),
        left_out=tuple(
            LeftOut(
                one.code,
                one.state,
                by_profile=one.is_ruled_out,
                lowers_coverage=one.is_applicable,
                by_answers=one.exclusion is not None and not one.is_ruled_out,
            )
            for one in criteria
            if one.score is None
        ),
        numerator=sums.earned,
        denominator=sums.weight,
        mean=sums.score,
        answered=sums.answered,
        applicable=sums.applicable,
        coverage=sums.coverage,
    )


def _criterion(one: CriterionResult) -> CriterionWorking:
    return CriterionWorking(
        code=one.code,
        state=one.state,
        level=one.level,
        bottom=one.scale.bottom,
        top=one.scale.top,
        score=one.score,
        importance=one.weighed_importance,
        importance_is_said=one.importance is not None,
        target=one.target,
        target_is_set=one.target_is_set,
        gap=one.gap,
        priority=one.priority,
    )
