from django.db import models


class Language(models.TextChoices):
    """The languages we write in; each is named in itself."""

    FRENCH = "fr", "Français"
    ENGLISH = "en", "English"
