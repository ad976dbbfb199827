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
    """The criteria of a year by theme code, in the framework's order; excluded ones stay, with their reason.

    `not_this_year` names themes, `groups_not_this_year` groups: what belongs to no chosen one counts nowhere.
    """

    themes: Mapping[str, tuple[Criterion, ...]]
    exclusions: Mapping[str, Exclusion]
    fallbacks: tuple[Fallback, ...]
    not_this_year: tuple[str, ...]
    groups_not_this_year: tuple[str, ...] = ()

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


def check_groups(framework: Framework, scope: Scope, themes: Collection[str], groups: Collection[str]) -> None:
    """Accept groups that exist and leave something to answer; else raise `ScopeRefused`."""
    if set(groups) - {group.code for group in framework.groups}:
        raise ScopeRefused(ScopeFault.GROUP_UNKNOWN)
    chosen = [theme for theme in framework.themes if scope != Scope.THEMES or theme.code in themes]
    asked = [one for theme in chosen for one in theme.criteria if scope != Scope.ESSENTIAL or one.essential]
    if groups and not any(_belongs(criterion, groups) for criterion in asked):
        raise ScopeRefused(ScopeFault.NOTHING_LEFT)


def in_scope(
    framework: Framework, scope: Scope, themes: Collection[str], profile: Profile, groups: Collection[str] = ()
) -> Grid:
    """Return the grid of this year; `themes` counts for scope `themes` only.

    Without `groups` all belong; with some, their criteria and those of no group. Groups of another version are unknown
    and choose nothing.
    """
    known = [group.code for group in framework.groups if group.code in groups]
    excluded = not_applicable(framework, profile)
    essential = essential_codes(framework, profile)
    kept = essential.codes if scope == Scope.ESSENTIAL else framework.codes
    stand_ins = essential.fallbacks if scope == Scope.ESSENTIAL else {}
    chosen = {
        theme.code: tuple(
            criterion for criterion in theme.criteria if criterion.code in kept and _belongs(criterion, known)
        )
        for theme in framework.themes
        if (scope != Scope.THEMES or theme.code in themes) and any(_belongs(one, known) for one in theme.criteria)
    }
    codes = {criterion.code for criteria in chosen.values() for criterion in criteria}
    return Grid(
        themes=chosen,
        exclusions={code: exclusion for code, exclusion in excluded.items() if code in codes},
        fallbacks=tuple(
            Fallback(theme, code, essential.causes[theme]) for theme, code in stand_ins.items() if code in codes
        ),
        not_this_year=tuple(theme.code for theme in framework.themes if theme.code not in chosen),
        groups_not_this_year=tuple(group.code for group in framework.groups if known and group.code not in known),
    )


def _belongs(criterion: Criterion, groups: Collection[str]) -> bool:
    return not groups or not criterion.groups or not set(criterion.groups).isdisjoint(groups)
