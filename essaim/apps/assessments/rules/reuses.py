"""What one assessment can give another as a starting point: only where nobody has spoken, and never past a doubt."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.enums import Doubt
from essaim.apps.frameworks.rules import Crosswalk, Feed

from .answers import Answer
from .scores import score_of

ON_SCALE = {State.ANSWERED, State.PLANNED}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a criterion can be given: the words of `source`, at this state and level; people settle the doubt."""

    criterion: str
    source: str
    state: State
    level: int | None
    doubt: Doubt | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be taken over, in the referential's order, and what could have been but is answered already."""

    proposals: tuple[Proposal, ...]
    left_alone: tuple[str, ...]


def offer(
    crosswalk: Crosswalk, answers: Mapping[str, Answer], *, wanted: Collection[str], held: Collection[str]
) -> Offer:
    """Return what `answers` can give to the `wanted` criteria; those `held` already keep what people said.

    A level, planned and not concerned travel; “don’t know” and silence do not.
    """
    found = [one for feed in crosswalk.feeds if feed.criterion in wanted for one in _proposal(crosswalk, feed, answers)]
    return Offer(
        proposals=tuple(one for one in found if one.criterion not in held),
        left_alone=tuple(one.criterion for one in found if one.criterion in held),
    )


def _proposal(crosswalk: Crosswalk, feed: Feed, answers: Mapping[str, Answer]) -> Iterator[Proposal]:
    """Yield what a feed gives, if anything: of several levels the lowest is sure, once all of them are known."""
    told = {code: answers[code] for code in feed.sources if code in answers}
    scores = {code: _score(crosswalk, code, answer) for code, answer in told.items() if answer.state in ON_SCALE}
    aside = [code for code, answer in told.items() if answer.state == State.NOT_APPLICABLE]
    if scores:
        source = min(scores, key=lambda code: scores[code])
        doubt = feed.doubt or (None if len(scores) == len(feed.sources) else Doubt.PARTIAL)
        level = told[source].level
        moved = None if level is None else crosswalk.levels(source, feed.criterion)[level]
        yield Proposal(feed.criterion, source, State(told[source].state), moved, doubt)
    elif aside and len(aside) == len(feed.sources):
        yield Proposal(feed.criterion, aside[0], State.NOT_APPLICABLE, None, feed.doubt)


def _score(crosswalk: Crosswalk, code: str, answer: Answer) -> Fraction:
    scale = crosswalk.answered.scale_of(crosswalk.answered.criterion(code))
    return score_of(scale.bottom if answer.level is None else answer.level, scale)
