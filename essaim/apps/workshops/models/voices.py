import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments.enums import State
from essaim.apps.organisations.models import Organisation, SecretLink

from .workshops import NAME_LENGTH, RespondentGroup, Workshop


class Seat(models.Model):
    """A person asked to answer, by account or by a personal link; nothing tells which ballot is theirs.

    `has_finished` is said by the person; it bears no date, which could be laid beside the dates of answers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="seats", db_constraint=False)
    group = models.ForeignKey(RespondentGroup, models.CASCADE, related_name="+", db_constraint=False)
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True, default="")
    email = models.EmailField(_("e-mail address"), blank=True, default="")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    themes = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    link = models.OneToOneField(SecretLink, models.SET_NULL, null=True, db_constraint=False, related_name="+")
    digest = models.CharField(max_length=64, blank=True, default="")
    reminded_on = models.DateField(null=True)
    has_finished = models.BooleanField(default=False)

    class Meta:
        ordering = ["group", "name", "email", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "account"], condition=Q(account__isnull=False), name="one_seat_an_account"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Ballot(models.Model):
    """What one person's answers hang on. Its id is a digest of a secret that only they hold, and that opens its row.

    No page, and no other row, tells whose it is; in a workshop with names the person gives theirs, and agrees.
    """

    id = models.CharField(primary_key=True, max_length=64, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="+", db_constraint=False)
    group = models.ForeignKey(RespondentGroup, models.CASCADE, related_name="+", db_constraint=False)
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True, default="")

    def __str__(self) -> str:
        return self.id


class Voice(models.Model):
    """What one person says of one practice, before anyone else's is shown; no time, no comment, no former value."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="+", db_constraint=False)
    criterion = models.CharField(max_length=50)
    state = models.CharField(max_length=20, choices=State.choices)
    level = models.SmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "criterion"], name="one_voice_each"),
            models.CheckConstraint(
                name="voice_level_with_state",
                condition=Q(state=State.ANSWERED, level__isnull=False) | ~Q(state=State.ANSWERED) & Q(level=None),
            ),
        ]

    def __str__(self) -> str:
        return self.criterion
