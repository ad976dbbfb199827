"""Every address of the site and of its API that carries an object of an organisation."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

WORDS = {"criterion": "A-1", "theme": "A", "code": "small", "scale": "levels", "language": "fr", "kind": "json"}


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Yield the addresses of pages as written in the url files."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address
        else:
            yield from patterns(entry, address)


def tenant_patterns() -> list[str]:
    """Return the pages under an organisation."""
    return sorted({address for address in patterns() if address.startswith("o/<slug:organisation>/")})


def filled(address: str, *, organisation: str, pk: UUID | str) -> str:
    """Return the address with an organisation and an object put in it."""
    address = address.replace("<slug:organisation>", organisation)
    address = re.sub(r"<uuid:\w+>", str(pk), address)
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: WORDS[found.group(1)], address)


class Form(dict[str, Any]):
    """What is sent as a form with a file in it, rather than as JSON."""


def api_routes() -> list[tuple[str, str, Any]]:
    """Return (method, path, body) for each route of the API that names an object of an organisation."""
    from essaim.config.api import api

    found = []
    for path, methods in api.get_openapi_schema()["paths"].items():
        if "{" in path and not path.startswith(("/api/v1/frameworks/", "/api/v1/w/")):
            found += [(method.upper(), path, BODIES.get((method, path.split("}")[-1]))) for method in methods]
    return sorted(found, key=str)


# What a well-formed request holds, by method and the end of its path: a refusal must come from the object.
BODIES: dict[tuple[str, str], Any] = {
    ("post", "/evidence"): {"title": "Charte", "link": "https://exemple.org"},
    ("post", "/evidence/files"): Form(evidence='{"title": "Charte"}', file=SimpleUploadedFile("charte.txt", b"Oui")),
    ("post", "/workbook"): Form(file=SimpleUploadedFile("classeur.csv", b"code;standing")),
    ("post", "/earlier"): Form(file=SimpleUploadedFile("bilan.csv", b"Code;Note")),
    ("patch", ""): {"sheet": "CSV"},
    ("post", "/keep"): {"title": "Bilan", "scope": "full", "days": {}},
    ("post", "/workbook/take"): {"seen": "autrement"},
    ("post", "/workshops"): {"groups": [{"kind": "board"}]},
    ("post", "/assessments"): {"framework": "small", "scope": "full"},
    ("put", ""): {"state": "answered", "level": 2},
    ("put", "/answers"): {"answers": [{"criterion": "A-1", "state": "answered", "level": 2}]},
    ("post", "/reuses"): {"source": "00000000-0000-4000-8000-000000000000"},
    ("post", "/close"): {"reason": "essai"},
    ("post", "/reopen"): {"reason": "essai"},
}
