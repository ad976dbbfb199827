import uuid

from django.db import models
from django.db.models import F, Q

from essaim.apps.organisations.enums import Kind
from essaim.apps.organisations.models.tenants import Organisation


class Affiliation(models.Model):
    """An organisation belongs to a network: asked by one, accepted by the other; it grants no reading.

    Neither side can read the other's row, so each writes its own name here when it asks or accepts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    network = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    organisation_name = models.CharField(max_length=200, blank=True)
    network_name = models.CharField(max_length=200, blank=True)
    asked_by = models.CharField(max_length=20, choices=Kind.choices)
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "network"], name="one_affiliation_each"),
            models.CheckConstraint(condition=~Q(organisation=F("network")), name="affiliation_joins_two"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_name} → {self.network_name}"
