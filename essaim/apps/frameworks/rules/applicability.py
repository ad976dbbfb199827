"""What an organisation's profile changes: an unknown fact never takes a question away."""

import operator
from collections.abc import Mapping
from dataclasses import dataclass

from .document import Condition, Framework, LegalFamily, Rule, Theme
from .parts import Text

ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


@dataclass(frozen=True)
class Profile:
    """The facts rules may look at; `None` is "not said"."""

    employees: int | None
    volunteers: int | None
    legal_family: LegalFamily | str | None


@dataclass(frozen=True)
class Exclusion:
    """Why a criterion does not apply: the fact of the profile that says so, or the criteria it waits for."""

    reason: Text
    fact: str = ""
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class EssentialSet:
    """The essential criteria, with those that stand in where a profile emptied a theme, and why they do."""

    codes: frozenset[str]
    fallbacks: Mapping[str, str]
    causes: Mapping[str, Exclusion]


def not_applicable(framework: Framework, profile: Profile) -> dict[str, Exclusion]:
    """Return the criteria this profile takes away, each with the reason of the first rule that does."""
    exclusions: dict[str, Exclusion] = {}
    for rule in framework.applicability:
        if all(_holds(condition, profile) for condition in rule.when):
            for code in rule.not_applicable:
                exclusions.setdefault(code, _exclusion(rule))
    return exclusions


def essential_codes(framework: Framework, profile: Profile) -> EssentialSet:
    """Return all essential criteria, applicable or not, plus one stand-in per theme emptied of its own."""
    excluded = not_applicable(framework, profile)
    codes: set[str] = set()
    fallbacks: dict[str, str] = {}
    causes: dict[str, Exclusion] = {}
    for theme in framework.themes:
        essential = [criterion.code for criterion in theme.criteria if criterion.essential]
        codes.update(essential)
        if essential and all(code in excluded for code in essential):
            causes[theme.code] = excluded[essential[0]]
            if stand_in := _stand_in(theme, excluded):
                fallbacks[theme.code] = stand_in
    return EssentialSet(frozenset(codes | set(fallbacks.values())), fallbacks, causes)


def _stand_in(theme: Theme, excluded: Mapping[str, Exclusion]) -> str | None:
    """Return the theme's declared fallback if it applies, else its first criterion that does."""
    declared = [theme.essential_fallback] if theme.essential_fallback else []
    candidates = declared + [criterion.code for criterion in theme.criteria]
    return next((code for code in candidates if code not in excluded), None)


def _exclusion(rule: Rule) -> Exclusion:
    return Exclusion(rule.reason, rule.when[0].fact)


def _holds(condition: Condition, profile: Profile) -> bool:
    known: int | str | None = getattr(profile, condition.fact)
    if known is None or known == "":
        return False
    if condition.operator == "in":
        return isinstance(condition.value, tuple) and known in condition.value
    if condition.operator in ("==", "!="):
        return (known == condition.value) == (condition.operator == "==")
    if isinstance(known, int) and isinstance(condition.value, int):
        return bool(ORDERS[condition.operator](known, condition.value))
    return False
