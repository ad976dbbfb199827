import pytest

from essaim.apps.assessments.enums import Scope, ScopeFault
from essaim.apps.assessments.rules import Fallback, ScopeRefused, check_scope, in_scope
from essaim.apps.frameworks.rules import Exclusion, Profile

from .grids import ANYONE, ESSENTIAL, NOBODY, SIZES, VOLUNTEERS_ONLY, guide, text

NO_EMPLOYEES = Exclusion(text("no employees"), "employees")


def codes(grid):
    return tuple(criterion.code for criterion in grid.criteria)


def test_the_overview_is_the_fifteen_essential_criteria_in_the_order_of_the_framework():
    grid = in_scope(guide(), Scope.ESSENTIAL, (), ANYONE)
    assert codes(grid) == ESSENTIAL
    assert (grid.exclusions, grid.fallbacks, grid.not_this_year) == ({}, (), ())


def test_the_full_assessment_is_all_thirty_five():
    assert len(codes(in_scope(guide(), Scope.FULL, (), ANYONE))) == 35


def test_chosen_themes_are_looked_at_whole_and_the_others_named():
    grid = in_scope(guide(), Scope.THEMES, ("ETH", "GOV"), ANYONE)
    assert tuple(grid.themes) == ("GOV", "ETH")
    assert len(codes(grid)) == SIZES["GOV"] + SIZES["ETH"]
    assert grid.not_this_year == ("STR", "TER", "EMP", "USA", "DIV", "ENV")


def test_without_employees_stand_ins_join_and_say_why():
    grid = in_scope(guide(), Scope.ESSENTIAL, (), VOLUNTEERS_ONLY)
    assert grid.fallbacks == (Fallback("EMP", "EMP-6", NO_EMPLOYEES), Fallback("DIV", "DIV-4", NO_EMPLOYEES))
    assert set(codes(grid)) == {*ESSENTIAL, "EMP-6", "DIV-4"}
    assert grid.exclusions == dict.fromkeys(("EMP-1", "EMP-3", "EMP-4", "DIV-2"), NO_EMPLOYEES)


def test_outside_the_overview_nothing_stands_in():
    grid = in_scope(guide(), Scope.FULL, (), VOLUNTEERS_ONLY)
    assert grid.fallbacks == ()
    assert set(grid.exclusions) == {"EMP-1", "EMP-2", "EMP-3", "EMP-4", "EMP-5", "DIV-2"}


def test_what_is_excluded_outside_the_grid_is_not_told():
    assert in_scope(guide(), Scope.THEMES, ("GOV",), NOBODY).exclusions == {}


def test_an_unknown_fact_takes_nothing_away():
    unsaid = Profile(employees=None, volunteers=0, legal_family="association")
    assert set(in_scope(guide(), Scope.FULL, (), unsaid).exclusions) == {"EMP-6"}


@pytest.mark.parametrize(
    ("scope", "themes", "fault"),
    [
        (Scope.THEMES, (), ScopeFault.THEMES_MISSING),
        (Scope.THEMES, ("GOV", "XYZ"), ScopeFault.THEME_UNKNOWN),
        (Scope.FULL, ("GOV",), ScopeFault.THEMES_UNEXPECTED),
        (Scope.ESSENTIAL, ("GOV",), ScopeFault.THEMES_UNEXPECTED),
    ],
)
def test_a_scope_and_themes_that_disagree_are_refused(scope, themes, fault):
    with pytest.raises(ScopeRefused) as refused:
        check_scope(guide(), scope, themes)
    assert refused.value.fault == fault


@pytest.mark.parametrize(("scope", "themes"), [(Scope.THEMES, ("GOV",)), (Scope.FULL, ()), (Scope.ESSENTIAL, ())])
def test_a_scope_and_themes_that_agree_are_taken(scope, themes):
    check_scope(guide(), scope, themes)
