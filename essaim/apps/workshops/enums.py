from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mode(TextChoices):
    """How people look together: under the threshold, the team chooses one of the last two before starting."""

    APART = "apart", _("Each answers alone, and nobody’s answer is known")
    NAMED = "named", _("With names: each agrees to be shown with their answer")
    HANDS = "hands", _("By show of hands: only what is agreed is kept")


class GroupKind(TextChoices):
    """From where people look at the organisation."""

    BOARD = "board", _("Board")
    EMPLOYEES = "employees", _("Employees")
    INTEGRATION = "integration", _("Employees on a work-integration path")
    VOLUNTEERS = "volunteers", _("Volunteers")
    CIVIC_SERVICE = "civic_service", _("Civic-service volunteers")
    OWN = "own", _("Another group")


class Outcome(TextChoices):
    """What became of a practice that people looked at together."""

    AGREED = "agreed", _("Agreed")
    DISAGREED = "disagreed", _("Not agreed today")
    LATER = "later", _("Another day")


class Phase(StrEnum):
    """Where a time of the meeting stands."""

    BEFORE = "before"
    RUNNING = "running"
    ENDING = "ending"
    OVER = "over"


class LinkKind(TextChoices):
    """What secret addresses of a workshop open."""

    SEAT = "workshop_seat", _("A personal link to answer")
    MEETING = "workshop_meeting", _("The link of a meeting")
    FACILITATION = "workshop_facilitation", _("The link of an outside facilitator")


class PeopleFault(TextChoices):
    """Why people cannot be asked that way."""

    NO_GROUP = "no_group", _("Choose at least one group of people.")
    GROUP_TWICE = "group_twice", _("This group is here already.")
    OWN_WITHOUT_LABEL = "own_without_label", _("Give the group a name.")
    LABEL_TOO_LONG = "label_too_long", _("The name of a group holds 120 characters at most.")
    GROUP_UNKNOWN = "group_unknown", _("This group is not in the workshop.")
    THEME_UNKNOWN = "theme_unknown", _("One of these themes is not looked at this year.")
    NOBODY = "nobody", _("Say whom to ask: one person a line.")
    TOO_MANY = "too_many", _("500 people at most can be asked one by one: beyond, give the link of the meeting.")
    ALREADY_ASKED = "already_asked", _("This person is asked already.")
    NAME_TOO_LONG = "name_too_long", _("A name holds 120 characters at most.")
    NOT_ASKED = "not_asked", _("You are not asked about this practice.")
    AGREEMENT_WITHOUT_REASON = (
        "agreement_without_reason",
        _("You stood apart on this practice: say in a few words what you agree on, and why."),
    )
    NAME_MISSING = "name_missing", _("Give your name: in this workshop, answers are shown with names.")
