from .answering import Values, answer, answer_many
from .lifecycle import close, erase, reopen, start
from .moving import changed_since, move_to_version, undo_move
from .situations import (
    AlreadyClosed,
    AlreadyMoved,
    AnsweredSince,
    Fault,
    MovedMeanwhile,
    NothingToClose,
    NothingToUndo,
    ReasonMissing,
    Refused,
    Stale,
    StaleRevision,
    StillOpen,
)

__all__ = [
    "AlreadyClosed",
    "AlreadyMoved",
    "AnsweredSince",
    "Fault",
    "MovedMeanwhile",
    "NothingToClose",
    "NothingToUndo",
    "ReasonMissing",
    "Refused",
    "Stale",
    "StaleRevision",
    "StillOpen",
    "Values",
    "answer",
    "answer_many",
    "changed_since",
    "close",
    "erase",
    "move_to_version",
    "reopen",
    "start",
    "undo_move",
]
