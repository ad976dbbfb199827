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


class LinkKind(TextChoices):
    """What secret addresses of a workshop open."""

    SEAT = "workshop_seat", _("A personal link to answer")
    MEETING = "workshop_meeting", _("The link of a meeting")
    FACILITATION = "workshop_facilitation", _("The link of an outside facilitator")
