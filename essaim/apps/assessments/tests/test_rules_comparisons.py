from fractions import Fraction

import pytest

from essaim.apps.assessments.enums import NotCompared, Scope, WhyNull
from essaim.apps.assessments.rules import Line, NotComparable, assess, compare

from .grids import (
    ANYONE,
    NOT_CONCERNED,
    PLANNED,
    SIZES,
    UNKNOWN,
    VOLUNTEERS_ONLY,
    at,
    criterion,
    framework,
    guide,
    theme,
)


def full(grid, answers, **given):
    return assess(grid, answers, **{"scope": Scope.FULL, "profile": ANYONE, **given})


def grid(*codes, version="1", weight="1"):
    themes = dict.fromkeys(code[0] for code in codes)
    return framework(
        *(theme(name, *(criterion(code, weight=weight) for code in codes if code[0] == name)) for name in themes),
        version=version,
    )


def test_a_new_question_is_neither_progress_nor_decline():
    earlier = full(grid("A-1", "B-1"), {"A-1": at(2), "B-1": at(2)})
    later = full(grid("A-1", "A-2", "B-1", version="2"), {"A-1": at(3), "A-2": at(0), "B-1": at(2)})
    told = compare([earlier, later])
    assert told.overall == Line("small", (Fraction(50), Fraction(125, 2)), 2, 2)
    assert told.overall.difference == Fraction(25, 2)
    assert told.themes == (Line("A", (Fraction(50), Fraction(75)), 1, 1), Line("B", (Fraction(50), Fraction(50)), 1, 1))
    assert told.left_out == {"A-2": NotCompared.LATER_ONLY}
    assert told.why_null is None


def test_each_criterion_left_out_says_why():
    earlier = full(
        grid("A-1", "A-2", "A-3", "A-4", "A-5"),
        {"A-1": at(1), "A-2": at(2), "A-3": NOT_CONCERNED, "A-4": UNKNOWN, "A-5": at(1)},
    )
    later = full(
        grid("A-1", "A-3", "A-4", "A-5", "A-6", version="2"),
        {"A-1": PLANNED, "A-3": at(4), "A-4": at(4), "A-5": at(4), "A-6": at(4)},
    )
    told = compare([earlier, later], changed=[{"A-5"}])
    assert told.left_out == {
        "A-2": NotCompared.EARLIER_ONLY,
        "A-3": NotCompared.NOT_APPLICABLE,
        "A-4": NotCompared.UNANSWERED,
        "A-5": NotCompared.MEANING_CHANGED,
        "A-6": NotCompared.LATER_ONLY,
    }
    assert [(one.code, one.scores) for one in told.tracks] == [("A-1", (Fraction(25), Fraction(0)))]
    assert told.themes == (Line("A", (Fraction(25), Fraction(0)), 1, 2),)


def test_half_of_the_common_criteria_answered_twice_gives_no_overall_change():
    answers = {"A-1": at(1), "A-2": at(1)}
    told = compare([full(grid("A-1", "A-2"), answers), full(grid("A-1", "A-2"), {"A-1": at(2), "A-2": UNKNOWN})])
    assert (told.overall, told.why_null) == (Line("small", (None, None), 1, 2), WhyNull.COVERAGE)


def test_an_overview_then_a_full_assessment_compare_on_the_overview():
    answers = {code: at(2) for code in guide().codes}
    told = compare([full(guide(), answers, scope=Scope.ESSENTIAL), full(guide(), answers)])
    assert told.overall == Line("small", (Fraction(50), Fraction(50)), 15, 15)
    assert set(told.left_out.values()) == {NotCompared.LATER_ONLY}


def test_chosen_themes_compare_by_theme_and_never_overall():
    answers = {code: at(2) for code in guide().codes}
    chosen = full(guide(), answers, scope=Scope.THEMES, themes=("ETH",))
    for years in ([chosen, full(guide(), answers)], [full(guide(), answers), chosen]):
        told = compare(years)
        assert (told.overall.scores, told.why_null) == ((None, None), WhyNull.SCOPE)
        assert [one.code for one in told.themes] == ["ETH"]


def test_a_change_of_weights_is_not_a_change_of_practice():
    answers = {"A-1": at(4), "B-1": at(0)}
    one = framework(theme("A", criterion("A-1", weight="1")), theme("B", criterion("B-1")))
    two = framework(theme("A", criterion("A-1", weight="3")), theme("B", criterion("B-1")), version="2")
    assert compare([full(one, answers), full(two, answers)]).overall == Line(
        "small", (Fraction(75), Fraction(75)), 2, 2
    )


def test_hiring_the_first_employee_is_not_a_decline():
    answers = {code: at(3) for code in guide().codes} | {"EMP-1": at(0)}
    told = compare([full(guide(), answers, profile=VOLUNTEERS_ONLY), full(guide(), answers)])
    assert told.left_out["EMP-1"] == NotCompared.NOT_APPLICABLE
    assert told.overall.difference == 0


def test_nothing_in_common_gives_nothing():
    told = compare([full(grid("A-1"), {"A-1": at(1)}), full(grid("B-1", version="2"), {"B-1": at(1)})])
    assert (told.overall, told.why_null) == (Line("small", (None, None), 0, 0), WhyNull.NOTHING_APPLICABLE)
    assert told.themes == ()
    assert told.overall.difference is None


def test_two_frameworks_are_not_compared():
    other = grid("A-1").model_copy(update={"code": "other"})
    with pytest.raises(NotComparable):
        compare([full(grid("A-1"), {}), full(other, {})])


def test_one_year_alone_is_not_compared():
    with pytest.raises(NotComparable):
        compare([full(grid("A-1"), {})])


def test_three_years_stand_on_what_all_share_and_a_practice_keeps_its_gaps():
    codes = ("A-1", "A-2", "B-1")
    said = ({"A-1": at(1), "A-2": at(1), "B-1": at(2)}, {"A-1": at(2), "B-1": at(2)}, {code: at(3) for code in codes})
    told = compare([full(grid(*codes), answers) for answers in said])
    assert told.overall == Line("small", (Fraction(75, 2), Fraction(50), Fraction(75)), 2, 3)
    assert [(one.code, one.scores) for one in told.tracks] == [
        ("A-1", (Fraction(25), Fraction(50), Fraction(75))),
        ("A-2", (Fraction(25), None, Fraction(75))),
        ("B-1", (Fraction(50), Fraction(50), Fraction(75))),
    ]


def test_a_theme_rests_on_the_years_that_looked_at_it():
    answers = {code: at(2) for code in guide().codes}
    years = [
        full(guide(), answers),
        full(guide(), answers, scope=Scope.THEMES, themes=("ETH",)),
        full(guide(), answers),
    ]
    told = compare(years)
    assert told.why_null == WhyNull.SCOPE
    assert {one.code: one.scores for one in told.themes} == {
        code: (Fraction(50), Fraction(50) if code == "ETH" else None, Fraction(50)) for code in SIZES
    }


def test_once_a_question_is_put_otherwise_the_years_before_are_left_out():
    years = [full(grid("A-1"), {"A-1": at(level)}) for level in (1, 2, 3)]
    told = compare(years, changed=[{"A-1"}, ()])
    assert told.tracks[0].scores == (None, Fraction(50), Fraction(75))
    assert told.overall.scores == (None, None, None)
    assert compare(years, changed=[(), {"A-1"}]).left_out == {"A-1": NotCompared.MEANING_CHANGED}
