from .ballots import Told, ballot_behind, ballot_counts, revealed_voices, secret_of_account, voice_counts, voices_of
from .counting import Counted, GroupCount, Waiting, counted_in, waiting_in
from .people import seat_behind, seat_of, seats_of, seats_of_account, workshop_behind
from .room import facilitated_by, ready_among, renewals_of
from .takeaway import export_of
from .workshops import (
    asked_in,
    deliberations_of,
    framework_of,
    groups_of,
    locked,
    open_workshop_of,
    revealed_in,
    shared,
    workshops_among,
    workshops_of,
)

__all__ = [
    "Counted",
    "GroupCount",
    "Told",
    "Waiting",
    "asked_in",
    "ballot_behind",
    "ballot_counts",
    "counted_in",
    "deliberations_of",
    "export_of",
    "facilitated_by",
    "framework_of",
    "groups_of",
    "locked",
    "open_workshop_of",
    "ready_among",
    "renewals_of",
    "revealed_in",
    "revealed_voices",
    "seat_behind",
    "seat_of",
    "seats_of",
    "seats_of_account",
    "secret_of_account",
    "shared",
    "voice_counts",
    "voices_of",
    "waiting_in",
    "workshop_behind",
    "workshops_among",
    "workshops_of",
]
