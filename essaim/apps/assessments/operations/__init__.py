from .annotating import annotate, correct, remove
from .answering import Values, answer, answer_many
from .lifecycle import close, erase, reopen, start
from .moving import changed_since, move_to_version, undo_move
from .reusing import confirm, reuse, undo_reuse
from .situations import (
    AlreadyClosed,
    AlreadyMoved,
    AnsweredSince,
    Fault,
    MovedMeanwhile,
    NothingToClose,
    NothingToReuse,
    NothingToUndo,
    ReasonMissing,
    Refused,
    Stale,
    StaleRevision,
    StillOpen,
    TrialGone,
)
from .trials import keep_trial

__all__ = [
    "AlreadyClosed",
    "AlreadyMoved",
    "AnsweredSince",
    "Fault",
    "MovedMeanwhile",
    "NothingToClose",
    "NothingToReuse",
    "NothingToUndo",
    "ReasonMissing",
    "Refused",
    "Stale",
    "StaleRevision",
    "StillOpen",
    "TrialGone",
    "Values",
    "annotate",
    "answer",
    "answer_many",
    "changed_since",
    "close",
    "confirm",
    "correct",
    "erase",
    "keep_trial",
    "move_to_version",
    "remove",
    "reopen",
    "reuse",
    "start",
    "undo_move",
    "undo_reuse",
]
