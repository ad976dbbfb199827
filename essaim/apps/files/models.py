import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from essaim.apps.files.enums import Kind
from essaim.apps.organisations.models import Organisation


class StoredFile(models.Model):
    """A file that an organisation keeps; it never changes. `place` is a random name in the store, and tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=100, unique=True)
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        ordering = ["-stored_at", "id"]
        indexes = [models.Index(fields=["organisation", "-stored_at"], name="file_by_organisation")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("files:download", args=[self.organisation.slug, self.pk])
