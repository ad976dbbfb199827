"""What people type is kept as it is, or refused in one sentence: never cut, never an error of the database."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .situations import Fault


def faults(field: str, text: str, length: int, *, criterion: str = "") -> Iterator[Fault]:
    """Yield what is wrong with a text: too long, or holding a character that PostgreSQL cannot keep."""
    if len(text) > length:
        sentence = _("This text is %(count)d characters long; %(limit)d at most can be kept.")
        yield Fault(field, sentence % {"count": len(text), "limit": length}, criterion)
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text):
        yield Fault(field, _("This text holds a character that cannot be kept."), criterion)
