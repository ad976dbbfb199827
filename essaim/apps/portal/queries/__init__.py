from essaim.apps.portal.queries.openness import personal_data, protection
from essaim.apps.portal.queries.standing import (
    BUILT_IN,
    FIRST_LOOK,
    Gathering,
    Standing,
    affiliates_of,
    gathering_of,
    referential,
    standing_of,
)
from essaim.apps.portal.queries.story import Login, logins, script
from essaim.apps.portal.queries.takeaway import PARTS, Part, in_words, referentials_used

__all__ = [
    "BUILT_IN",
    "FIRST_LOOK",
    "PARTS",
    "Gathering",
    "Login",
    "Part",
    "Standing",
    "affiliates_of",
    "gathering_of",
    "in_words",
    "logins",
    "personal_data",
    "protection",
    "referential",
    "referentials_used",
    "script",
    "standing_of",
]
