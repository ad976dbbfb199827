"""What answers become in a new version: the same practice keeps its level, and a doubt is settled by a choice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from essaim.apps.assessments.enums import Choice, State
from essaim.apps.frameworks.enums import Fate
from essaim.apps.frameworks.rules import Plan

from .answers import Answer
from .scores import score_of

ON_ONE = (Choice.KEEP, Choice.ASK)
ON_SEVERAL = (Choice.LOWEST, Choice.HIGHEST, Choice.ASK)
SAID = {State.ANSWERED, State.PLANNED}


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a criterion of the new version is given: all the words of `source`, with this state, level and target."""

    source: str
    state: State
    level: int | None
    target: int | None


def options(plan: Plan, code: str) -> tuple[Choice, ...]:
    """Return what may be chosen for a criterion of the new version, the usual choice first; nothing without a doubt.

    Each level holds only if the lower ones do: of several practices now seen as one, the lowest is sure.
    """
    if code in plan.merged:
        return ON_SEVERAL
    return ON_ONE if code in plan.to_confirm else ()


def unmoved(plan: Plan) -> frozenset[str]:
    """Return the codes that ask the same question in both versions: their answers stay where they are."""
    same = {Fate.KEPT, Fate.MOVED}
    return frozenset(one.code for one in plan.passages if one.fate in same and one.targets == (one.code,))


def arrivals(plan: Plan, answers: Mapping[str, Answer], choices: Mapping[str, Choice]) -> dict[str, Arrival]:
    """Return what each criterion of the new version is given, by code; unmoved answers are left out."""
    left = unmoved(plan)
    given: dict[str, Arrival] = {}
    for code, claimed in plan.sources.items():
        sources = [source for source in claimed if source in answers]
        if not sources or code in left:
            continue
        usual = next(iter(options(plan, code)), Choice.KEEP)
        if arrival := _arrival(plan, code, {one: answers[one] for one in sources}, choices.get(code, usual)):
            given[code] = arrival
    return given


def themes_after(plan: Plan, themes: Iterable[str]) -> tuple[str, ...]:
    """Return this year's themes in the new version: the same, or those that took over the criteria of one now gone."""
    chosen = set(themes)
    there = {theme.code for theme in plan.new.themes}
    heirs = {
        plan.new.theme_of(target).code
        for passage in plan.passages
        if passage.themes[0] in chosen - there
        for target in passage.targets
    }
    return tuple(theme.code for theme in plan.new.themes if theme.code in chosen | heirs)


def _arrival(plan: Plan, code: str, answers: Mapping[str, Answer], choice: Choice) -> Arrival | None:
    if choice == Choice.ASK:
        return None if code in plan.merged else Arrival(next(iter(answers)), State.NONE, None, None)
    source = _picked(plan, answers, choice)
    answer, levels = answers[source], plan.levels(source, code)
    level = None if answer.level is None else levels[answer.level]
    return Arrival(source, State(answer.state), level, None if answer.target is None else levels[answer.target])


def _picked(plan: Plan, answers: Mapping[str, Answer], choice: Choice) -> str:
    """Return the answer that speaks for several: by level, then what was said at all, then the first."""
    scores = {code: _score(plan, code, answer) for code, answer in answers.items()}
    levels = [code for code in answers if scores[code] is not None]
    if levels:
        best = max if choice == Choice.HIGHEST else min
        return best(levels, key=lambda code: scores[code] or Fraction())
    order = (State.UNKNOWN, State.NONE, State.NOT_APPLICABLE)
    return min(answers, key=lambda code: order.index(State(answers[code].state)))


def _score(plan: Plan, code: str, answer: Answer) -> Fraction | None:
    scale = plan.old.scale_of(plan.old.criterion(code))
    if answer.state not in SAID:
        return None
    return score_of(scale.bottom if answer.level is None else answer.level, scale)
