"""A question that waits for others is left aside once their answers say so; what is not known leaves nothing aside."""

from collections.abc import Collection, Mapping

from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.rules import Exclusion, Framework, Prerequisite, asked_only_when

from .answers import Answer
from .grids import Grid


def set_aside(framework: Framework, grid: Grid, answers: Mapping[str, Answer]) -> dict[str, Exclusion]:
    """Return the criteria of the grid that do not apply, by the profile or by what was answered to others.

    A criterion that does not apply stands at no level: what waits for it is left aside with it.
    """
    looked_at = {criterion.code for criterion in grid.criteria}
    aside = dict(grid.exclusions)
    for criterion in framework.conditional:
        asked = criterion.asked_when
        if asked is None or criterion.code not in looked_at or criterion.code in aside:
            continue
        verdicts = [
            _verdict(framework, one, answers.get(one.answer_to, Answer()), aside)
            if one.answer_to in looked_at
            else None
            for one in asked.prerequisites
        ]
        if asked.holds(verdicts) is False:
            aside[criterion.code] = Exclusion(asked_only_when(framework, asked), waits_for=asked.codes)
    return aside


def _verdict(framework: Framework, one: Prerequisite, answer: Answer, aside: Collection[str]) -> bool | None:
    """Return whether an answer reaches the levels asked for; None where it is not known."""
    if one.answer_to in aside or answer.state == State.NOT_APPLICABLE:
        return False
    bottom = framework.scale_of(framework.criterion(one.answer_to)).bottom
    level = bottom if answer.state == State.PLANNED else answer.level
    return None if level is None else one.admits(level)
