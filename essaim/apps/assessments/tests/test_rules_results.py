from fractions import Fraction

import pytest

from essaim.apps.assessments.enums import Closing, Importance, Scope, State, WhyNull
from essaim.apps.assessments.rules import METHOD, Answer, as_shown, assess, closing
from essaim.apps.frameworks.rules import Exclusion

from .grids import (
    ANYONE,
    NOBODY,
    NOT_CONCERNED,
    PLANNED,
    PRACTICE,
    SIZES,
    VOLUNTEERS_ONLY,
    at,
    criterion,
    framework,
    guide,
    one_theme,
    scale,
    text,
    theme,
    without,
)

MIXED = {
    "GOV-2": at(4),
    "GOV-3": at(2),
    "STR-1": at(3),
    "STR-3": PLANNED,
    "TER-1": at(1, importance=3),
    "TER-2": at(3),
    "EMP-1": NOT_CONCERNED,
    "EMP-3": at(2),
    "EMP-4": Answer(State.UNKNOWN, importance=3),
    "USA-1": at(3, importance=4),
    "USA-3": at(4),
    "DIV-2": at(0, importance=4),
    "ENV-1": Answer(importance=4),
    "ENV-2": at(1),
    "ETH-1": at(2, target=2),
}


def codes(criteria):
    return [one.code for one in criteria]


@pytest.fixture
def mixed():
    return assess(guide(), MIXED, scope=Scope.ESSENTIAL, profile=ANYONE)


def test_fifteen_criteria_in_mixed_states_give_the_figures_computed_by_hand(mixed):
    overall = mixed.overall
    assert (overall.answered, overall.applicable) == (12, 14)
    assert overall.score == Fraction(25 * 100, 12 * 4)
    assert overall.coverage == Fraction(12 * 100, 14)
    assert (str(as_shown(overall.score)), str(as_shown(overall.coverage))) == ("52.1", "85.7")
    assert (overall.weakest_theme, overall.missing_themes, overall.why_null) == ("DIV", (), None)
    assert (mixed.method, mixed.framework, mixed.version) == (METHOD, "small", "1")


def test_themes_of_the_mixed_case_give_the_figures_computed_by_hand(mixed):
    assert [(one.code, one.score, one.coverage, one.answered, one.applicable) for one in mixed.themes] == [
        ("GOV", 75, 100, 2, 2),
        ("STR", Fraction(75, 2), 100, 2, 2),
        ("TER", 50, 100, 2, 2),
        ("EMP", 50, 50, 1, 2),
        ("USA", Fraction(175, 2), 100, 2, 2),
        ("DIV", 0, 100, 1, 1),
        ("ENV", 25, 50, 1, 2),
        ("ETH", 50, 100, 1, 1),
    ]


def test_the_distribution_of_the_mixed_case_can_be_said_in_words(mixed):
    words = mixed.overall.distribution
    assert [(one.level, one.label.en, one.count) for one in words.levels] == [
        (4, "level 4", 2),
        (3, "level 3", 3),
        (2, "level 2", 3),
        (1, "level 1", 2),
        (0, "level 0", 1),
    ]
    assert (words.planned, words.unknown, words.unanswered, words.not_applicable) == (1, 1, 1, 1)


def test_priorities_of_the_mixed_case_go_by_priority_then_importance_then_order(mixed):
    assert [(one.code, one.priority) for one in mixed.priorities] == [
        ("DIV-2", 12),
        ("TER-1", 6),
        ("STR-3", 6),
        ("ENV-2", 4),
        ("GOV-3", 2),
        ("EMP-3", 2),
    ]
    assert codes(mixed.to_clear_up) == ["ENV-1", "EMP-4"]


def test_strengths_of_the_mixed_case_go_by_importance_then_level_then_order(mixed):
    assert codes(mixed.strengths) == ["USA-1", "GOV-2", "USA-3", "STR-1", "TER-2", "ETH-1"]


def test_importance_unsaid_counts_as_useful_and_stays_unsaid(mixed):
    said = {one.code: (one.importance, one.weighed_importance) for one in mixed.criteria}
    assert said["ENV-2"] == (None, Importance.USEFUL)
    assert said["DIV-2"] == (Importance.CRUCIAL, Importance.CRUCIAL)


def test_only_the_level_of_an_answer_is_a_level(mixed):
    told = {one.code: (one.state, one.level, one.score) for one in mixed.criteria}
    assert told["STR-3"] == (State.PLANNED, None, 0)
    assert told["EMP-1"] == (State.NOT_APPLICABLE, None, None)
    assert told["EMP-4"] == (State.UNKNOWN, None, None)
    assert told["ENV-1"] == (State.NONE, None, None)


def test_ten_priorities_are_kept():
    result = assess(guide(), {code: at(0) for code in guide().codes}, scope=Scope.FULL, profile=ANYONE)
    assert codes(result.priorities) == [one.code for one in guide().criteria[:10]]


def test_priority_on_another_scale_is_brought_to_zero_to_four():
    grid = framework(theme("A", criterion("A-1"), criterion("A-2")), scales=(scale(1, 2, 3),))
    result = assess(grid, {"A-1": at(1, 3), "A-2": at(2, 3, target=2)}, scope=Scope.FULL, profile=ANYONE)
    assert [(one.code, one.target, one.target_is_set, one.priority) for one in result.criteria] == [
        ("A-1", 3, False, 12),
        ("A-2", 2, True, 0),
    ]


def test_nothing_at_the_bottom_of_its_scale_is_a_strength():
    result = assess(one_theme(1), {"A-1": at(0, target=0)}, scope=Scope.FULL, profile=ANYONE)
    assert (result.strengths, result.priorities) == ((), ())


def test_what_does_not_concern_us_is_never_a_priority_nor_to_clear_up():
    crucial = Answer(State.NOT_APPLICABLE, importance=4, reason="No premises.")
    result = assess(one_theme(1), {"A-1": crucial}, scope=Scope.FULL, profile=ANYONE)
    assert (result.priorities, result.to_clear_up) == ((), ())


@pytest.mark.parametrize(("answered", "score", "reason"), [(3, 50, None), (2, None, WhyNull.COVERAGE)])
def test_the_floor_is_sixty_per_cent_exactly(answered, score, reason):
    answers = {f"A-{number}": at(2) for number in range(1, answered + 1)}
    overall = assess(one_theme(5), answers, scope=Scope.FULL, profile=ANYONE).overall
    assert (overall.score, overall.why_null) == (score, reason)


def test_just_below_the_floor_is_below_even_where_it_would_be_shown_as_sixty():
    answers = {f"A-{number}": at(2) for number in range(1, 1200)}
    overall = assess(one_theme(1999), answers, scope=Scope.FULL, profile=ANYONE).overall
    assert (str(as_shown(overall.coverage)), overall.why_null) == ("60.0", WhyNull.COVERAGE)


def test_a_silent_theme_leaves_no_overall_score_and_is_named():
    answers = {code: at(3) for code in guide().codes if not code.startswith("ETH")}
    overall = assess(guide(), answers, scope=Scope.FULL, profile=ANYONE).overall
    assert (overall.score, overall.why_null, overall.missing_themes) == (None, WhyNull.MISSING_THEMES, ("ETH",))


def test_chosen_themes_have_scores_and_the_whole_has_none():
    answers = {f"GOV-{number}": at(2) for number in range(1, 6)}
    result = assess(guide(), answers, scope=Scope.THEMES, themes=("GOV",), profile=ANYONE)
    assert [(one.code, one.score, one.coverage) for one in result.themes] == [("GOV", 50, 100)]
    assert (result.overall.score, result.overall.why_null) == (None, WhyNull.SCOPE)
    assert result.overall.coverage == 100
    assert result.not_this_year == tuple(code for code in SIZES if code != "GOV")


def test_the_weakest_theme_among_equals_is_the_first_of_the_framework():
    grid = framework(*(theme(code, criterion(f"{code}-1")) for code in "ZAM"))
    answers = {"Z-1": at(3), "A-1": at(1), "M-1": at(1)}
    assert assess(grid, answers, scope=Scope.FULL, profile=ANYONE).overall.weakest_theme == "A"


def test_the_weakest_theme_is_known_even_without_an_overall_score():
    overall = assess(guide(), {"GOV-1": at(2), "STR-1": at(1)}, scope=Scope.FULL, profile=ANYONE).overall
    assert (overall.score, overall.weakest_theme) == (None, "STR")


def test_under_three_answers_a_theme_is_shown_in_words():
    answers = {"A-1": at(2), "A-2": at(2)}
    two = assess(one_theme(3), answers, scope=Scope.FULL, profile=ANYONE)
    three = assess(one_theme(3), {**answers, "A-3": PLANNED}, scope=Scope.FULL, profile=ANYONE)
    assert [two.themes[0].shows_figure, three.themes[0].shows_figure] == [False, True]


def test_a_theme_that_concerns_nobody_has_neither_score_nor_coverage_and_is_not_missing():
    grid = framework(theme("A", criterion("A-1")), theme("B", criterion("B-1")))
    result = assess(grid, {"A-1": at(4), "B-1": NOT_CONCERNED}, scope=Scope.FULL, profile=ANYONE)
    assert [(one.score, one.coverage, one.applicable) for one in result.themes] == [(100, 100, 1), (None, None, 0)]
    assert (result.overall.score, result.overall.missing_themes) == (100, ())


def test_a_volunteer_only_association_has_eight_themes_to_answer():
    result = assess(guide(), {}, scope=Scope.ESSENTIAL, profile=VOLUNTEERS_ONLY)
    assert [(one.code, one.applicable) for one in result.themes] == [
        ("GOV", 2),
        ("STR", 2),
        ("TER", 2),
        ("EMP", 1),
        ("USA", 2),
        ("DIV", 1),
        ("ENV", 2),
        ("ETH", 1),
    ]


def test_the_profile_stands_above_the_answer_which_is_kept_aside_and_comes_back():
    answers = {"EMP-1": at(3, importance=4)}
    volunteers, employer = (
        assess(guide(), answers, scope=Scope.FULL, profile=profile) for profile in (VOLUNTEERS_ONLY, ANYONE)
    )
    aside, back = (next(one for one in result.criteria if one.code == "EMP-1") for result in (volunteers, employer))
    assert (aside.state, aside.score, aside.kept_aside) == (State.NOT_APPLICABLE, None, answers["EMP-1"])
    assert aside.exclusion == Exclusion(text("no employees"), "employees")
    assert (back.state, back.score, back.kept_aside, back.exclusion) == (State.ANSWERED, 75, None, None)


def test_closing_needs_a_reason_below_the_floor_and_something_to_close():
    def close(answers, grid=None, profile=ANYONE):
        return closing(assess(grid or one_theme(5), answers, scope=Scope.FULL, profile=profile))

    assert close({f"A-{number}": at(0) for number in (1, 2, 3)}) == Closing.ALLOWED
    assert close({"A-1": at(0), "A-2": at(0)}) == Closing.REASON_NEEDED
    assert close({}) == Closing.REASON_NEEDED
    assert close({f"A-{number}": NOT_CONCERNED for number in range(1, 6)}) == Closing.REFUSED
    employers = framework(theme("A", criterion("A-1")), rules=(without("employees", "A-1"),))
    assert close({"A-1": at(4)}, employers, NOBODY) == Closing.REFUSED


def test_nothing_applicable_gives_nothing_at_all():
    overall = assess(one_theme(1), {"A-1": NOT_CONCERNED}, scope=Scope.FULL, profile=ANYONE).overall
    assert (overall.score, overall.coverage, overall.weakest_theme) == (None, None, None)
    assert (overall.answered, overall.applicable, overall.why_null) == (0, 0, WhyNull.NOTHING_APPLICABLE)


def test_a_theme_without_essential_criterion_is_empty_in_the_overview_and_not_missing():
    grid = framework(theme("A", criterion("A-1", essential=True)), theme("B", criterion("B-1")))
    result = assess(grid, {"A-1": at(2)}, scope=Scope.ESSENTIAL, profile=ANYONE)
    assert [(one.code, one.applicable) for one in result.themes] == [("A", 1), ("B", 0)]
    assert (result.overall.score, result.overall.missing_themes) == (50, ())


def test_answers_outside_the_grid_of_the_year_change_nothing(mixed):
    beyond = {**MIXED, "GOV-1": at(0), "GONE-1": at(4)}
    assert assess(guide(), beyond, scope=Scope.ESSENTIAL, profile=ANYONE) == mixed


def test_the_distribution_keeps_each_scale_to_its_own_levels():
    grid = framework(
        theme("A", criterion("A-1"), criterion("A-2", scale="two")), scales=(PRACTICE, scale(1, 2, code="two"))
    )
    levels = assess(grid, {"A-2": at(1)}, scope=Scope.FULL, profile=ANYONE).overall.distribution.levels
    assert [(one.scale, one.level, one.count) for one in levels] == [
        *(("practice", level, 0) for level in (4, 3, 2, 1, 0)),
        ("two", 2, 0),
        ("two", 1, 1),
    ]
