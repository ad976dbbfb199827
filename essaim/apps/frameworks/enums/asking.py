"""The sentence that says when a question is asked."""

from collections.abc import Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

LANGUAGES = ("fr", "en")


class Asking(TextChoices):
    """The pieces of the sentence that says when a question is asked."""

    ONLY_WHEN = "only_when", _("Asked only when %(conditions)s.")
    AT_LEAST = "at_least", _("the answer to “%(title)s” is “%(level)s” or above")
    AT_MOST = "at_most", _("the answer to “%(title)s” is “%(level)s” or below")
    AMONG = "among", _("the answer to “%(title)s” is %(levels)s")
    QUOTED = "quoted", _("“%(words)s”")
    AND = "and", _("%(before)s and %(last)s")
    OR = "or", _("%(before)s or %(last)s")

    def said(self, language: str, **words: str) -> str:
        """Return this piece in a language, whatever the one of the moment."""
        with override(language):
            return str(self.label) % words

    def joined(self, parts: Sequence[str], language: str) -> str:
        """Return parts as one: a, b and c."""
        if len(parts) < 2:
            return "".join(parts)
        return self.said(language, before=", ".join(parts[:-1]), last=parts[-1])
