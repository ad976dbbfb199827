"""When a question is asked: what a file may get wrong there, and the condition as a sentence."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from essaim.apps.frameworks.enums import LANGUAGES, Asking, ProblemKind

from .document import Framework
from .parts import Text
from .prerequisites import AskedWhen, Prerequisite
from .problems import Path, Problem
from .source import Source


def problems(framework: Framework, source: Source) -> Iterator[Problem]:
    """Yield the conditions that cannot be met, rest on nothing, or wait for themselves."""
    for asked, path in _conditions(framework).values():
        if not asked.prerequisites:
            yield source.problem(ProblemKind.EMPTY_CONDITION, path)
        for name in ("all", "any"):
            for rank, one in enumerate(getattr(asked, name)):
                yield from _prerequisite(framework, one, (*path, name, rank), source)
    yield from _cycles(framework, source)


def cycles(framework: Framework) -> Iterator[tuple[str, ...]]:
    """Yield the criteria that wait for themselves, each way round from the first of them in the document."""
    order = [criterion.code for criterion in framework.criteria]
    waiting = {one.code: list(one.asked_when.codes) for one in framework.criteria if one.asked_when}
    while True:
        try:
            TopologicalSorter(waiting).prepare()
        except CycleError as error:
            ring = error.args[1][:0:-1]  # graphlib tells what comes before; people read what waits for what
            first = min(range(len(ring)), key=lambda place: order.index(ring[place]))
            yield (*ring[first:], *ring[: first + 1])
            del waiting[ring[first]]
        else:
            return


def asked_only_when(framework: Framework, asked: AskedWhen) -> Text:
    """Return a condition in words, in both languages."""
    french, english = (_sentence(framework, asked, language) for language in LANGUAGES)
    return Text.model_construct(fr=french, en=english)  # made of texts already held, it may be longer than they may


def _conditions(framework: Framework) -> dict[str, tuple[AskedWhen, Path]]:
    """Return the conditions and their places, by criterion."""
    return {
        criterion.code: (criterion.asked_when, ("themes", first, "criteria", second, "asked_when"))
        for first, theme in enumerate(framework.themes)
        for second, criterion in enumerate(theme.criteria)
        if criterion.asked_when
    }


def _prerequisite(framework: Framework, one: Prerequisite, path: Path, source: Source) -> Iterator[Problem]:
    if one.answer_to not in framework.codes:
        yield source.problem(ProblemKind.UNKNOWN_CRITERION, (*path, "answer_to"), value=one.answer_to)
        return
    levels = [anchor.value for anchor in framework.scale_of(framework.criterion(one.answer_to)).anchors]
    places = [((*path, "at_least"), one.at_least), ((*path, "at_most"), one.at_most)]
    places += [((*path, "among", rank), value) for rank, value in enumerate(one.among)]
    unknown = [(place, value) for place, value in places if value is not None and value not in levels]
    allowed = ", ".join(map(str, levels))
    for place, value in unknown:
        yield source.problem(ProblemKind.LEVEL_ELSEWHERE, place, value=value, criterion=one.answer_to, allowed=allowed)
    if not one.named:
        yield source.problem(ProblemKind.EMPTY_CONDITION, path)
    elif not unknown and not any(one.admits(level) for level in levels):
        yield source.problem(ProblemKind.IMPOSSIBLE_CONDITION, path)


def _cycles(framework: Framework, source: Source) -> Iterator[Problem]:
    places = _conditions(framework)
    for ring in cycles(framework):
        way = " → ".join(ring)
        yield source.problem(ProblemKind.CYCLIC_CONDITION, places[ring[0]][1], value=ring[0], way=way)


def _sentence(framework: Framework, asked: AskedWhen, language: str) -> str:
    every = [_words(framework, one, language) for one in asked.all]
    some = Asking.OR.joined([_words(framework, one, language) for one in asked.any], language)
    conditions = Asking.AND.joined([*every, *([some] if some else [])], language)
    return Asking.ONLY_WHEN.said(language, conditions=conditions)


def _words(framework: Framework, one: Prerequisite, language: str) -> str:
    """Return one prerequisite: the answer to “…” is “…” or above."""
    criterion = framework.criterion(one.answer_to)
    scale = framework.scale_of(criterion).anchors
    admitted = [anchor for anchor in scale if one.admits(anchor.value)]
    labels = [anchor.label.get(language) for anchor in admitted]
    title = criterion.title.get(language)
    if len(admitted) > 1 and admitted == list(scale[-len(admitted) :]):
        return Asking.AT_LEAST.said(language, title=title, level=labels[0])
    if len(admitted) > 1 and admitted == list(scale[: len(admitted)]):
        return Asking.AT_MOST.said(language, title=title, level=labels[-1])
    quoted = [Asking.QUOTED.said(language, words=label) for label in labels]
    return Asking.AMONG.said(language, title=title, levels=Asking.OR.joined(quoted, language))
