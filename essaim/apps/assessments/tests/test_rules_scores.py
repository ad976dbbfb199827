from decimal import Decimal
from fractions import Fraction

import pytest

from essaim.apps.assessments.enums import Scope
from essaim.apps.assessments.rules import as_shown, assess, default_target, score_of

from .grids import (
    ANYONE,
    NOT_CONCERNED,
    PLANNED,
    PRACTICE,
    UNKNOWN,
    at,
    criterion,
    framework,
    one_theme,
    scale,
    theme,
)


def full(grid, **answers):
    return assess(
        grid, {code.replace("_", "-"): answer for code, answer in answers.items()}, scope=Scope.FULL, profile=ANYONE
    )


@pytest.mark.parametrize(
    ("levels", "level", "score"),
    [
        ((0, 1, 2, 3, 4), 0, Fraction(0)),
        ((0, 1, 2, 3, 4), 3, Fraction(75)),
        ((0, 1, 2, 3, 4), 4, Fraction(100)),
        ((1, 2, 3, 4, 5), 1, Fraction(0)),
        ((1, 2, 3, 4, 5), 4, Fraction(75)),
        ((0, 1, 2, 3), 1, Fraction(100, 3)),
        ((-2, 0, 2), 0, Fraction(50)),
        ((0, 5, 10), 5, Fraction(50)),
    ],
)
def test_a_score_is_the_share_of_its_own_scale(levels, level, score):
    assert score_of(level, scale(*levels)) == score


@pytest.mark.parametrize("levels", [(4, 3, 2, 1, 0), (2, 3, 2)])
def test_a_scale_that_does_not_climb_is_refused(levels):
    with pytest.raises(ValueError, match="practice"):
        score_of(levels[0], scale(*levels))


@pytest.mark.parametrize(
    ("levels", "target"),
    [((0, 1, 2, 3, 4), 3), ((1, 2, 3, 4, 5), 4), ((0, 1, 2, 3), 3), ((0, 1), 1), (tuple(range(11)), 8)],
)
def test_the_target_unless_set_is_the_lowest_level_worth_three_quarters(levels, target):
    assert default_target(scale(*levels)) == target


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0.0"),
        (Fraction(100), "100.0"),
        (Fraction(250, 48) * 10, "52.1"),
        (Fraction(200, 3), "66.7"),
        (Fraction(1, 20), "0.1"),
        (Fraction(5025, 100), "50.3"),
        (Fraction(50249999, 10**6), "50.2"),
        (Fraction(59999, 1000), "60.0"),
        (Fraction(-1, 20), "-0.1"),
        (Fraction(-125, 10), "-12.5"),
    ],
)
def test_figures_are_shown_with_one_decimal_halves_up(value, shown):
    assert as_shown(value) == Decimal(shown)
    assert str(as_shown(value)) == shown


def test_planned_counts_as_the_bottom_level_in_score_and_coverage():
    planned, level_zero = full(one_theme(2), A_1=at(4), A_2=PLANNED), full(one_theme(2), A_1=at(4), A_2=at(0))
    assert (planned.overall.score, planned.overall.coverage) == (50, 100)
    assert (planned.overall.score, planned.overall.coverage) == (level_zero.overall.score, level_zero.overall.coverage)


def test_planned_is_the_bottom_of_a_scale_that_starts_at_one():
    grid = framework(theme("A", criterion("A-1")), scales=(scale(1, 2, 3, 4, 5),))
    assert full(grid, A_1=PLANNED).overall.score == 0


def test_not_knowing_lowers_coverage_and_not_the_score():
    overall = full(one_theme(3), A_1=at(2), A_2=at(3), A_3=UNKNOWN).overall
    assert (overall.score, overall.coverage) == (Fraction(125, 2), Fraction(200, 3))


def test_what_does_not_concern_us_counts_nowhere():
    overall = full(one_theme(3), A_1=at(2), A_2=at(3), A_3=NOT_CONCERNED).overall
    assert (overall.score, overall.coverage, overall.applicable) == (Fraction(125, 2), 100, 2)


def test_weights_count_in_scores_and_never_in_coverage():
    grid = framework(
        theme("A", criterion("A-1", weight="2.5"), criterion("A-2")), theme("B", criterion("B-1", weight="0.1"))
    )
    overall = full(grid, A_1=at(4), A_2=at(1), B_1=at(2)).overall
    assert overall.score == Fraction(2500 + 250 + 50, 36)
    assert full(grid, A_1=at(4), B_1=at(2)).overall.coverage == Fraction(200, 3)


def test_each_criterion_counts_once_whatever_the_size_of_its_theme():
    grid = framework(theme("A", criterion("A-1")), theme("B", criterion("B-1"), criterion("B-2"), criterion("B-3")))
    result = full(grid, A_1=at(4), B_1=at(0), B_2=at(0), B_3=at(0))
    assert result.overall.score == 25
    assert [one.score for one in result.themes] == [100, 0]


def test_scales_of_one_framework_are_each_read_on_their_own():
    grid = framework(
        theme("A", criterion("A-1"), criterion("A-2", scale="ten")),
        scales=(PRACTICE, scale(*range(1, 11), code="ten")),
    )
    assert full(grid, A_1=at(1), A_2=at(10)).overall.score == Fraction(125, 2)
