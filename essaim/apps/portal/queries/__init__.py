from essaim.apps.portal.queries.standing import BUILT_IN, Standing, referential, standing_of
from essaim.apps.portal.queries.story import Login, logins, script
from essaim.apps.portal.queries.takeaway import PARTS, Part, in_words, referentials_used

__all__ = [
    "BUILT_IN",
    "PARTS",
    "Login",
    "Part",
    "Standing",
    "in_words",
    "logins",
    "referential",
    "referentials_used",
    "script",
    "standing_of",
]
