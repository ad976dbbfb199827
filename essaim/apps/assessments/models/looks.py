import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments.enums import Importance, Scope, State
from essaim.apps.organisations.models import Organisation
from essaim.kernel import history

TITLE_LENGTH = 200
REASON_LENGTH = 300
CLOSING_REASON_LENGTH = 500
COMMENT_LENGTH = 5_000
ASSIGNEE_LENGTH = 120
NEXT_STEP_LENGTH = 500
ANNOTATION_LENGTH = 200


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def open(self) -> "AssessmentQuerySet":
        return self.filter(closed_at__isnull=True)

    def closed(self) -> "AssessmentQuerySet":
        return self.filter(closed_at__isnull=False)


@history.track(exclude=["started_by"])
class Assessment(models.Model):
    """A year's look at an organisation's practices, on one version of a framework."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    framework_code = models.CharField(max_length=50)
    framework_version = models.CharField(max_length=50)
    framework_is_own = models.BooleanField(default=False)
    scope = models.CharField(max_length=10, choices=Scope.choices)
    themes = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    groups = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    title = models.CharField(_("name"), max_length=TITLE_LENGTH, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    closed_at = models.DateTimeField(null=True)
    closing_reason = models.TextField(blank=True, default="")
    closed_profile = models.JSONField(null=True)
    closed_result = models.JSONField(null=True)
    method = models.CharField(max_length=50, blank=True)
    reopening_reason = models.TextField(blank=True, default="")
    imported_from = models.CharField(max_length=200, blank=True, default="")
    imported_at = models.DateTimeField(null=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "id"]
        indexes = [models.Index(fields=["organisation", "-started_at"], name="assessment_by_organisation")]
        constraints = [
            models.CheckConstraint(name="assessment_themes_with_scope", condition=Q(scope=Scope.THEMES) ^ Q(themes=[])),
            models.CheckConstraint(
                name="assessment_closed_whole",
                condition=Q(closed_at=None, closed_profile__isnull=True, closed_result__isnull=True, method="")
                | Q(closed_at__isnull=False, closed_profile__isnull=False, closed_result__isnull=False) & ~Q(method=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assessments:detail", args=[self.organisation.slug, self.pk])

    @property
    def framework_owner(self) -> uuid.UUID | None:
        """Return whose the framework is: the organisation's own, or nobody's when it is the catalogue's."""
        return self.organisation_id if self.framework_is_own else None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def status(self) -> str:
        return "open" if self.is_open else "closed"


@history.track(exclude=["reused_by"])
class Reuse(models.Model):
    """Answers taken from another assessment of the organisation: a starting point that people confirm or change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+", db_constraint=False)
    source = models.ForeignKey(Assessment, models.CASCADE, related_name="+", db_constraint=False)
    source_version = models.CharField(max_length=50)
    reused_at = models.DateTimeField()
    reused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-reused_at", "id"]

    def __str__(self) -> str:
        return f"{self.source} → {self.assessment}"


class Provenance(models.Model):
    """Where a reused answer comes from: which criterion of the source, said when. The answer names its author."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    reuse = models.ForeignKey(Reuse, models.CASCADE, related_name="+", db_constraint=False)
    criterion = models.CharField(max_length=50)
    source_criterion = models.CharField(max_length=50)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reuse", "criterion"], name="one_provenance_each")]

    def __str__(self) -> str:
        return f"{self.source_criterion} → {self.criterion}"


class Said(models.Model):
    """What is said of a criterion; importance and comment may stand alone, before any state.

    `views` are two, each a level with its reason, where people who looked together do not agree today.
    `provenance` tells where a reused answer comes from, until a person changes or confirms it.
    """

    state = models.CharField(max_length=20, choices=State.choices, default=State.NONE)
    level = models.SmallIntegerField(null=True)
    importance = models.SmallIntegerField(null=True, choices=Importance.choices)
    target = models.SmallIntegerField(null=True)
    reason = models.TextField(blank=True, default="")
    views = models.JSONField(default=list, blank=True)
    comment = models.TextField(blank=True, default="")
    assignee = models.CharField(_("who"), max_length=ASSIGNEE_LENGTH, blank=True, default="")
    next_step = models.CharField(_("next step"), max_length=NEXT_STEP_LENGTH, blank=True, default="")
    revision = models.PositiveIntegerField(default=1)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    answered_at = models.DateTimeField()
    provenance = models.ForeignKey(Provenance, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)

    class Meta:
        abstract = True


@history.track(exclude=["answered_by"])
class Answer(Said):
    """What an organisation says of one criterion of the version its assessment stands on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+", db_constraint=False)
    criterion = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="one_answer_each"),
            models.CheckConstraint(
                name="answer_level_with_state",
                condition=Q(state=State.ANSWERED, level__isnull=False) | ~Q(state=State.ANSWERED) & Q(level=None),
            ),
            models.CheckConstraint(
                name="answer_not_applicable_reason", condition=~Q(state=State.NOT_APPLICABLE, reason="")
            ),
            models.CheckConstraint(name="answer_views_with_unknown", condition=Q(views=[]) | Q(state=State.UNKNOWN)),
            models.CheckConstraint(name="answer_importance", condition=Q(importance__in=Importance.values)),
            models.CheckConstraint(name="answer_state", condition=Q(state__in=State.values)),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_state_display()}"


@history.track(exclude=["moved_by"])
class Move(models.Model):
    """The passage of an assessment to another version: what was chosen, and the answers carried, by revision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="+", db_constraint=False)
    from_version = models.CharField(max_length=50)
    to_version = models.CharField(max_length=50)
    themes = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    choices = models.JSONField(default=dict)
    carried = models.JSONField(default=dict)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-moved_at", "id"]

    def __str__(self) -> str:
        return f"{self.from_version} → {self.to_version}"


class FormerAnswer(Said):
    """An answer as it was, under its code of that version: kept to be read, out of every score, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    move = models.ForeignKey(Move, models.CASCADE, related_name="+", db_constraint=False)
    version = models.CharField(max_length=50)
    criterion = models.CharField(max_length=50)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["move", "version", "criterion"], name="one_former_answer_each")]

    def __str__(self) -> str:
        return f"{self.criterion} ({self.version})"


@history.track(exclude=["noted_by"])
class Annotation(models.Model):
    """An event in the life of the organisation, at its date, that helps to read its years: "new director in May"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    happened_on = models.DateField()
    text = models.CharField(max_length=ANNOTATION_LENGTH)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        ordering = ["happened_on", "id"]

    def __str__(self) -> str:
        return self.text
