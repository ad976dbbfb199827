"""Several people look at one practice: each alone, then all that may be told of what they said, then what they agree.

What is told is of at least five people, never of a group that could be deduced; no level is ever drawn from the others:
where everybody said the same it is offered, where they stand side by side both are, and the room chooses.
"""

from .agenda import Agenda, Item, Practice, agenda
from .ballots import FLOOR, LONGEST_LABEL, MOST_SEATS, Said, VoiceRefused, ballot_id, ballot_secret, check_voice
from .spread import are_apart, are_close, levels_said, spread
from .tally import (
    HANDS,
    MOST_HANDS,
    STATES,
    Named,
    Revealed,
    Spoken,
    cell_of,
    check_hands,
    from_plain,
    is_enough,
    reveal,
)
from .timing import Clock, Schedule, Slot, schedule

__all__ = [
    "FLOOR",
    "HANDS",
    "LONGEST_LABEL",
    "MOST_HANDS",
    "MOST_SEATS",
    "STATES",
    "Agenda",
    "Clock",
    "Item",
    "Named",
    "Practice",
    "Revealed",
    "Said",
    "Schedule",
    "Slot",
    "Spoken",
    "VoiceRefused",
    "agenda",
    "are_apart",
    "are_close",
    "ballot_id",
    "ballot_secret",
    "cell_of",
    "check_hands",
    "check_voice",
    "from_plain",
    "is_enough",
    "levels_said",
    "reveal",
    "schedule",
    "spread",
]
