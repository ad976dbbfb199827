"""What a self-assessment is worth, and how far that can be trusted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from essaim.apps.assessments.enums import Closing, Scope, WhyNull
from essaim.apps.frameworks.rules import Framework, Profile, Target

from .answers import Answer
from .conditions import set_aside
from .criteria import CriterionResult, criterion_result, priorities, strengths, to_clear_up
from .distributions import Distribution, distribution
from .grids import Fallback, Grid, in_scope
from .links import Confidence, Links, confidence, links
from .scores import COVERAGE_FLOOR, METHOD, tally, why_null

FIGURE_FROM = 3
LARGE = 60  # criteria: beyond, results are read theme by theme


@dataclass(frozen=True, slots=True)
class ThemeResult:
    """A theme's score and coverage, 0–100, both None without an applicable criterion; exact, to be shown rounded."""

    code: str
    score: Fraction | None
    coverage: Fraction | None
    answered: int
    applicable: int
    distribution: Distribution

    @property
    def shows_figure(self) -> bool:
        """Say whether people see the figure; under 3 answered criteria they see the levels in words."""
        return self.answered >= FIGURE_FROM


@dataclass(frozen=True, slots=True)
class Overall:
    """The whole, 0–100: `score` is None when `why_null` says why; themes by code, in the framework's order."""

    score: Fraction | None
    coverage: Fraction | None
    answered: int
    applicable: int
    weakest_theme: str | None
    missing_themes: tuple[str, ...]
    why_null: WhyNull | None
    distribution: Distribution


@dataclass(frozen=True, slots=True)
class Result:
    """Everything an assessment says, by one method, on one version of a framework."""

    method: str
    framework: str
    version: str
    scope: Scope
    overall: Overall
    themes: tuple[ThemeResult, ...]
    criteria: tuple[CriterionResult, ...]
    priorities: tuple[CriterionResult, ...]
    to_clear_up: tuple[CriterionResult, ...]
    strengths: tuple[CriterionResult, ...]
    links: Mapping[str, Links]
    confidence: Confidence
    fallbacks: tuple[Fallback, ...]
    not_this_year: tuple[str, ...]
    groups_not_this_year: tuple[str, ...] = ()


def assess(
    framework: Framework,
    answers: Mapping[str, Answer],
    *,
    scope: Scope,
    themes: Collection[str] = (),
    groups: Collection[str] = (),
    profile: Profile,
    documented: Collection[str] = (),
    targets: Collection[Target] = (),
) -> Result:
    """Return what checked answers by criterion code come to; `documented` are the codes backed by a document."""
    grid = in_scope(framework, scope, themes, profile, groups)
    criteria = _criteria(framework, grid, answers, documented)
    by_theme = tuple(_theme(framework, code, [one for one in criteria if one.theme == code]) for code in grid.themes)
    return Result(
        method=METHOD,
        framework=framework.code,
        version=framework.version,
        scope=scope,
        overall=_overall(framework, scope, by_theme, criteria),
        themes=by_theme,
        criteria=criteria,
        priorities=priorities(criteria),
        to_clear_up=to_clear_up(criteria),
        strengths=strengths(criteria),
        links=links(framework, criteria, targets),
        confidence=confidence(criteria),
        fallbacks=grid.fallbacks,
        not_this_year=grid.not_this_year,
        groups_not_this_year=grid.groups_not_this_year,
    )


def is_large(result: Result) -> bool:
    """Say whether there are too many practices to show them all on one page."""
    return len(result.criteria) > LARGE


def closing(result: Result) -> Closing:
    """Say whether an assessment can be closed: always, with a reason below the floor, but never on nothing."""
    if result.overall.coverage is None:
        return Closing.REFUSED
    return Closing.REASON_NEEDED if result.overall.coverage < COVERAGE_FLOOR else Closing.ALLOWED


def _criteria(
    framework: Framework, grid: Grid, answers: Mapping[str, Answer], documented: Collection[str]
) -> tuple[CriterionResult, ...]:
    aside = set_aside(framework, grid, answers)
    return tuple(
        criterion_result(
            framework,
            criterion,
            answers.get(criterion.code, Answer()),
            exclusion=aside.get(criterion.code),
            is_documented=criterion.code in documented,
        )
        for criterion in grid.criteria
    )


def _theme(framework: Framework, code: str, criteria: Sequence[CriterionResult]) -> ThemeResult:
    sums = tally(one.mark for one in criteria if one.is_applicable)
    return ThemeResult(
        code, sums.score, sums.coverage, sums.answered, sums.applicable, distribution(criteria, framework.scales)
    )


def _overall(
    framework: Framework, scope: Scope, themes: Sequence[ThemeResult], criteria: Sequence[CriterionResult]
) -> Overall:
    sums = tally(one.mark for one in criteria if one.is_applicable)
    missing = tuple(theme.code for theme in themes if theme.applicable and not theme.answered)
    reason = why_null(sums, scope=scope, missing_themes=missing)
    scored = [(theme.score, theme.code) for theme in themes if theme.score is not None]
    return Overall(
        score=None if reason else sums.score,
        coverage=sums.coverage,
        answered=sums.answered,
        applicable=sums.applicable,
        weakest_theme=min(scored, key=lambda row: row[0])[1] if scored else None,
        missing_themes=missing,
        why_null=reason,
        distribution=distribution(criteria, framework.scales),
    )
