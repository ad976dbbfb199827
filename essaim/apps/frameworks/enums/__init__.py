"""What becomes of criteria, what is lost between formats, what an indicator tells."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .asking import LANGUAGES, Asking
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


class Rewording(TextChoices):
    """What a new version says otherwise, of a criterion, of a theme or of the whole."""

    TITLE = "title", _("Title")
    QUESTION = "question", _("Question")
    HELP = "help", _("Help")
    LEVEL = "level", _("Level %(level)s")
    ESSENTIAL = "essential", _("Essential")
    WEIGHT = "weight", _("Weight")
    SCALE = "scale", _("Scale")
    SECTION = "section", _("Section")
    GROUP = "group", _("Group")
    OURS = "ours", _("At stake for your organisation")
    SOCIETY = "society", _("At stake for society")
    ASKED = "asked", _("When it is asked")
    PRACTICE = "practice", _("What others do")
    FIRST_STEP = "first_step", _("If you start from zero")
    INDICATOR = "indicator", _("What you can follow")
    DIRECTION = "direction", _("Progress")
    EVIDENCE = "evidence", _("What you probably have at hand")
    PLAIN = "plain", _("The same question, in plain words")
    READING = "reading", _("Read by the people concerned")
    OPENING = "opening", _("To open the talk")
    EXAMPLE = "example", _("An example, if the group is looking for one")
    MOVE_ON = "move_on", _("Time to move on")
    LINK = "link", _("What it is linked to")
    LEGAL_TITLE = "legal_title", _("Title in the Guide")
    SUMMARY = "summary", _("Summary")
    FALLBACK = "fallback", _("Stands in where a profile leaves no essential criterion")
    ABOUT = "about", _("What it is about")
    IDEA = "idea", _("Key ideas")
    FURTHER = "further", _("To go further")
    ORDER = "order", _("Order")
    DESCRIPTION = "description", _("Description")
    LICENCE = "licence", _("Licence")
    NOTE = "note", _("Notes")
    SOURCE = "source", _("Sources")
    TERM = "term", _("Word that changes with the legal family")
    REFERENCE = "reference", _("Other referential it leads to")
    RULE = "rule", _("When a criterion does not apply")


class Answer(TextChoices):
    """What is told of something that is either so or not."""

    YES = "yes", _("yes")
    NO = "no", _("no")


class Standing(TextChoices):
    """What a new version made of a criterion, for whoever reads both."""

    NEW = "new", _("New")
    REMOVED = "removed", _("Removed")
    SPLIT = "split", _("Split")
    MERGED = "merged", _("Merged")
    REWORDED = "reworded", _("Reworded")
    MOVED = "moved", _("Moved")
    CLARIFIED = "clarified", _("Clarified")
    UNCHANGED = "unchanged", _("Unchanged")

    def counted(self, count: int) -> str:
        """Return how many criteria are so, in words."""
        words = {
            Standing.NEW: ngettext("%(count)d new criterion", "%(count)d new criteria", count),
            Standing.REMOVED: ngettext("%(count)d removed", "%(count)d removed", count),
            Standing.SPLIT: ngettext("%(count)d born of a split", "%(count)d born of a split", count),
            Standing.MERGED: ngettext("%(count)d born of a merger", "%(count)d born of a merger", count),
            Standing.REWORDED: ngettext("%(count)d reworded", "%(count)d reworded", count),
            Standing.MOVED: ngettext("%(count)d moved to another theme", "%(count)d moved to other themes", count),
            Standing.CLARIFIED: ngettext("%(count)d clarified", "%(count)d clarified", count),
            Standing.UNCHANGED: ngettext("%(count)d unchanged", "%(count)d unchanged", count),
        }
        return words[self] % {"count": count}


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
