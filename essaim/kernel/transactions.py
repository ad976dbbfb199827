"""One transaction a request: all that a page did is kept, or nothing."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase


class TransactionMiddleware:
    """Open the request's transaction; a failed answer takes it back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
