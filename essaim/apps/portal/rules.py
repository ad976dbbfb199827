"""An organisation may leave at any time: it takes all it wrote along, and has thirty days to change its mind."""

from datetime import datetime, timedelta

from essaim.kernel import accents

GRACE = timedelta(days=30)


def erasure_of(asked_at: datetime) -> datetime:
    """Return when an organisation whose deletion is asked at that moment is erased: thirty days later."""
    return asked_at + GRACE


def is_same_name(typed: str, name: str) -> bool:
    """Return whether someone meant this name: case, accents, spaces and kinds of apostrophe do not count."""
    return _plain(typed) == _plain(name)


def _plain(text: str) -> str:
    return " ".join(accents.without(text.replace("’", "'").casefold()).split())
