import pgtrigger
from django.db import models
from django.urls import reverse

from .published import Published


class FrameworkVersion(Published):
    """A version that anyone reads; `publisher` is nobody for those that the platform or its operator brings."""

    publisher = models.UUIDField(null=True)
    publisher_name = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="framework_version_once")]
        triggers = [pgtrigger.Protect(name="published_for_good", operation=pgtrigger.Update | pgtrigger.Delete)]

    def get_absolute_url(self) -> str:
        return reverse("frameworks:detail", args=[self.code])
