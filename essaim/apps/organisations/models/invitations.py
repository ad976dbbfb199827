import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.apps.organisations import rules
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.models.tenants import Organisation


class SecretLink(models.Model):
    """Which organisation a secret address belongs to, and what it opens.

    It is read before anyone knows the tenant, so it stands outside row-level security and says nothing else.
    """

    id = models.CharField(primary_key=True, max_length=12, default=rules.routing_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)

    def __str__(self) -> str:
        return self.id


class Invitation(models.Model):
    """A place kept in the team for whoever holds the link; it goes once accepted, refused or withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    link = models.OneToOneField(SecretLink, models.CASCADE, db_constraint=False, related_name="+")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    language = models.CharField(_("language of the message"), max_length=2, choices=settings.LANGUAGES)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "email"], name="one_invitation_an_address")]

    def __str__(self) -> str:
        return self.email

    def is_over(self, now: datetime) -> bool:
        return now >= self.expires_at
