"""Groups of a referential: an organisation answers those that concern it, and what belongs to none."""

import pytest

from essaim.apps.assessments.enums import Scope, ScopeFault
from essaim.apps.assessments.rules import ScopeRefused, assess, check_groups, in_scope
from essaim.apps.frameworks.rules import AskedWhen, Prerequisite

from .grids import ANYONE, NOBODY, at, criterion, framework, theme, without

GRID = framework(
    theme(
        "A", criterion("A-1", groups=("base",), essential=True), criterion("A-2", groups=("plus",)), criterion("A-3")
    ),
    theme("B", criterion("B-1", groups=("plus",)), criterion("B-2", groups=("base", "plus"))),
    theme("C", criterion("C-1", groups=("other",))),
    groups=("base", "plus", "other"),
)


def codes(groups, scope=Scope.FULL, themes=(), grid=GRID):
    return [one.code for one in in_scope(grid, scope, themes, ANYONE, groups).criteria]


def test_the_grid_is_what_the_chosen_groups_ask_and_what_belongs_to_none():
    assert codes(["base"]) == ["A-1", "A-3", "B-2"]
    assert codes(["plus", "other"]) == ["A-2", "A-3", "B-1", "B-2", "C-1"]


def test_no_choice_is_the_whole():
    assert codes([]) == [one.code for one in GRID.criteria]
    assert in_scope(GRID, Scope.FULL, (), ANYONE).groups_not_this_year == ()


def test_what_is_left_for_another_year_is_named():
    grid = in_scope(GRID, Scope.FULL, (), ANYONE, ["base"])
    assert (grid.groups_not_this_year, grid.not_this_year) == (("plus", "other"), ("C",))


def test_groups_stand_beside_the_scope():
    assert codes(["base"], Scope.ESSENTIAL) == ["A-1"]
    assert codes(["base"], Scope.THEMES, ["B"]) == ["B-2"]


def test_groups_that_a_new_version_no_longer_has_choose_nothing():
    assert codes(["gone"]) == codes([])
    assert codes(["gone", "base"]) == codes(["base"])


def test_a_stand_in_of_another_group_does_not_come_in():
    emptied = framework(
        theme("A", criterion("A-1", essential=True), criterion("A-2", groups=("plus",)), essential_fallback="A-2"),
        rules=(without("employees", "A-1"),),
        groups=("base", "plus"),
    )
    grid = in_scope(emptied, Scope.ESSENTIAL, (), NOBODY, ["base"])
    assert ([one.code for one in grid.criteria], grid.fallbacks) == (["A-1"], ())
    assert [one.criterion for one in in_scope(emptied, Scope.ESSENTIAL, (), NOBODY, ["plus"]).fallbacks] == ["A-2"]


def test_figures_are_those_of_a_referential_without_the_other_groups():
    answers = {"A-1": at(4), "A-2": at(0), "A-3": at(2), "B-1": at(0), "B-2": at(3), "C-1": at(0)}
    smaller = framework(theme("A", criterion("A-1"), criterion("A-3")), theme("B", criterion("B-2")))
    ours = assess(GRID, answers, scope=Scope.FULL, groups=["base"], profile=ANYONE)
    theirs = assess(smaller, answers, scope=Scope.FULL, profile=ANYONE)
    assert ours.overall == theirs.overall
    assert [one.score for one in ours.themes] == [one.score for one in theirs.themes]


def test_a_question_of_another_group_sets_nothing_aside():
    asked = AskedWhen(all=(Prerequisite(answer_to="A-1", at_least=1),))
    waiting = framework(
        theme("A", criterion("A-1", groups=("plus",)), criterion("A-2", groups=("base",), asked_when=asked)),
        groups=("base", "plus"),
    )
    result = assess(waiting, {"A-1": at(0)}, scope=Scope.FULL, groups=["base"], profile=ANYONE)
    assert [(one.code, one.is_applicable) for one in result.criteria] == [("A-2", True)]


@pytest.mark.parametrize(
    ("scope", "themes", "groups", "fault"),
    [
        (Scope.FULL, (), ["nobody"], ScopeFault.GROUP_UNKNOWN),
        (Scope.ESSENTIAL, (), ["plus"], ScopeFault.NOTHING_LEFT),
        (Scope.THEMES, ["C"], ["base"], ScopeFault.NOTHING_LEFT),
    ],
)
def test_groups_that_do_not_exist_or_leave_nothing_are_refused(scope, themes, groups, fault):
    with pytest.raises(ScopeRefused) as refused:
        check_groups(GRID, scope, themes, groups)
    assert refused.value.fault == fault
