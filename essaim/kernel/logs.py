"""What the machine tells its keeper: one JSON line an event, and the name of the request it belongs to.

No line says who a person is: neither query strings nor paths (they may carry a secret link), and e-mail
addresses are blanked wherever they turn up.
"""

import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase

SANE = re.compile(r"[\w.-]{8,64}", re.ASCII)
EMAIL = re.compile(r"[^\s\"'<>()=,;:/]+@[\w-]+(\.[\w-]+)+")
QUERY = re.compile(r"\?[^\s\"'<>]*=[^\s\"'<>]*")
ROW = re.compile(r"(?m)^(DETAIL|CONTEXT):.*$")  # PostgreSQL quotes the row there

request_id: ContextVar[str] = ContextVar("request_id", default="")
requests = logging.getLogger("essaim.requests")

CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "essaim.kernel.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.request": {"level": "ERROR"},  # a page not found is in `essaim.requests` already
        "procrastinate": {"level": "WARNING"},
        "_granian": {"level": "WARNING"},
    },
}


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": "a request failed" if record.name == "django.request" else blank(record.getMessage()),
        }
        if name := request_id.get():
            line["request"] = name
        line.update(getattr(record, "facts", {}))
        if record.exc_info:
            line["exception"] = blank(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def blank(text: str) -> str:
    """Return the text without what may say who a person is."""
    return ROW.sub(r"\1: …", QUERY.sub("?…", EMAIL.sub("…@…", text)))


class RequestIdMiddleware:
    """Name each request, by the proxy's name for it if it is sane, and say the name in the answer and in every line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if SANE.fullmatch(given) else uuid.uuid4().hex)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            if request.resolver_match:
                facts = {
                    "method": request.method,
                    "route": request.resolver_match.route,
                    "status": response.status_code,
                    "milliseconds": round((time.perf_counter() - start) * 1000, 1),
                }
                requests.info("answered", extra={"facts": facts})
            return response
        finally:
            request_id.reset(token)
