import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.apps.organisations.enums import Kind, LegalFamily, NafVersion, Role
from essaim.kernel import history


@history.track()
class Organisation(models.Model):
    """A tenant: what its members write stays among them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ORGANISATION)
    legal_family = models.CharField(_("legal family"), max_length=20, choices=LegalFamily.choices)
    siren = models.CharField(max_length=9, blank=True)
    siret = models.CharField(max_length=14, blank=True)
    rna = models.CharField(max_length=10, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    volunteers = models.PositiveIntegerField(_("volunteers"), null=True, blank=True)
    insee_code = models.CharField(max_length=5, blank=True)
    naf_code = models.CharField(max_length=6, blank=True)
    naf_version = models.CharField(max_length=10, blank=True, choices=NafVersion.choices)
    created_at = models.DateTimeField()
    delete_after = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        # The home of a tenant is drawn by a context above: its address is known here, its name is not.
        return f"/o/{self.slug}/"

    @property
    def is_network(self) -> bool:
        return self.kind == Kind.NETWORK


@history.track()
class Membership(models.Model):
    """The link of an account to an organisation, and what it allows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "account"], name="one_membership_each")]

    def __str__(self) -> str:
        return f"{self.account} ({self.get_role_display()})"

    @property
    def can_write(self) -> bool:
        return self.role in {Role.STEWARD, Role.CONTRIBUTOR}

    @property
    def is_steward(self) -> bool:
        return self.role == Role.STEWARD
