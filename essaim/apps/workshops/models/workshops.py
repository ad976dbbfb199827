import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments.models import Assessment
from essaim.apps.organisations.models import Organisation, SecretLink
from essaim.apps.workshops.enums import GroupKind, Mode, Outcome
from essaim.kernel import history

NAME_LENGTH = 120


NOT_TRACKED = ["opened_by", "meeting_link", "meeting_secret", "facilitation_link", "facilitation_digest"]


@history.track(exclude=NOT_TRACKED)
class Workshop(models.Model):
    """People of an organisation look at an assessment together: each alone first, then in a room.

    `meeting_secret` can be read again, to draw the code of the room; of the facilitator's secret only a digest is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+", db_constraint=False)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.APART)
    minutes = models.PositiveSmallIntegerField(default=90)
    meeting_link = models.OneToOneField(SecretLink, models.SET_NULL, null=True, db_constraint=False, related_name="+")
    meeting_secret = models.CharField(max_length=64, blank=True, default="")
    facilitation_link = models.OneToOneField(
        SecretLink, models.SET_NULL, null=True, db_constraint=False, related_name="+"
    )
    facilitation_digest = models.CharField(max_length=64, blank=True, default="")
    facilitator_name = models.CharField(_("facilitator"), max_length=NAME_LENGTH, blank=True, default="")
    present = ArrayField(models.CharField(max_length=NAME_LENGTH), default=list, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    started_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(closed_at=None), name="one_open_workshop_an_assessment"
            ),
            models.CheckConstraint(name="workshop_mode", condition=Q(mode__in=Mode.values)),
        ]

    def __str__(self) -> str:
        return str(self.assessment)

    def get_absolute_url(self) -> str:
        return reverse("workshops:detail", args=[self.organisation.slug, self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class RespondentGroup(models.Model):
    """From where some people of a workshop look: the board, employees, volunteers, or a group of their own.

    `renewals` is how many personal links were given anew: as many people at most may have two ballots.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="groups", db_constraint=False)
    kind = models.CharField(max_length=20, choices=GroupKind.choices)
    label = models.CharField(_("name of the group"), max_length=NAME_LENGTH, blank=True, default="")
    renewals = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "label", "id"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "kind", "label"], name="one_group_each"),
            models.CheckConstraint(name="group_own_has_a_label", condition=Q(kind=GroupKind.OWN) ^ Q(label="")),
        ]

    def __str__(self) -> str:
        return self.label or str(self.get_kind_display())


@history.track(exclude=["settled_by", "hands", "former"])
class Deliberation(models.Model):
    """One practice in the room: what was revealed, which never moves again, and what became of it.

    `tally` is what the room saw, `hands` what the facilitator counted by level before; the level agreed, or both views,
    stand in the answer of the assessment, and `former` is what stood there, to come back to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="deliberations", db_constraint=False)
    criterion = models.CharField(max_length=50)
    revealed_at = models.DateTimeField(null=True)
    tally = models.JSONField(null=True)
    hands = models.JSONField(null=True)
    former = models.JSONField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        ordering = ["criterion", "id"]
        constraints = [models.UniqueConstraint(fields=["workshop", "criterion"], name="one_deliberation_each")]

    def __str__(self) -> str:
        return self.criterion
