from .drafts import discard, duplicate, edit, keep_received, receive, start_blank, start_version
from .editing import rearrange, write_piece
from .erasure import erase
from .own import adopt, publish_draft, put_in_catalogue, share, stop_sharing
from .publishing import check, examine, load, load_builtin, publish
from .situations import (
    CodeTaken,
    DraftChanged,
    DraftTooLarge,
    NotWithdrawn,
    OutOfCatalogue,
    PieceChanged,
    ReasonMissing,
    TooManyDrafts,
    VersionTaken,
)
from .withdrawing import restore, withdraw

__all__ = [
    "CodeTaken",
    "DraftChanged",
    "DraftTooLarge",
    "NotWithdrawn",
    "OutOfCatalogue",
    "PieceChanged",
    "ReasonMissing",
    "TooManyDrafts",
    "VersionTaken",
    "adopt",
    "check",
    "discard",
    "duplicate",
    "edit",
    "erase",
    "examine",
    "keep_received",
    "load",
    "load_builtin",
    "publish",
    "publish_draft",
    "put_in_catalogue",
    "rearrange",
    "receive",
    "restore",
    "share",
    "start_blank",
    "start_version",
    "stop_sharing",
    "withdraw",
    "write_piece",
]
