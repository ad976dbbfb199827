from .answering import carry, finish, join, say
from .closing import close, erase
from .facilitating import hand_over, note_present, take_back
from .inviting import Asked, Person, close_meeting, invite, open_meeting, remind, renew, uninvite
from .opening import choose_mode, open_workshop
from .revealing import begin, count_hands, reveal
from .settling import agree, disagree, put_off, undo
from .situations import (
    AlreadyOpen,
    AlreadyRevealed,
    AlreadyStarted,
    AssessmentClosed,
    ByHands,
    NameMissing,
    NothingCounted,
    NothingToUndo,
    NotInTheRoom,
    Refused,
    TooFew,
    WorkshopOver,
)

__all__ = [
    "AlreadyOpen",
    "AlreadyRevealed",
    "AlreadyStarted",
    "Asked",
    "AssessmentClosed",
    "ByHands",
    "NameMissing",
    "NotInTheRoom",
    "NothingCounted",
    "NothingToUndo",
    "Person",
    "Refused",
    "TooFew",
    "WorkshopOver",
    "agree",
    "begin",
    "carry",
    "choose_mode",
    "close",
    "close_meeting",
    "count_hands",
    "disagree",
    "erase",
    "finish",
    "hand_over",
    "invite",
    "join",
    "note_present",
    "open_meeting",
    "open_workshop",
    "put_off",
    "remind",
    "renew",
    "reveal",
    "say",
    "take_back",
    "undo",
    "uninvite",
]
