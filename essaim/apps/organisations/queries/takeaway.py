from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.organisations.models import Membership, Organisation
from essaim.apps.organisations.queries.affiliations import affiliations_of
from essaim.apps.organisations.queries.invitations import invitations_of
from essaim.apps.organisations.queries.teams import members_of, memberships_of
from essaim.apps.organisations.queries.tokens import tokens_of
from essaim.kernel import history

PROFILE = [
    *("slug", "name", "kind", "legal_family", "siren", "siret", "rna", "employees", "volunteers"),
    *("insee_code", "naf_code", "naf_version", "created_at"),
]
EVENT = ["pgh_created_at", "pgh_label", "acted_by"]


def export_of(organisation_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return what this context holds of the organisation, as plain values."""
    return {
        "organisation": _plain(Organisation.objects.filter(pk=organisation_id), *PROFILE),
        "team": _plain(members_of(organisation_id), "account__email", "account__name", "role", "created_at"),
        "invitations": _plain(invitations_of(organisation_id), "email", "role", "language", "sent_at", "expires_at"),
        "affiliations": _plain(
            affiliations_of(organisation_id),
            *("organisation_name", "network_name", "asked_by", "asked_at", "accepted_at"),
        ),
        "organisation_history": _plain(
            history.events_of(Organisation).filter(pgh_obj_id=organisation_id), *EVENT, *PROFILE
        ),
        "team_history": _plain(
            history.events_of(Membership).filter(organisation_id=organisation_id), *EVENT, "account_id", "role"
        ),
    }


def _plain(rows: QuerySet[Any], *fields: str) -> list[dict[str, Any]]:
    return [{name: _text(value) for name, value in row.items()} for row in rows.values(*fields)]


def _text(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def personal_data_of(account_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return what is held here about a person, as plain values."""
    return {
        "teams": [
            {"organisation": m.organisation.name, "role": m.role, "since": _text(m.created_at)}
            for m in memberships_of(account_id)
        ],
        "tokens": _plain(tokens_of(account_id), "name", "prefix", "created_at", "last_used_on"),
    }
