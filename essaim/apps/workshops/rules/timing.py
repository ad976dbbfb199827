"""The time people gave: shared among the practices it has room for, with an end that is kept for the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from essaim.apps.workshops.enums import Phase

LEAST, MOST = 5, 15  # minutes a practice: under the first nobody is heard, past the second the others wait
ACCEPTING = 5
CLOSING_SHARE, CLOSING_MOST = 10, 10  # a tenth of the meeting, at most ten minutes, to read what was agreed

ENDING_SHARE, ENDING_LEAST = 5, timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Slot:
    """A practice with the time it begins and ends at."""

    code: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a time stands: its phase, the whole minutes left, and how much of it has gone, 0–1000."""

    begins: datetime
    ends: datetime
    now: datetime

    @property
    def minutes_left(self) -> int:
        """Return the minutes left, the one that has begun included; 0 once it is over."""
        return max(0, -((self.now - self.ends) // timedelta(minutes=1)))

    @property
    def phase(self) -> Phase:
        """Return whether the time is to come, going on, about to end (a fifth of it, two minutes at least), or over."""
        if self.now < self.begins:
            return Phase.BEFORE
        if self.now >= self.ends:
            return Phase.OVER
        return Phase.ENDING if self.now >= self.last else Phase.RUNNING

    @property
    def last(self) -> datetime:
        """Return when it is time to conclude."""
        return max(self.begins, self.ends - max(ENDING_LEAST, (self.ends - self.begins) / ENDING_SHARE))

    @property
    def gone(self) -> int:
        """Return how much of the time has gone, in thousandths."""
        whole = self.ends - self.begins
        return min(1000, max(0, int(1000 * (self.now - self.begins) / whole))) if whole else 1000


@dataclass(frozen=True, slots=True)
class Schedule:
    """When each step begins and ends; `waits` are the practices that this meeting has no room for."""

    together: Slot | None
    slots: tuple[Slot, ...]
    waits: tuple[str, ...]
    minutes_each: int
    closing: datetime
    ends: datetime

    def slot_of(self, code: str) -> Slot | None:
        """Return the time of a practice; None for one that waits."""
        return next((slot for slot in self.slots if slot.code == code), None)


def schedule(talk: Sequence[str], *, together: int, since: datetime, ends: datetime, minutes: int) -> Schedule:
    """Return how the time from `since` to the end of a meeting of so many minutes is shared.

    `together` is how many practices are still to be accepted together; `talk`, those to talk about, in their order.
    """
    closing = max(since, ends - timedelta(minutes=min(CLOSING_MOST, minutes // CLOSING_SHARE)))
    left = int((closing - since).total_seconds()) // 60
    accepting = min(ACCEPTING, left) if together else 0
    left -= accepting
    room = min(len(talk), left // LEAST)
    each = min(MOST, left // room) if room else 0
    begins = [since + timedelta(minutes=accepting + each * place) for place in range(room + 1)]
    return Schedule(
        together=Slot("", since, begins[0]) if accepting else None,
        slots=tuple(Slot(code, begins[place], begins[place + 1]) for place, code in enumerate(talk[:room])),
        waits=tuple(talk[room:]),
        minutes_each=each,
        closing=closing,
        ends=ends,
    )
