"""An answer says one thing of one criterion: a level, planned, not concerned, or not known."""

from collections.abc import Sequence
from dataclasses import dataclass

from essaim.apps.assessments.enums import AnswerFault, Importance, State
from essaim.apps.frameworks.rules import Criterion, Scale


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one criterion; `importance` and `target` stay None where nobody said."""

    state: State = State.NONE
    level: int | None = None
    importance: int | None = None
    target: int | None = None
    reason: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What some of the people who looked together say of a criterion, and why; those who do not agree keep two."""

    level: int
    reason: str


class AnswerRefused(Exception):
    """An answer that cannot be taken: which criterion, which field, and why (`fault.label` is the sentence)."""

    def __init__(self, fault: AnswerFault, *, field: str, criterion: str) -> None:
        super().__init__(f"{criterion}: {fault.value}")
        self.fault, self.field, self.criterion = fault, field, criterion


def check_answer(answer: Answer, criterion: Criterion, scale: Scale) -> None:
    """Accept an answer whose parts agree with each other and with the scale; else raise `AnswerRefused`."""
    levels = {anchor.value for anchor in scale.anchors}
    has_level = answer.level is not None
    states_level = answer.state == State.ANSWERED
    unreasoned = answer.state == State.NOT_APPLICABLE and not answer.reason.strip()
    faults = (
        (states_level and not has_level, AnswerFault.LEVEL_MISSING, "level"),
        (states_level and answer.level not in levels, AnswerFault.LEVEL_OUTSIDE_SCALE, "level"),
        (has_level and not states_level, AnswerFault.LEVEL_UNEXPECTED, "level"),
        (unreasoned, AnswerFault.REASON_MISSING, "reason"),
        (answer.importance not in {None, *Importance.values}, AnswerFault.IMPORTANCE_OUTSIDE, "importance"),
        (answer.target not in {None, *levels}, AnswerFault.TARGET_OUTSIDE_SCALE, "target"),
    )
    for holds, fault, field in faults:
        if holds:
            raise AnswerRefused(fault, field=field, criterion=criterion.code)


def check_views(views: Sequence[View], state: State, criterion: Criterion, scale: Scale) -> None:
    """Accept no view, or two that differ, each with its reason, beside "don't know"; else raise `AnswerRefused`."""
    if not views:
        return
    levels = [view.level for view in views]
    faults = (
        (state != State.UNKNOWN, AnswerFault.VIEWS_UNEXPECTED),
        (len(views) != 2 or len(set(levels)) != 2, AnswerFault.VIEWS_TWO),
        (not set(levels) <= {anchor.value for anchor in scale.anchors}, AnswerFault.LEVEL_OUTSIDE_SCALE),
        (not all(view.reason.strip() for view in views), AnswerFault.VIEW_REASON_MISSING),
    )
    for holds, fault in faults:
        if holds:
            raise AnswerRefused(fault, field="views", criterion=criterion.code)
