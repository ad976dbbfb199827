from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from essaim.apps.assessments.models import Assessment
from essaim.apps.frameworks.rules import Theme
from essaim.apps.workshops import rules
from essaim.apps.workshops.models import RespondentGroup, Seat, Workshop

from .ballots import ballot_counts, voice_counts
from .workshops import asked_in, framework_of, groups_of, open_workshop_of, revealed_in


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many of a group are asked one by one, have answered something, and say they are done."""

    group: RespondentGroup
    asked: int
    ballots: int
    finished: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers of people and nothing else; of a theme, by group: how many answered its most answered practice."""

    groups: tuple[GroupCount, ...]
    themes: tuple[tuple[Theme, tuple[int, ...]], ...]

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.groups)

    @property
    def ballots(self) -> int:
        return sum(one.ballots for one in self.groups)

    @property
    def finished(self) -> int:
        return sum(one.finished for one in self.groups)

    @property
    def renewals(self) -> int:
        """Return how many links were given anew: as many people at most may be counted twice."""
        return sum(one.group.renewals for one in self.groups)

    @property
    def are_few(self) -> bool:
        """Say whether those who are asked, or answer, are too few for anything to be shown."""
        return 0 < max(self.asked, self.ballots) < rules.FLOOR


@dataclass(frozen=True, slots=True)
class Waiting:
    """What an open workshop holds that nobody has seen: how many began to answer, and answers not revealed yet."""

    workshop: Workshop
    people: int
    voices: int


def waiting_in(assessment: Assessment) -> Waiting | None:
    """Return what waits in the workshop that is open on the assessment; None without one."""
    workshop = open_workshop_of(assessment)
    if workshop is None:
        return None
    revealed = revealed_in(workshop)
    voices = sum(count for (code, _), count in voice_counts(workshop).items() if code not in revealed)
    return Waiting(workshop, sum(ballot_counts(workshop).values()), voices)


def counted_in(workshop: Workshop, seats: Sequence[Seat]) -> Counted:
    """Return how many were asked and how many answered, by group and by theme."""
    groups, ballots = groups_of(workshop), ballot_counts(workshop)
    asked = Counter(seat.group_id for seat in seats)
    finished = Counter(seat.group_id for seat in seats if seat.has_finished)
    rows = tuple(GroupCount(group, asked[group.pk], ballots.get(group.pk, 0), finished[group.pk]) for group in groups)
    framework, voices = framework_of(workshop), voice_counts(workshop)
    codes: dict[str, list[str]] = {}
    for one in asked_in(workshop):
        codes.setdefault(framework.theme_of(one.code).code, []).append(one.code)
    themes = tuple(
        (
            framework.theme(theme),
            tuple(max(voices.get((code, group.pk), 0) for code in own) for group in groups),
        )
        for theme, own in codes.items()
    )
    return Counted(rows, themes)
