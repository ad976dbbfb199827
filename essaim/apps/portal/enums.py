from django.db.models import TextChoices


class Stage(TextChoices):
    """Where an organisation is on its way this year."""

    NOTHING = "nothing"
    UNDER_WAY = "under_way"
    ALL_SAID = "all_said"
    CLOSED = "closed"
