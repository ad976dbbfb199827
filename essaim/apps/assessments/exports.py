"""Results as plain values: what the API answers, and what is frozen when an assessment is closed.

Figures people see bear one decimal; the working that leads to them is exact, as fractions ("200/3").
"""

from fractions import Fraction
from typing import Any

from essaim.apps.assessments import queries, rules
from essaim.apps.assessments.models import Assessment

ISO26000, SDG = "iso26000", "sdg"


def results_of(assessment: Assessment) -> dict[str, Any]:
    """Return what is shown of an assessment: computed while open, exactly what was frozen once closed."""
    if assessment.closed_result is None:
        return results(queries.result_of(assessment))
    frozen: dict[str, Any] = assessment.closed_result["shown"]
    return frozen


def results(result: rules.Result) -> dict[str, Any]:
    """Return a result as JSON-able values, in the shape of the API."""
    return {
        "framework": result.framework,
        "version": result.version,
        "scope": result.scope.value,
        "not_this_year": list(result.not_this_year),
        "overall": _overall(result.overall),
        "themes": [_theme(theme) for theme in result.themes],
        "criteria": [_criterion(one) for one in result.criteria],
        "fallbacks": [{"theme": one.theme, "criterion": one.criterion} for one in result.fallbacks],
        "iso26000": _links(result, ISO26000),
        "sdgs": _links(result, SDG)["issues"],
        "priorities": [_priority(one) for one in result.priorities],
        "to_clear_up": [{"code": one.code, "importance": one.importance} for one in result.to_clear_up],
        "strengths": [one.code for one in result.strengths],
        "formula": _formula(rules.explain(result)),
    }


def shown(value: Fraction | None) -> float | None:
    """Return the figure with one decimal."""
    return None if value is None else float(rules.as_shown(value))


def _overall(overall: rules.Overall) -> dict[str, Any]:
    return {
        "score": shown(overall.score),
        "coverage": shown(overall.coverage),
        "answered": overall.answered,
        "applicable": overall.applicable,
        "weakest_theme": overall.weakest_theme,
        "missing_themes": list(overall.missing_themes),
        "why_null": overall.why_null and overall.why_null.value,
        "distribution": _distribution(overall.distribution),
    }


def _distribution(counts: rules.Distribution) -> dict[str, Any]:
    return {
        "levels": [
            {"scale": one.scale, "level": one.level, "label": one.label.model_dump(), "count": one.count}
            for one in counts.levels
        ],
        "planned": counts.planned,
        "unknown": counts.unknown,
        "unanswered": counts.unanswered,
        "not_applicable": counts.not_applicable,
    }


def _theme(theme: rules.ThemeResult) -> dict[str, Any]:
    return {
        "code": theme.code,
        "score": shown(theme.score),
        "coverage": shown(theme.coverage),
        "answered": theme.answered,
        "applicable": theme.applicable,
    }


def _criterion(one: rules.CriterionResult) -> dict[str, Any]:
    return {
        "code": one.code,
        "theme": one.theme,
        "state": one.state.value,
        "by_profile": one.exclusion is not None,
        "level": one.level,
        "importance": one.importance,
        "score": shown(one.score),
    }


def _priority(one: rules.CriterionResult) -> dict[str, Any]:
    return {
        "code": one.code,
        "priority": shown(one.priority),
        "importance": one.importance,
        "level": one.level,
        "target": one.target,
        "target_is_set": one.target_is_set,
    }


def _links(result: rules.Result, target: str) -> dict[str, Any]:
    found = result.links.get(target)
    if found is None:
        return {"covered": 0, "total": 0, "issues": []}
    issues = [{"code": one.code, "criteria": list(one.criteria)} for one in found.issues]
    return {"covered": found.covered, "total": found.total, "issues": issues}


def _formula(working: rules.Explanation) -> dict[str, Any]:
    return {
        "method": working.method,
        "floor": shown(working.overall.floor),
        "overall": _working(working.overall.working),
        "themes": [{"code": code, **_working(one)} for code, one in working.themes.items()],
    }


def _working(working: rules.Working) -> dict[str, Any]:
    return {
        "numerator": str(working.numerator),
        "denominator": str(working.denominator),
        "mean": None if working.mean is None else str(working.mean),
        "answered": working.answered,
        "applicable": working.applicable,
        "terms": [
            {"code": one.code, "weight": str(one.weight), "score": str(one.score), "product": str(one.product)}
            for one in working.terms
        ],
        "left_out": [
            {"code": one.code, "state": one.state.value, "lowers_coverage": one.lowers_coverage}
            for one in working.left_out
        ],
    }
