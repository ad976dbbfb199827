"""The API's reference as a page of ours: read from the OpenAPI description, without any script."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase


@dataclass(frozen=True)
class Value:
    """A parameter of a route or a field of its body."""

    name: str
    shape: str
    is_needed: bool
    place: str = ""


@dataclass(frozen=True)
class Route:
    """One thing the API can do."""

    method: str
    path: str
    summary: str
    description: str
    parameters: list[Value] = field(default_factory=list)
    body: list[Value] = field(default_factory=list)


class Documentation(DocsBase):
    """Ninja's place for a documentation page."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """Return the page of all routes, by context."""
        schema = api.get_openapi_schema(path_params=kwargs)
        context = {"groups": groups_of(schema), "description": schema["info"]["description"]}
        return render(request, "organisations/api.html", context)


def groups_of(schema: dict[str, Any]) -> dict[str, list[Route]]:
    """Return the routes of an OpenAPI description under their first tag."""
    groups: dict[str, list[Route]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            route = Route(
                method.upper(),
                path,
                operation["summary"],
                operation.get("description", ""),
                [_parameter(parameter) for parameter in operation.get("parameters", [])],
                _fields(_body(operation), schema),
            )
            groups.setdefault(operation.get("tags", [""])[0], []).append(route)
    return groups


def _parameter(parameter: dict[str, Any]) -> Value:
    return Value(parameter["name"], _shape(parameter["schema"]), parameter.get("required", False), parameter["in"])


def _body(operation: dict[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {})
    return next((part.get("schema", {}) for part in content.values()), {})


def _fields(shape: dict[str, Any], schema: dict[str, Any]) -> list[Value]:
    shape = _resolved(shape, schema)
    needed = shape.get("required", [])
    return [Value(name, _shape(inside), name in needed) for name, inside in shape.get("properties", {}).items()]


def _resolved(shape: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = shape.get("$ref", "").rpartition("/")[2]
    resolved: dict[str, Any] = schema["components"]["schemas"][name] if name else shape
    return resolved


def _shape(shape: dict[str, Any]) -> str:
    if "$ref" in shape:
        return str(shape["$ref"]).rpartition("/")[2]
    if "enum" in shape:
        return " | ".join(f'"{value}"' for value in shape["enum"])
    if "anyOf" in shape:
        return " | ".join(_shape(one) for one in shape["anyOf"])
    if shape.get("type") == "array":
        return f"[{_shape(shape.get('items', {}))}]"
    return str(shape.get("format") or shape.get("type") or shape.get("const", ""))
