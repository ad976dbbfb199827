"""What becomes of criteria, what is lost between formats, what an indicator tells."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .asking import LANGUAGES, Asking
from .comparisons import Answer, Rewording, Standing
from .problems import Expected, ProblemKind

__all__ = [
    "LANGUAGES",
    "Answer",
    "Asking",
    "Direction",
    "Doubt",
    "Expected",
    "Fate",
    "LinkKind",
    "LossKind",
    "ProblemKind",
    "Rewording",
    "Standing",
    "Verdict",
]


class Direction(TextChoices):
    """Where progress lies for an indicator."""

    UP = "up", _("more is better")
    DOWN = "down", _("less is better")
    WITHIN = "within", _("stays within a range")
    NONE = "none", _("a fact to know, neither good nor bad")


class Fate(TextChoices):
    """What becomes of a criterion, and of its answers, in a new version."""

    KEPT = "kept", _("Kept")
    MOVED = "moved", _("Kept, in another theme")
    REWORDED = "reworded", _("Reworded")
    SPLIT = "split", _("Split")
    MERGED = "merged", _("Merged")
    ORPHANED = "orphaned", _("Set aside")

    def counted(self, count: int) -> str:
        """Return how many criteria have this fate, in words."""
        words = {
            Fate.KEPT: ngettext("%(count)d kept as it is", "%(count)d kept as they are", count),
            Fate.MOVED: ngettext("%(count)d moved to another theme", "%(count)d moved to other themes", count),
            Fate.REWORDED: ngettext("%(count)d reworded", "%(count)d reworded", count),
            Fate.SPLIT: ngettext("%(count)d split", "%(count)d split", count),
            Fate.MERGED: ngettext("%(count)d merged with others", "%(count)d merged with others", count),
            Fate.ORPHANED: ngettext("%(count)d set aside", "%(count)d set aside", count),
        }
        return words[self] % {"count": count}


class Doubt(TextChoices):
    """Why an answer to one criterion may not hold for another."""

    REWORDED = "reworded", _("The question is put in other words.")
    SPLIT = "split", _("One question has become several.")
    LOOSE = "loose", _("The two questions meet without being the same.")
    PARTIAL = "partial", _("Not all the questions that meet here have a level.")


class LossKind(TextChoices):
    """What a file says that the other format cannot hold, or that was brought to fit it."""

    KEY = "key", _("“%(name)s” has no place here: %(count)d left out.")
    CHAPTER = "chapter", _("Chapters without any criterion: %(count)d left out (%(name)s).")
    ONE_LANGUAGE = "one_language", _("Texts that exist only in “%(name)s”: %(count)d, they serve for both languages.")
    OTHER_LANGUAGE = "other_language", _("Texts in “%(name)s”: %(count)d left out, French and English are kept.")
    SHORTENED = "shortened", _("Texts longer than 4,000 characters: %(count)d cut at the end.")
    BRACES = "braces", _("Texts with braces: %(count)d, the braces became parentheses.")
    CONTROL = "control", _("Texts with invisible control characters: %(count)d, the characters became spaces.")
    CHOICES = "choices", _("Questions with their own answers: %(count)d, told in the help but not scored.")
    JOINED = "joined", _("“%(name)s”: %(count)d brought together with the one before.")
    NO_LEVELS = "no_levels", _("No level is described: the five usual ones serve.")
    CODE = "code", _("Codes brought to letters, digits and . _ -: %(count)d.")
    DUPLICATE = "duplicate", _("Codes used twice: %(count)d given a suffix.")
    LOOP = "loop", _("Requirements placed inside themselves: %(count)d brought to the first level.")
    ESSENTIAL_DEFAULT = "essential_default", _("The short set is the groups chosen by default: %(name)s.")
    ESSENTIAL_SMALLEST = "essential_smallest", _("The short set is the smallest group: %(name)s.")


class Verdict(TextChoices):
    """What a committee thinks of a version that is about to be published."""

    FAVOURABLE = "favourable", _("Favourable")
    RESERVED = "reserved", _("Favourable, with reservations")
    UNFAVOURABLE = "unfavourable", _("Unfavourable")


class LinkKind(TextChoices):
    """What a secret address of this context opens."""

    FRAMEWORK = "framework"
