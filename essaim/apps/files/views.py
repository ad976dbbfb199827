"""The one way out of a file: to be kept by who asked for it, never shown by the site itself."""

from uuid import UUID

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from essaim.apps.files import policies, queries, rules
from essaim.apps.files.enums import Kind
from essaim.apps.organisations.middleware import TenantRequest


@require_GET
def download(request: TenantRequest, pk: UUID) -> HttpResponseBase:
    """Send a file to be saved, under a type of our own table and in a box where nothing runs."""
    file = policies.get_file(request.membership, pk)
    try:
        pieces = queries.pieces_of(file)
    except queries.Missing:
        raise Http404 from None
    return StreamingHttpResponse(
        pieces,
        content_type=rules.content_type(Kind(file.kind)),
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=file.name) or "attachment",
            "Content-Length": str(file.size),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
