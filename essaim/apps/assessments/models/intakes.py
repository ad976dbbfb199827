import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from essaim.apps.organisations.models import Organisation

from .looks import Assessment

FILE_NAME_LENGTH = 200


class Intake(models.Model):
    """A spreadsheet that was brought: its cells and what was said of them so far, until they are taken or put away.

    With an assessment, it is a workbook of its answers; without, an earlier diagnosis. Once that one is kept, the cells
    are gone and `choices` stay, for the next file with the same `headers`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    assessment = models.ForeignKey(Assessment, models.CASCADE, null=True, related_name="+", db_constraint=False)
    name = models.CharField(max_length=FILE_NAME_LENGTH)
    cells = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    headers = models.CharField(max_length=64, blank=True, default="")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-received_at", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        name = "workbook_received" if self.assessment_id else "earlier"
        return reverse(f"assessments:{name}", args=[self.organisation.slug, self.pk])
