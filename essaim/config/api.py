"""The API as a whole: each context brings its routes, all share one way to enter, to fail and to be sent twice."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import update_wrapper
from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser

from essaim.apps.organisations.backends import TokenAuth
from essaim.config import idempotency, problems
from essaim.config.documentation import Documentation
from essaim.kernel.api import Fault, Problem

View = Callable[..., HttpResponse]
UNSTORABLE = gettext_lazy("This text holds a character that cannot be kept.")


class CarefulParser(Parser):
    """JSON without the characters that a database cannot hold."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body's values; a NUL or a broken character in any text is a refusal that names its field."""
        values = json.loads(request.body)
        if faults := list(_unstorable(values, "")):
            raise Problem(422, errors=faults)
        return values


def _unstorable(value: Any, name: str) -> Iterator[Fault]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _unstorable(key, name or "body")
            yield from _unstorable(inside, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for position, inside in enumerate(value):
            yield from _unstorable(inside, f"{name}.{position}" if name else str(position))
    elif isinstance(value, str) and ("\x00" in value or value.encode(errors="replace").decode() != value):
        yield Fault(name or "body", str(UNSTORABLE))


class Api(NinjaAPI):
    """Ninja's, with an answer of ours to whatever goes wrong below `/api/v1/`."""

    def set_default_exception_handlers(self) -> None:
        """Tell every failure the same way."""
        self.add_exception_handler(Exception, problems.answer)  # type: ignore[arg-type]

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the description of the routes, each with the problems it may answer."""
        schema = super().get_openapi_schema(**options)
        problems.describe(schema)
        return schema

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        """Return the routes, then one that answers for all unknown addresses."""
        patterns, application, namespace = super().urls
        routes: defaultdict[str, list[URLPattern]] = defaultdict(list)
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                routes[str(pattern.pattern)].append(pattern)
        for same in routes.values():
            view = guarded(first_allowed([pattern.callback for pattern in same]))
            for pattern in same:
                pattern.callback = view
        return [path("", unknown), *patterns, re_path("", unknown)], application, namespace


def first_allowed(views: list[View]) -> View:
    """Return one view for an address that several contexts answer, each for its own methods."""
    if len(views) == 1:
        return views[0]

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        allowed: list[str] = []
        for view in views:
            response = view(request, *args, **kwargs)
            if not isinstance(response, HttpResponseNotAllowed):
                return response
            allowed.append(response["Allow"])
        return HttpResponseNotAllowed(", ".join(allowed).split(", "))

    return update_wrapper(answered, views[0])


def guarded(view: View) -> View:
    """Answer with a problem document where the view gave up before or outside ninja's own handlers."""

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "%00" in request.META["QUERY_STRING"]:
            return problems.answer(request, Problem(422, errors=[Fault("query", str(UNSTORABLE))]))
        try:
            response = view(request, *args, **kwargs)
        except Exception as trouble:
            return problems.answer(request, trouble)
        if isinstance(response, HttpResponseNotAllowed):
            allowed = response["Allow"]
            response = problems.problem(request, Problem(405))
            response["Allow"] = allowed
        idempotency.settle(request, response)
        return response

    return update_wrapper(answered, view)


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Answer for an address the API does not have."""
    return problems.problem(request, Problem(404))


api = Api(
    title="Essaim",
    version="1",
    description="What the site does, for programs. Lists take limit and offset; failures are RFC 9457 documents.",
    urls_namespace="api",
    docs=Documentation(),
    auth=TokenAuth(),
    parser=CarefulParser(),
)
api.add_decorator(idempotency.once)
for context in ("organisations", "frameworks", "assessments", "workshops", "portal"):
    api.add_router("", import_module(f"essaim.apps.{context}.api").router, tags=[context])
