from .catalogue import (
    FIRST,
    NotPublished,
    builtin_sources,
    catalogue,
    current,
    document,
    editions,
    forget,
    latest,
    opinion_on,
    source_of,
    targets,
    version,
    withdrawals,
)
from .drafts import base_of, drafts_of, losses_of, problems_of
from .editions import Edition
from .own import Offer, offer, offered, own_versions_of, sharing_behind, sharings_of
from .takeaway import export_of

__all__ = [
    "FIRST",
    "Edition",
    "NotPublished",
    "Offer",
    "base_of",
    "builtin_sources",
    "catalogue",
    "current",
    "document",
    "drafts_of",
    "editions",
    "export_of",
    "forget",
    "latest",
    "losses_of",
    "offer",
    "offered",
    "opinion_on",
    "own_versions_of",
    "problems_of",
    "sharing_behind",
    "sharings_of",
    "source_of",
    "targets",
    "version",
    "withdrawals",
]
