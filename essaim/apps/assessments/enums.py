from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """What was said of a criterion; only `ANSWERED` bears a level."""

    ANSWERED = "answered", _("Answered")
    PLANNED = "planned", _("Not yet, but planned")
    NOT_APPLICABLE = "not_applicable", _("Not for us")
    UNKNOWN = "unknown", _("Don’t know")
    NONE = "none", _("No answer")


class Scope(TextChoices):
    """How much of the framework is looked at this year."""

    ESSENTIAL = "essential", _("Overview")
    FULL = "full", _("Full assessment")
    THEMES = "themes", _("This year’s themes")


class Importance(IntegerChoices):
    """How much a criterion matters to the organisation."""

    MINOR = 1, _("minor")
    USEFUL = 2, _("useful")
    IMPORTANT = 3, _("important")
    CRUCIAL = 4, _("crucial")


class AnswerFault(TextChoices):
    """Why an answer cannot be taken."""

    LEVEL_MISSING = "level_missing", _("Choose a level, or say that you don’t know.")
    LEVEL_OUTSIDE_SCALE = "level_outside_scale", _("This level is not on the scale of this criterion.")
    LEVEL_UNEXPECTED = "level_unexpected", _("Only the state “answered” takes a level.")
    REASON_MISSING = "reason_missing", _("Say in a few words why this is not for you.")
    IMPORTANCE_OUTSIDE = "importance_outside", _("Importance goes from 1 (minor) to 4 (crucial).")
    VIEWS_UNEXPECTED = "views_unexpected", _("Two views are kept only where people do not agree today.")
    VIEWS_TWO = "views_two", _("Not agreeing takes two views, on two levels.")
    VIEW_REASON_MISSING = "view_reason_missing", _("Say in a few words why, for each of the two views.")
    TARGET_OUTSIDE_SCALE = "target_outside_scale", _("This target is not on the scale of this criterion.")


class ScopeFault(TextChoices):
    """Why a scope cannot be taken."""

    THEMES_MISSING = "themes_missing", _("Choose at least one theme for this year.")
    THEME_UNKNOWN = "theme_unknown", _("One of these themes is not in the framework.")
    GROUP_UNKNOWN = "group_unknown", _("One of these groups is not in the framework.")
    NOTHING_LEFT = (
        "nothing_left",
        _("These groups leave no question to answer: choose one more, or the full assessment."),
    )
    THEMES_UNEXPECTED = "themes_unexpected", _("Themes are chosen only for an assessment by themes.")


class WhyNull(TextChoices):
    """Why there is no overall score: the first reason that holds."""

    NOTHING_APPLICABLE = "nothing_applicable", _("No practice applies to the organisation.")
    SCOPE = "scope", _("Only this year’s themes were looked at: each has its score, the whole has none.")
    COVERAGE = "coverage", _("Too few criteria are answered for an overall score.")
    MISSING_THEMES = "missing_themes", _("At least one theme has no answer yet.")


class Closing(TextChoices):
    """Whether an assessment can be closed as it stands."""

    ALLOWED = "allowed", _("The assessment can be closed.")
    REASON_NEEDED = "reason_needed", _("Many practices have no answer yet: say in a few words why you close now.")
    REFUSED = "refused", _("No practice applies to the organisation: there is nothing to close.")


class NotCompared(TextChoices):
    """Why a criterion stays out of the comparison of years."""

    EARLIER_ONLY = "earlier_only", _("Looked at before, no longer since")
    LATER_ONLY = "later_only", _("New: not looked at before")
    MEANING_CHANGED = "meaning_changed", _("Its meaning has changed")
    NOT_APPLICABLE = "not_applicable", _("Not for you in one of these years")
    UNANSWERED = "unanswered", _("Without a level in one of these years")


class Choice(TextChoices):
    """Which answer a criterion of a new version is given, where the old ones leave a doubt."""

    KEEP = "keep", _("Keep our answer")
    LOWEST = "lowest", _("The lowest of the levels")
    HIGHEST = "highest", _("The highest of the levels")
    ASK = "ask", _("Answer again")


class Confidentiality(TextChoices):
    """Who may see evidence."""

    TEAM = "team", _("Your team")
    REPORTS = "reports", _("Your team, and those you hand a report to")
    PUBLIC = "public", _("Everyone")


class Standing(TextChoices):
    """What evidence is worth on a day."""

    CURRENT = "current", _("Valid")
    EXPIRES_SOON = "expires_soon", _("Expires soon")
    EXPIRED = "expired", _("Expired")
    UNDATED = "undated", _("No date")


class EvidenceFault(TextChoices):
    """Why evidence cannot be kept as it is given."""

    NO_TITLE = "no_title", _("Give it a name, so that others find it.")
    NO_SOURCE = "no_source", _("Choose a file, or give a link.")
    TWO_SOURCES = "two_sources", _("Choose a file or a link, not both.")
    LINK = "link", _("This address cannot be kept: it starts with https://.")
    IN_THE_FUTURE = "in_the_future", _("This day is still to come: give the day the document was made.")
    EXPIRES_BEFORE = "expires_before", _("It cannot expire before the day it was made.")
    NO_PRACTICE = "no_practice", _("This practice is not asked in this referential.")


class FileRefused(TextChoices):
    """Why a spreadsheet that was brought is not read."""

    NOT_A_WORKBOOK = (
        "not_a_workbook",
        _("This file cannot be opened as a spreadsheet. Save it again as .xlsx, without a password."),
    )
    UNKNOWN_FORMAT = (
        "unknown_format",
        _("This file is no spreadsheet that we can read. Save it as .xlsx, .ods or .csv, and bring it again."),
    )
    BOMB = "bomb", _("This spreadsheet is far too large. Keep the sheet that matters, and bring it again.")
    MACRO = "macro", _("This spreadsheet holds macros. Save it again as .xlsx, without them.")
    OUTSIDE_LINK = "outside_link", _("This spreadsheet takes values from other files. Paste the values in their place.")
    TOO_LARGE = "too_large", _("This file is too large: 10 MB at most can be read.")
    EMPTY = "empty", _("There is nothing in this file.")
    NOT_OURS = (
        "not_ours",
        _("This is not a workbook taken from here: its sheet of answers is missing. Take a new one, and copy into it."),
    )
    ELSEWHERE = (
        "elsewhere",
        _("This workbook was taken from another assessment. Bring it there, or take a new one here."),
    )


class CellFault(TextChoices):
    """Why a cell of a workbook is left out."""

    UNKNOWN_CODE = "unknown_code", _("“%(value)s” is no practice of this assessment: the line is left out.")
    TWICE = "twice", _("“%(value)s” has a line above already: this one is left out.")
    NOT_A_CHOICE = "not_a_choice", _("“%(value)s” is not one of the choices: %(allowed)s.")
    REASON_MISSING = "reason_missing", _("Say in a few words why this is not for you.")
    TOO_LONG = "too_long", _("This text is %(count)d characters long; %(limit)d at most can be kept.")


class Role(TextChoices):
    """What a column of an earlier diagnosis holds."""

    CODE = "code", _("The code of the practice")
    PRACTICE = "practice", _("The practice or the question, in words")
    STANDING = "standing", _("Where you stood: a level, a mark, yes or no")
    DAY = "day", _("The day it was said")
    COMMENT = "comment", _("A comment")
    ASSIGNEE = "assignee", _("Who")
    NEXT_STEP = "next_step", _("The next step")


class LeftOut(TextChoices):
    """Why a line of an earlier diagnosis is not taken."""

    NO_PRACTICE = "no_practice", _("You matched it with no practice of the referential.")
    TWICE = "twice", _("Another line was matched with the same practice before it.")
    NOTHING_SAID = "nothing_said", _("It says neither where you stood nor anything else.")
    TOO_LONG = "too_long", _("One of its texts is too long to be kept.")
