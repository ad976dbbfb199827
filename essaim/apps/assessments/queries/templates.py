from uuid import UUID

from django.db.models import Q, QuerySet

from essaim.apps.assessments.models import Template
from essaim.apps.organisations.models import Affiliation


def templates_for(organisation_id: UUID) -> QuerySet[Template]:
    """Return the templates an organisation may use: its own, and those of networks it is affiliated to; by title."""
    ties = Affiliation.objects.filter(organisation_id=organisation_id, accepted_at__isnull=False)
    theirs = Q(organisation_id__in=ties.values("network_id"))
    found = Template.objects.filter(Q(organisation_id=organisation_id) | theirs)
    return found.defer("content").order_by("title", "pk")
