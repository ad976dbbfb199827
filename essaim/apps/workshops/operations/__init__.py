from .answering import finish, join, say
from .closing import close, erase
from .inviting import Asked, Person, close_meeting, invite, open_meeting, remind, renew, uninvite
from .opening import choose_mode, open_workshop
from .situations import (
    AlreadyOpen,
    AlreadyStarted,
    AssessmentClosed,
    ByHands,
    NameMissing,
    Refused,
    WorkshopOver,
)

__all__ = [
    "AlreadyOpen",
    "AlreadyStarted",
    "Asked",
    "AssessmentClosed",
    "ByHands",
    "NameMissing",
    "Person",
    "Refused",
    "WorkshopOver",
    "choose_mode",
    "close",
    "close_meeting",
    "erase",
    "finish",
    "invite",
    "join",
    "open_meeting",
    "open_workshop",
    "remind",
    "renew",
    "say",
    "uninvite",
]
