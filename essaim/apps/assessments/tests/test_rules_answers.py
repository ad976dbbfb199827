import pytest

from essaim.apps.assessments.enums import AnswerFault, State
from essaim.apps.assessments.rules import Answer, AnswerRefused, check_answer

from .grids import NOT_CONCERNED, PLANNED, PRACTICE, UNKNOWN, at, criterion, scale

GOOD = [
    at(0),
    at(4, importance=4, target=4),
    PLANNED,
    UNKNOWN,
    NOT_CONCERNED,
    Answer(),
    Answer(importance=3, comment="To discuss with the board."),
]

BAD = [
    (Answer(State.ANSWERED), AnswerFault.LEVEL_MISSING, "level"),
    (at(7), AnswerFault.LEVEL_OUTSIDE_SCALE, "level"),
    (at(-1), AnswerFault.LEVEL_OUTSIDE_SCALE, "level"),
    (at(10**40), AnswerFault.LEVEL_OUTSIDE_SCALE, "level"),
    (Answer(State.PLANNED, level=0), AnswerFault.LEVEL_UNEXPECTED, "level"),
    (Answer(State.UNKNOWN, level=2), AnswerFault.LEVEL_UNEXPECTED, "level"),
    (Answer(State.NOT_APPLICABLE, level=2, reason="None here."), AnswerFault.LEVEL_UNEXPECTED, "level"),
    (Answer(State.NONE, level=2), AnswerFault.LEVEL_UNEXPECTED, "level"),
    (Answer(State.NOT_APPLICABLE), AnswerFault.REASON_MISSING, "reason"),
    (Answer(State.NOT_APPLICABLE, reason=" \n"), AnswerFault.REASON_MISSING, "reason"),
    (at(2, importance=0), AnswerFault.IMPORTANCE_OUTSIDE, "importance"),
    (at(2, importance=5), AnswerFault.IMPORTANCE_OUTSIDE, "importance"),
    (at(2, target=5), AnswerFault.TARGET_OUTSIDE_SCALE, "target"),
    (Answer(target=-1), AnswerFault.TARGET_OUTSIDE_SCALE, "target"),
]


@pytest.mark.parametrize("answer", GOOD)
def test_an_answer_whose_parts_agree_is_taken(answer):
    check_answer(answer, criterion("A-1"), PRACTICE)


@pytest.mark.parametrize(("answer", "fault", "field"), BAD)
def test_an_answer_whose_parts_disagree_is_refused_with_its_field_and_a_sentence(answer, fault, field):
    with pytest.raises(AnswerRefused) as refused:
        check_answer(answer, criterion("A-1"), PRACTICE)
    assert (refused.value.fault, refused.value.field, refused.value.criterion) == (fault, field, "A-1")


def test_a_level_between_two_anchors_is_not_on_the_scale():
    with pytest.raises(AnswerRefused):
        check_answer(at(3), criterion("A-1"), scale(0, 5, 10))


def test_a_scale_that_starts_at_one_has_no_level_zero():
    with pytest.raises(AnswerRefused):
        check_answer(at(0), criterion("A-1"), scale(1, 2, 3, 4, 5))
