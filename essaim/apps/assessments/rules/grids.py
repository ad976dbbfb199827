"""The grid of a year: the criteria looked at, those the profile sets aside, the themes left for another year."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from essaim.apps.assessments.enums import Scope, ScopeFault
from essaim.apps.frameworks.rules import (
    Criterion,
    Exclusion,
    Framework,
    Profile,
    essential_codes,
    not_applicable,
)


class ScopeRefused(Exception):
    """A scope that cannot be taken (`fault.label` is the sentence)."""

    def __init__(self, fault: ScopeFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Fallback:
    """A criterion that joins the essential set for a theme the profile emptied, and what emptied it."""

    theme: str
    criterion: str
    because: Exclusion


@dataclass(frozen=True, slots=True)
class Grid:
    """The criteria of a year by theme code, in the framework's order; excluded ones stay, with their reason."""

    themes: Mapping[str, tuple[Criterion, ...]]
    exclusions: Mapping[str, Exclusion]
    fallbacks: tuple[Fallback, ...]
    not_this_year: tuple[str, ...]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Return all criteria of the grid, excluded ones included."""
        return tuple(criterion for criteria in self.themes.values() for criterion in criteria)


def check_scope(framework: Framework, scope: Scope, themes: Collection[str]) -> None:
    """Accept themes that exist and are given exactly when the scope asks for them; else raise `ScopeRefused`."""
    if scope != Scope.THEMES and themes:
        raise ScopeRefused(ScopeFault.THEMES_UNEXPECTED)
    if scope == Scope.THEMES and not themes:
        raise ScopeRefused(ScopeFault.THEMES_MISSING)
    if set(themes) - {theme.code for theme in framework.themes}:
        raise ScopeRefused(ScopeFault.THEME_UNKNOWN)


def in_scope(framework: Framework, scope: Scope, themes: Collection[str], profile: Profile) -> Grid:
    """Return the grid of this year; `themes` counts for scope `themes` only."""
    excluded = not_applicable(framework, profile)
    essential = essential_codes(framework, profile)
    kept = essential.codes if scope == Scope.ESSENTIAL else framework.codes
    stand_ins = essential.fallbacks if scope == Scope.ESSENTIAL else {}
    chosen = {
        theme.code: tuple(criterion for criterion in theme.criteria if criterion.code in kept)
        for theme in framework.themes
        if scope != Scope.THEMES or theme.code in themes
    }
    codes = {criterion.code for criteria in chosen.values() for criterion in criteria}
    return Grid(
        themes=chosen,
        exclusions={code: exclusion for code, exclusion in excluded.items() if code in codes},
        fallbacks=tuple(Fallback(theme, code, essential.causes[theme]) for theme, code in stand_ins.items()),
        not_this_year=tuple(theme.code for theme in framework.themes if theme.code not in chosen),
    )
