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
                [_parameter(parameter, schema) for parameter in operation.get("parameters", [])],
                _fields(_body(operation), schema),
            )
            groups.setdefault(operation.get("tags", [""])[0], []).append(route)
    return groups


def _parameter(parameter: dict[str, Any], schema: dict[str, Any]) -> Value:
    shape = _shape(parameter["schema"], schema)
    return Value(parameter["name"], shape, parameter.get("required", False), parameter["in"])


def _body(operation: dict[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {})
    return next((part.get("schema", {}) for part in content.values()), {})


def _fields(shape: dict[str, Any], schema: dict[str, Any]) -> list[Value]:
    shape = _resolved(shape, schema)
    needed = shape.get("required", [])
    return [Value(name, _shape(inside, schema), name in needed) for name, inside in shape.get("properties", {}).items()]


def _resolved(shape: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = _name(shape)
    resolved: dict[str, Any] = schema["components"]["schemas"][name] if name else shape
    return resolved


def _name(shape: dict[str, Any]) -> str:
    return str(shape.get("$ref", "")).rpartition("/")[2]


def _shape(shape: dict[str, Any], schema: dict[str, Any]) -> str:
    resolved = _resolved(shape, schema)
    if "enum" in resolved:
        return " | ".join(f'"{value}"' for value in resolved["enum"])
    if parts := resolved.get("anyOf") or resolved.get("allOf"):
        return " | ".join(_shape(part, schema) for part in parts)
    if resolved.get("type") == "array":
        return f"[{_shape(resolved.get('items', {}), schema)}]"
    return _name(shape) or str(resolved.get("format") or resolved.get("type") or resolved.get("const", ""))
