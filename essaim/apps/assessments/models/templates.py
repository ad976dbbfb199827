import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from essaim.apps.organisations.models import Organisation

from .looks import TITLE_LENGTH


class Template(models.Model):
    """A document with named fields that reports are laid out on; a network's serves those affiliated to it.

    Its bytes stand here and not among the files: affiliated organisations read this row, and nothing else of a network.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    kind = models.CharField(max_length=4, choices=[("docx", "DOCX"), ("odt", "ODT")])
    content = models.BinaryField()
    given_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assessments:template", args=[self.organisation.slug, self.pk])
