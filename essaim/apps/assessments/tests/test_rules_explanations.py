from fractions import Fraction

from essaim.apps.assessments.enums import Importance, Scope, State, WhyNull
from essaim.apps.assessments.rules import METHOD, CriterionWorking, LeftOut, Term, Working, assess, explain

from .grids import NOT_CONCERNED, UNKNOWN, VOLUNTEERS_ONLY, Answer, at, criterion, framework, theme, without

GRID = framework(
    theme("A", criterion("A-1", weight="2"), criterion("A-2"), criterion("A-3"), criterion("A-4")),
    theme("B", criterion("B-1"), criterion("B-2")),
    rules=(without("employees", "A-4"),),
)
ANSWERS = {
    "A-1": at(3, importance=4, target=4),
    "A-2": at(0),
    "A-3": NOT_CONCERNED,
    "A-4": at(4),
    "B-1": UNKNOWN,
    "B-2": Answer(State.PLANNED),
}


def explained():
    return explain(assess(GRID, ANSWERS, scope=Scope.FULL, profile=VOLUNTEERS_ONLY))


def test_a_theme_tells_its_sum_line_by_line_and_what_stays_out():
    assert explained().themes["A"] == Working(
        terms=(
            Term("A-1", Fraction(2), Fraction(75), Fraction(150)),
            Term("A-2", Fraction(1), Fraction(0), Fraction(0)),
        ),
        left_out=(
            LeftOut("A-3", State.NOT_APPLICABLE, by_profile=False, lowers_coverage=False),
            LeftOut("A-4", State.NOT_APPLICABLE, by_profile=True, lowers_coverage=False),
        ),
        numerator=Fraction(150),
        denominator=Fraction(3),
        mean=Fraction(50),
        answered=2,
        applicable=2,
        coverage=Fraction(100),
    )


def test_the_whole_tells_its_sum_its_floor_and_its_open_themes():
    overall = explained().overall
    assert (overall.working.numerator, overall.working.denominator) == (150, 4)
    assert (overall.working.answered, overall.working.applicable, overall.working.coverage) == (3, 4, 75)
    assert (overall.floor, overall.missing_themes) == (60, ())
    assert (overall.score, overall.why_null) == (Fraction(75, 2), None)


def test_a_whole_without_a_score_still_shows_the_sum_and_says_why():
    told = explain(assess(GRID, {"A-1": at(4)}, scope=Scope.FULL, profile=VOLUNTEERS_ONLY)).overall
    assert (told.score, told.why_null, told.missing_themes) == (None, WhyNull.COVERAGE, ("B",))
    assert (told.working.mean, told.working.coverage) == (100, 20)


def test_a_criterion_tells_its_score_and_its_priority():
    told = explained()
    assert told.method == METHOD == "essaim-score-1"
    assert told.criteria["A-1"] == CriterionWorking(
        code="A-1",
        state=State.ANSWERED,
        level=3,
        bottom=0,
        top=4,
        score=Fraction(75),
        importance=Importance.CRUCIAL,
        importance_is_said=True,
        target=4,
        target_is_set=True,
        gap=Fraction(1),
        priority=Fraction(4),
    )
    assert (told.criteria["B-1"].score, told.criteria["B-1"].priority) == (None, None)
    assert (told.criteria["B-2"].importance_is_said, told.criteria["B-2"].priority) == (False, 6)
