"""What the machine tells its keeper: one JSON line an event, and the name of the request it belongs to."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

SANE = re.compile(r"[\w.-]{8,64}", re.ASCII)
request_id: ContextVar[str] = ContextVar("request_id", default="")


class RequestIdMiddleware:
    """Name each request, by the proxy's name for it if it is sane, and say the name in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if SANE.fullmatch(given) else uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)
