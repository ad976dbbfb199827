"""A first look without an account: levels and states alone, small enough to travel in the visitor's own browser."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from essaim.apps.assessments.enums import Importance, State
from essaim.apps.frameworks.rules import CODE, Criterion, Framework, Profile

from .answers import Answer

FORMAT = "1"
LONGEST = 3_200  # characters of answers; with 160 of facts and 64 that name and sign it, a cookie is 3.5 kB at most
HEAD = 5  # format, code, version, day, facts
LETTERS = {State.PLANNED: "p", State.NOT_APPLICABLE: "n", State.UNKNOWN: "u", State.NONE: ""}
STATES = {letter: state for state, letter in LETTERS.items()}
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# "3.2!4": the fourth criterion of the version, at level 2, crucial; only characters that a cookie keeps as they are.
SAID = re.compile(r"([0-9a-z]{1,4})\.(p|n|u|-?[0-9]{1,4}|)(?:!([1-4]))?")
FACTS = re.compile(r"([0-9]{0,10})\.([0-9]{0,10})\.([a-z_]{0,20})")


@dataclass(frozen=True, slots=True)
class Trial:
    """What a visitor said, on which version of a referential, since which day; a reason never travels."""

    framework: str
    version: str
    begun_on: date
    profile: Profile
    answers: Mapping[str, Answer]


class TrialTooLong(Exception):
    """More answers than a browser keeps for us."""


class TrialUnreadable(Exception):
    """Not a trial, or one written by a future that is not ours."""


def pack(trial: Trial, framework: Framework) -> str:
    """Return the trial in letters and digits; answers past `LONGEST` characters raise `TrialTooLong`.

    A criterion is named by its place in its version, which never changes: 60 long answers take 800 characters.
    """
    places = {criterion.code: place for place, criterion in enumerate(framework.criteria)}
    said = "~".join(_packed(places[code], answer) for code, answer in trial.answers.items() if code in places)
    if len(said) > LONGEST:
        raise TrialTooLong
    facts = (trial.profile.employees, trial.profile.volunteers, trial.profile.legal_family)
    known = ".".join("" if fact is None else str(fact) for fact in facts)
    return "~".join([FORMAT, trial.framework, trial.version, trial.begun_on.isoformat(), known, said])


def subject_of(text: str) -> tuple[str, str]:
    """Return the code and version a packed trial speaks of; anything else raises `TrialUnreadable`."""
    parts = text.split("~")
    if len(parts) < HEAD or parts[0] != FORMAT or not all(re.fullmatch(CODE, part) for part in parts[1:3]):
        raise TrialUnreadable
    return parts[1], parts[2]


def unpack(text: str, framework: Framework) -> Trial:
    """Return the trial, without what its version does not know: a criterion, a level of its scale."""
    code, version = subject_of(text)
    day, facts, *said = text.split("~")[3:]
    try:
        begun_on = date.fromisoformat(day)
    except ValueError:
        raise TrialUnreadable from None
    return Trial(code, version, begun_on, _profile(facts), dict(_unpacked(said, framework)))


def _packed(place: int, answer: Answer) -> str:
    what = str(answer.level) if answer.state == State.ANSWERED else LETTERS[answer.state]
    return f"{_in_digits(place)}.{what}" + (f"!{answer.importance:d}" if answer.importance else "")


def _in_digits(number: int) -> str:
    more, last = divmod(number, len(DIGITS))
    return (_in_digits(more) if more else "") + DIGITS[last]


def _profile(text: str) -> Profile:
    found = FACTS.fullmatch(text)
    employees, volunteers, family = found.groups() if found else ("", "", "")
    return Profile(int(employees) if employees else None, int(volunteers) if volunteers else None, family or None)


def _unpacked(said: Sequence[str], framework: Framework) -> Iterator[tuple[str, Answer]]:
    criteria = framework.criteria
    for found in filter(None, map(SAID.fullmatch, said)):
        place, what, importance = found.groups()
        if (number := int(place, len(DIGITS))) < len(criteria):
            answer = _answer(criteria[number], framework, what, importance)
            if answer != Answer():
                yield criteria[number].code, answer


def _answer(criterion: Criterion, framework: Framework, what: str, importance: str | None) -> Answer:
    weighed = Importance(int(importance)) if importance else None
    if what in STATES:
        return Answer(STATES[what], importance=weighed)
    is_on_scale = int(what) in {anchor.value for anchor in framework.scale_of(criterion).anchors}
    return Answer(State.ANSWERED, int(what), weighed) if is_on_scale else Answer(importance=weighed)
