"""What may be wrong in a referential's file, each with its remedy."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProblemKind(TextChoices):
    """A kind of problem, and the sentence that says it."""

    # The file as such
    NOT_TEXT = "not_text", _("The file is not UTF-8 text. Save it again with the UTF-8 encoding.")
    TOO_LARGE = "too_large", _("The file is larger than %(limit)s. Split it, or take out what is not needed.")
    EMPTY = "empty", _("The file is empty. Start from an existing referential.")
    CONTROL_CHARACTER = (
        "control_character",
        _("There is an invisible control character here. Delete it and type the text again."),
    )
    BROKEN_YAML = (
        "broken_yaml",
        _("The YAML cannot be read from here on. Check the indentation, the quotes and the colons."),
    )
    ALIAS = "alias", _("References such as *%(name)s are not accepted. Write the text out in full.")
    TAG = "tag", _("The tag %(tag)s is not accepted. Delete it and keep the value alone.")
    TOO_DEEP = "too_deep", _("There are more than %(limit)d levels inside one another. Bring this part up.")
    TOO_MANY = "too_many", _("There are more than %(limit)d values. Split the file.")
    SEVERAL_DOCUMENTS = (
        "several_documents",
        _("A second document starts here. Keep one per file: delete the line “---”."),
    )
    DUPLICATE_KEY = "duplicate_key", _("The key “%(key)s” is written twice. Keep one of the two.")
    # The shape
    UNKNOWN_KEY = "unknown_key", _("The key “%(key)s” does not exist here. Delete it, or use one of: %(allowed)s.")
    MISSING_KEY = "missing_key", _("The key “%(key)s” is missing. Add it.")
    MISSING_LANGUAGE = "missing_language", _("The text is missing in “%(key)s”. Each text needs “fr” and “en”.")
    WRONG_TYPE = "wrong_type", _("This is %(found)s. Write %(expected)s instead.")
    NUMBER_AS_TEXT = "number_as_text", _('This is read as a number. Put it between quotes: "%(value)s".')
    BLANK = "blank", _("The text is empty. Write it, or delete the key if it is optional.")
    TOO_LONG = "too_long", _("The text is longer than %(limit)d characters. Shorten it.")
    BAD_CODE = (
        "bad_code",
        _("“%(value)s” cannot be used here. Use letters without accents, digits, and the signs . _ - only."),
    )
    BAD_SLUG = (
        "bad_slug",
        _("“%(value)s” cannot be used here. Use small letters without accents, digits and hyphens only."),
    )
    BAD_TERM = (
        "bad_term",
        _("“%(value)s” cannot name a term. Use small letters without accents and the sign _ only."),
    )
    BAD_LINK = "bad_link", _("“%(value)s” is not a web address. Start with https://.")
    BAD_DATE = "bad_date", _("“%(value)s” is not a date. Write year-month-day, as in 2026-11-22.")
    BAD_URN = "bad_urn", _("“%(value)s” is not a name another tool knows. It starts with urn: and has no space.")
    NOT_IN_LIST = "not_in_list", _("“%(value)s” is not accepted. Use one of: %(allowed)s.")
    UNKNOWN_FACT = "unknown_fact", _("The fact “%(value)s” is not in the profile. Use one of: %(allowed)s.")
    OUT_OF_BOUNDS = "out_of_bounds", _("%(value)s is out of bounds. Give a number that is %(bound)s.")
    WEIGHT = "weight", _("A weight is a number above 0. To leave a criterion out of the score, delete it.")
    NO_THEME = "no_theme", _("There is no theme. Add one with its criteria.")
    EMPTY_THEME = "empty_theme", _("This theme has no criterion. Add one, or delete the theme.")
    NO_SCALE = "no_scale", _("There is no scale. Add one with its levels.")
    TOO_FEW_ANCHORS = "too_few_anchors", _("This scale has fewer than two levels. Describe at least two.")
    EMPTY_LIST = "empty_list", _("This list is empty. Fill it, or delete the rule.")
    # The links between its parts
    DUPLICATE_CODE = (
        "duplicate_code",
        _("The code “%(value)s” is already used on line %(first)d. Give each its own code."),
    )
    DUPLICATE_ANCHOR = "duplicate_anchor", _("Two levels of this scale have the value %(value)s. Give each its own.")
    ANCHOR_ORDER = "anchor_order", _("The levels must go from the lowest value to the highest. Move this one.")
    ANCHOR_COUNT = (
        "anchor_count",
        _("The scale “%(scale)s” has %(expected)d levels, and this list has %(given)d. Write one text for each level."),
    )
    SAME_ANCHOR = "same_anchor", _("Two levels of this criterion say the same thing. Say what sets them apart.")
    UNKNOWN_SCALE = "unknown_scale", _("The scale “%(value)s” is not described. Add it, or use one of: %(allowed)s.")
    UNKNOWN_TARGET = (
        "unknown_target",
        _("The reference “%(value)s” is unknown. Use one of: %(allowed)s."),
    )
    UNKNOWN_ENTRY = "unknown_entry", _("“%(value)s” does not exist in %(target)s. Check its number.")
    DUPLICATE_MAPPING = "duplicate_mapping", _("“%(value)s” of %(target)s is already linked here. Keep one of the two.")
    UNKNOWN_CRITERION = "unknown_criterion", _("There is no criterion “%(value)s”. Check its code.")
    UNKNOWN_SECTION = "unknown_section", _("The section “%(value)s” is not described in this theme. Add it.")
    UNKNOWN_GROUP = "unknown_group", _("The group “%(value)s” is not described. Add it to “groups”.")
    UNKNOWN_TERM = "unknown_term", _("The term {%(value)s} is not described. Add it to “terms”, or write a plain word.")
    STRAY_BRACE = "stray_brace", _("A brace stands alone here. A term is written between two: {members}.")
    TERM_IN_TERM = "term_in_term", _("A term cannot call another one. Write a plain word instead of {%(value)s}.")
    FALLBACK_ELSEWHERE = (
        "fallback_elsewhere",
        _("“%(value)s” is not a criterion of this theme. Name one of: %(allowed)s."),
    )
    LEVEL_ELSEWHERE = (
        "level_elsewhere",
        _("%(value)s is not a level of “%(criterion)s”. Use one of: %(allowed)s."),
    )
    EMPTY_CONDITION = (
        "empty_condition",
        _("This condition asks for no level. Write “at_least”, “at_most” or “among”, or delete it."),
    )
    IMPOSSIBLE_CONDITION = (
        "impossible_condition",
        _("No level fits this condition: the question would never be asked. Widen it, or delete it."),
    )
    CYCLIC_CONDITION = (
        "cyclic_condition",
        _("“%(value)s” waits for its own answer: %(way)s. Delete one of these conditions."),
    )
    CONDITION_VALUE = "condition_value", _("“%(fact)s” cannot be compared with this value. Give %(expected)s.")
    # A file from elsewhere
    UNKNOWN_FORMAT = (
        "unknown_format",
        _(
            "This is neither a referential’s YAML or XLSX file nor a CISO Assistant library. Start from the model of "
            "an existing referential."
        ),
    )
    NO_FRAMEWORK = "no_framework", _("This library holds no referential. Choose the one that does.")
    NO_NODE = "no_node", _("Nothing in this library can be answered. Mark its requirements as assessable.")
    MISSING_SHEET = "missing_sheet", _("The sheet “%(name)s” is missing. Put it back from the model.")
    MISSING_COLUMN = "missing_column", _("The column “%(name)s” is missing. Put it back from the model.")
    UNKNOWN_SHEET = "unknown_sheet", _("The sheet “%(name)s” is not part of the model. Delete it, or rename it.")
    UNKNOWN_COLUMN = "unknown_column", _("The column “%(name)s” is not part of the model. Delete it, or rename it.")
    NO_PARENT = "no_parent", _("“%(value)s” is not in the sheet “%(sheet)s”. Add it there, or correct it here.")
    NOT_A_WORKBOOK = (
        "not_a_workbook",
        _("This spreadsheet is damaged, protected by a password or too old. Save it again as .xlsx."),
    )
    MACRO = "macro", _("This spreadsheet holds macros or embedded programs. Save it again as .xlsx, without them.")
    OUTSIDE_LINK = "outside_link", _("This spreadsheet takes values from other files. Paste the values in their place.")
    BOMB = "bomb", _("This spreadsheet grows far too large once opened. Copy its texts into a new one.")
    UNREADABLE = "unreadable", _("This cannot be understood (%(detail)s). Compare it with docs/framework-format.md.")


class Expected(TextChoices):
    """The kinds of value a file may hold, as words for a sentence."""

    TEXT = "text", _("a text")
    INTEGER = "integer", _("a whole number")
    NUMBER = "number", _("a number")
    BOOLEAN = "boolean", _("true or false")
    DATE = "date", _("a date such as 2026-11-22")
    LIST = "list", _("a list")
    MAPPING = "mapping", _("a group of keys")
    NOTHING = "nothing", _("nothing")
    FAMILIES = "families", _("a list of legal families")
    FAMILY = "family", _("a legal family, with == or !=")
