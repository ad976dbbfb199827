import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from essaim.apps.organisations.models import Organisation, SecretLink

from .published import Published


class OwnVersion(Published):
    """A version that an organisation keeps for itself; it goes with the organisation, and changes no more than others.

    `given_by` names the organisation that shared it, where it came by a link.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    given_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code", "version"], name="own_version_once")]
        triggers = [
            # The account that published is forgotten with the person.
            pgtrigger.Trigger(
                name="published_words_stay",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(exclude=["published_by"]),
                func="RAISE EXCEPTION 'a published version never changes';",
            )
        ]


class Draft(models.Model):
    """A referential being written, as its authors typed it: it may be wrong, and nobody answers it.

    One that was received from a file waits apart, with what the file could not say, until it is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    code = models.CharField(max_length=50)
    values = models.JSONField()
    base_code = models.CharField(max_length=50, blank=True, default="")
    base_version = models.CharField(max_length=50, blank=True, default="")
    base_is_own = models.BooleanField(default=False)
    is_received = models.BooleanField(default=False)
    losses = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code", "is_received"], name="one_draft_each")]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("frameworks:draft", args=[self.organisation.slug, self.pk])


class Sharing(models.Model):
    """A referential that whoever holds its link may read, and take for their own organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    code = models.CharField(max_length=50)
    link = models.OneToOneField(SecretLink, models.CASCADE, db_constraint=False, related_name="+")
    secret = models.CharField(max_length=64)
    shared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_link_each")]

    def __str__(self) -> str:
        return self.code

    @property
    def address(self) -> str:
        """Return the secret part of the link."""
        return f"{self.link_id}.{self.secret}"
