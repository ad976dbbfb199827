from .answering import Values, answer, answer_many
from .lifecycle import close, erase, reopen, start
from .situations import AlreadyClosed, Fault, NothingToClose, ReasonMissing, Refused, Stale, StaleRevision, StillOpen

__all__ = [
    "AlreadyClosed",
    "Fault",
    "NothingToClose",
    "ReasonMissing",
    "Refused",
    "Stale",
    "StaleRevision",
    "StillOpen",
    "Values",
    "answer",
    "answer_many",
    "close",
    "erase",
    "reopen",
    "start",
]
