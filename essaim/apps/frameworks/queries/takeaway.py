from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.frameworks.models import OwnVersion
from essaim.kernel.takeaway import plain

from .drafts import drafts_of
from .own import sharings_of


def export_of(organisation_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return an organisation's own referentials, drafts included, as plain values."""
    published = OwnVersion.objects.filter(organisation_id=organisation_id).order_by("published_at", "code")
    return {
        "referentials": _plain(published, "code", "version", "document", "opinion", "published_at", "given_by"),
        "drafts": _plain(drafts_of(organisation_id), "code", "values", "is_received", "edited_at"),
        "sharings": _plain(sharings_of(organisation_id), "code", "shared_at"),
    }


def _plain(rows: QuerySet[Any], *fields: str) -> list[dict[str, Any]]:
    return plain(rows.values(*fields))
