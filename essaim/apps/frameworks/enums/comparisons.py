"""What changes from one version of a referential to another, in words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class Rewording(TextChoices):
    """What a new version says otherwise, of a criterion, of a theme or of the whole."""

    TITLE = "title", _("Title")
    QUESTION = "question", _("Question")
    HELP = "help", _("Help")
    LEVEL = "level", _("Level %(level)s")
    ASKED = "asked", _("When it is asked")
    ESSENTIAL = "essential", _("Essential")
    WEIGHT = "weight", _("Weight")
    SCALE = "scale", _("Scale")
    SECTION = "section", _("Section")
    GROUP = "group", _("Group")
    OURS = "ours", _("At stake for your organisation")
    SOCIETY = "society", _("At stake for society")
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
            Standing.NEW: ngettext("%(count)d new", "%(count)d new", count),
            Standing.REMOVED: ngettext("%(count)d removed", "%(count)d removed", count),
            Standing.SPLIT: ngettext("%(count)d born of a split", "%(count)d born of a split", count),
            Standing.MERGED: ngettext("%(count)d born of a merger", "%(count)d born of a merger", count),
            Standing.REWORDED: ngettext("%(count)d reworded", "%(count)d reworded", count),
            Standing.MOVED: ngettext("%(count)d moved to another theme", "%(count)d moved to other themes", count),
            Standing.CLARIFIED: ngettext("%(count)d clarified", "%(count)d clarified", count),
            Standing.UNCHANGED: ngettext("%(count)d unchanged", "%(count)d unchanged", count),
        }
        return words[self] % {"count": count}
