import uuid

import pgtrigger
from django.db import models
from django.urls import reverse


class FrameworkVersion(models.Model):
    """One published version of a referential: what is here never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=50)
    version = models.CharField(max_length=50)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    source = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="framework_version_once")]
        triggers = [pgtrigger.Protect(name="published_for_good", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("frameworks:detail", args=[self.code])
