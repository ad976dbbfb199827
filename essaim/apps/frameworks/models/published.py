import uuid

from django.db import models


class Published(models.Model):
    """One published version of a referential: what is here never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=50)
    version = models.CharField(max_length=50)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    source = models.TextField()
    opinion = models.JSONField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
