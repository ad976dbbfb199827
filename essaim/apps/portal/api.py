from datetime import datetime
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from ninja import Router, Schema, Status

from essaim.apps.organisations import policies as organisations
from essaim.apps.portal import exports, operations, policies

router = Router()
ZIP = {"application/zip": {"schema": {"type": "string", "format": "binary"}}}


class DeletionOut(Schema):
    slug: str
    delete_after: datetime


@router.get(
    "/organisations/{slug}/export.zip",
    openapi_extra={"responses": {200: {"description": "All the organisation wrote", "content": ZIP}}},
)
def export(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Send all the organisation wrote, as a ZIP of open formats; those who only read may not."""
    membership = organisations.membership_in(request, slug)
    policies.organisation_to("export", membership)
    return exports.download(membership, at=timezone.now())


@router.delete("/organisations/{slug}", response={202: DeletionOut})
def delete_organisation(request: HttpRequest, slug: str) -> Any:
    """Ask for the organisation to be erased after thirty days; a steward may still keep it, on the site."""
    membership = organisations.membership_in(request, slug)
    leaving = policies.organisation_to("erase", membership)
    delete_after = operations.ask_deletion(leaving, by=membership, at=timezone.now())
    return Status(202, {"slug": leaving.slug, "delete_after": delete_after})
