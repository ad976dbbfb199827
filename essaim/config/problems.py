"""How the API says that something is wrong: RFC 9457 documents, in the request's language."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel

from essaim.kernel.api import Fault, Problem

log = logging.getLogger("django.request")
TITLES = {
    400: gettext_lazy("Unreadable request"),
    401: gettext_lazy("Token needed"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Method not allowed"),
    409: gettext_lazy("Conflict"),
    413: gettext_lazy("Too large"),
    422: gettext_lazy("Refused"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Failure"),
}
DETAILS = {
    400: gettext_lazy("The body cannot be read: it is not JSON, or not the form that this address takes."),
    401: gettext_lazy("Send a valid token in the header: “Authorization: Bearer TOKEN”."),
    403: gettext_lazy("Your role does not allow this."),
    404: gettext_lazy("There is nothing here for this token."),
    405: gettext_lazy("This address does not answer this method."),
    413: gettext_lazy("What you sent is too large: 1 MiB at most."),
    422: gettext_lazy("Something in what you sent cannot be accepted; nothing was changed."),
    429: gettext_lazy("Wait a little before asking again."),
    500: gettext_lazy("Something failed on our side; nothing was changed."),
}
# What pydantic calls its refusals, in our words; the bound is in the context of the error.
FAULTS = {
    "missing": gettext_lazy("This field is required."),
    "extra_forbidden": gettext_lazy("This field is not known here."),
    "string_type": gettext_lazy("Text is expected."),
    "string_too_long": gettext_lazy("Too long: %(max_length)s characters at most."),
    "string_too_short": gettext_lazy("Too short: %(min_length)s characters at least."),
    "int_type": gettext_lazy("A whole number is expected."),
    "int_parsing": gettext_lazy("A whole number is expected."),
    "int_from_float": gettext_lazy("A whole number is expected."),
    "int_parsing_size": gettext_lazy("This number is too large."),
    "greater_than_equal": gettext_lazy("At least %(ge)s."),
    "less_than_equal": gettext_lazy("At most %(le)s."),
    "bool_type": gettext_lazy("“true” or “false” is expected."),
    "bool_parsing": gettext_lazy("“true” or “false” is expected."),
    "enum": gettext_lazy("One of these is expected: %(expected)s."),
    "literal_error": gettext_lazy("One of these is expected: %(expected)s."),
    "list_type": gettext_lazy("A list is expected."),
    "too_long": gettext_lazy("Too many: %(max_length)s at most."),
    "uuid_parsing": gettext_lazy("This identifier is not well formed."),
}


class FaultDocument(BaseModel):
    field: str
    detail: str


class ProblemDocument(BaseModel):
    """The answer to a request that failed (RFC 9457, `application/problem+json`)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultDocument] = []


def problem(request: HttpRequest, trouble: Problem) -> HttpResponse:
    """Return the problem document, in the request's language."""
    status = trouble.status
    detail = trouble.detail or DETAILS.get(status, DETAILS[500])
    document: dict[str, Any] = {"type": "about:blank", "title": TITLES.get(status, TITLES[500]), "status": status}
    document |= {"detail": detail, **trouble.more}
    if trouble.errors:
        document["errors"] = [{"field": fault.field, "detail": fault.detail} for fault in trouble.errors]
    response = JsonResponse(document, status=status, content_type="application/problem+json")
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def describe(schema: dict[str, Any]) -> None:
    """Add to each route of an OpenAPI description the problems it may answer."""
    known = schema["components"].setdefault("schemas", {})
    shape = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    known |= {**shape.pop("$defs"), "ProblemDocument": shape}
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
    for route in schema["paths"].values():
        for operation in route.values():
            for status in (400, 401, 403, 404, 409, 413, 422, 429):
                description = str(TITLES[status])
                operation["responses"].setdefault(status, {"description": description, "content": content})


def translated(trouble: Exception) -> Problem:
    """Return what a failed request is told, whatever stopped it; a failure of ours says nothing of its cause."""
    match trouble:
        case Problem():
            return trouble
        case HttpError() if isinstance(trouble.__cause__, Problem):
            return trouble.__cause__
        case HttpError():
            return Problem(trouble.status_code)
        case ValidationError():
            return Problem(422, errors=[_fault(error) for error in trouble.errors])
        case Http404():
            return Problem(404)
        case PermissionDenied():
            return Problem(403)
        case RequestDataTooBig():
            return Problem(413)
        case MultiPartParserError() | SuspiciousOperation():
            return Problem(400)
    return Problem(500)


def answer(request: HttpRequest, trouble: Exception) -> HttpResponse:
    """Return the problem document for what stopped the request; our failures are logged with their trace."""
    told = translated(trouble)
    if told.status == 500:
        log.error("API: %s %s", request.method, request.path, exc_info=trouble, extra={"request": request})
        got_request_exception.send(sender=None, request=request)
    return problem(request, told)


def _fault(error: dict[str, Any]) -> Fault:
    # ("body", "payload", "employees") names the argument of our function too: callers know only their own fields.
    source, *names = error["loc"]
    if source == "body" and len(names) > 1:
        names = names[1:]
    text = FAULTS.get(error["type"])
    detail = text % error.get("ctx", {}) if text else _("This value cannot be accepted.")
    return Fault(".".join(str(name) for name in names) or source, detail)
