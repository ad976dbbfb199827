import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from essaim.apps.assessments.enums import Confidentiality
from essaim.apps.files.models import StoredFile
from essaim.apps.organisations.models import Organisation
from essaim.kernel import history

from .looks import TITLE_LENGTH

LINK_LENGTH = 2_000


@history.track(exclude=["added_by"])
class Evidence(models.Model):
    """A file or a link that backs what an organisation says of its practices."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    file = models.ForeignKey(StoredFile, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    link = models.CharField(max_length=LINK_LENGTH, blank=True, default="")
    dated_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    confidentiality = models.CharField(max_length=10, choices=Confidentiality.choices, default=Confidentiality.TEAM)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        ordering = ["-added_at", "id"]
        constraints = [
            models.CheckConstraint(name="evidence_one_source", condition=Q(file=None) ^ Q(link="")),
            models.CheckConstraint(name="evidence_https", condition=Q(link="") | Q(link__startswith="https://")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assessments:evidence", args=[self.organisation.slug, self.pk])


class Support(models.Model):
    """Evidence backs a practice, in whichever year and version of the referential it is asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="supports", db_constraint=False)
    framework_code = models.CharField(max_length=50)
    framework_is_own = models.BooleanField(default=False)
    criterion = models.CharField(max_length=50)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "framework_code", "framework_is_own", "criterion"], name="one_support_each"
            )
        ]
        indexes = [models.Index(fields=["organisation", "framework_code", "criterion"], name="support_by_practice")]

    def __str__(self) -> str:
        return f"{self.framework_code} {self.criterion}"
