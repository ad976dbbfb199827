from essaim.apps.assessments.enums import Scope
from essaim.apps.assessments.rules import Confidence, Links, Touched, assess

from .grids import ANYONE, NOT_CONCERNED, PLANNED, PRACTICE, UNKNOWN, at, criterion, framework, scale, target, theme


def test_subjects_are_touched_by_any_answer_whatever_its_level_and_counted_once():
    grid = framework(
        theme(
            "A",
            criterion("A-1", links=(("iso26000", "6.2.3"), ("sdg", "16"), ("iso26000", "5.3"))),
            criterion("A-2", links=(("iso26000", "6.3.10"), ("iso26000", "6.2.3"), ("sdg", "5"))),
            criterion("A-3", links=(("iso26000", "6.4.3"),)),
            criterion("A-4", links=(("iso26000", "6.4.4"),)),
        )
    )
    answers = {"A-1": at(0), "A-2": PLANNED, "A-3": UNKNOWN, "A-4": NOT_CONCERNED}
    references = (
        target("iso26000", "6.2.3", "6.3.10", "6.4.3", "6.4.4", uncounted=("5.3",)),
        target("sdg", "5", "16", "17"),
    )
    result = assess(grid, answers, scope=Scope.FULL, profile=ANYONE, targets=references)
    assert result.links == {
        "iso26000": Links((Touched("6.2.3", ("A-1", "A-2")), Touched("6.3.10", ("A-2",))), total=4),
        "sdg": Links((Touched("5", ("A-2",)), Touched("16", ("A-1",))), total=3),
    }
    assert result.links["iso26000"].covered == 2


def test_confidence_looks_at_established_levels_only_and_leaves_the_score_alone():
    grid = framework(
        theme("A", *(criterion(f"A-{number}") for number in (1, 2, 3, 4)), criterion("A-5", scale="three")),
        scales=(PRACTICE, scale(1, 2, 3, code="three")),
    )
    answers = {"A-1": at(4), "A-2": at(3), "A-3": at(2), "A-4": PLANNED, "A-5": at(3)}
    documented = assess(grid, answers, scope=Scope.FULL, profile=ANYONE, documented={"A-1", "A-3", "A-4"})
    declared = assess(grid, answers, scope=Scope.FULL, profile=ANYONE)
    assert documented.confidence == Confidence(documented=1, declared=2)
    assert declared.confidence == Confidence(documented=0, declared=3)
    assert documented.overall == declared.overall
