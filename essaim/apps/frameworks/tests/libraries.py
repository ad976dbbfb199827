"""Small CISO Assistant libraries, as their files are."""

from copy import deepcopy
from typing import Any

import yaml

from essaim.apps.frameworks.rules import formats

NODE = "urn:acme:risk:req_node:grid"


def node(ref_id: str | None, depth: int = 1, parent: str = "", **changes: Any) -> dict[str, Any]:
    """Return a requirement; one below the first level can be answered unless told otherwise."""
    found: dict[str, Any] = {"urn": f"{NODE}:{(ref_id or 'nameless').lower()}", "assessable": depth > 1, "depth": depth}
    found |= {"ref_id": ref_id} if ref_id else {}
    found |= {"parent_urn": f"{NODE}:{parent.lower()}"} if parent else {}
    return found | {"name": f"Name of {ref_id}"} | changes


def chapter(ref_id: str = "GOV", *below: dict[str, Any], **changes: Any) -> list[dict[str, Any]]:
    """Return a chapter with one requirement, unless told otherwise."""
    return [node(ref_id, **changes), *(below or (node(f"{ref_id}.1", 2, ref_id),))]


def library(*nodes: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a library whose framework has these requirements and these keys."""
    framework = {
        "urn": "urn:acme:risk:framework:grid",
        "ref_id": "Acme Grid",
        "name": "Grid",
        "description": "What we ask.",
        "requirement_nodes": list(nodes or chapter()),
    }
    return deepcopy(
        {
            "urn": "urn:acme:risk:library:grid",
            "locale": "en",
            "ref_id": "Acme Grid",
            "name": "Grid library",
            "description": "A library.",
            "copyright": "Acme",
            "version": 3,
            "provider": "Acme",
            "packager": "Nobody",
            "objects": {"framework": framework | changes},
        }
    )


def choices(*points: int | None, kind: str = "unique_choice", **changes: Any) -> dict[str, Any]:
    """Return a question whose answers add these points."""
    answers = [
        {"urn": f"c{rank}", "value": f"answer {rank}"} | ({} if score is None else {"add_score": score})
        for rank, score in enumerate(points)
    ]
    return {"type": kind, "text": "How far are you?", "choices": answers} | changes


def source(values: dict[str, Any]) -> bytes:
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False).encode()


def read(values: dict[str, Any], targets: Any = None) -> formats.Reading:
    return formats.read(source(values), targets or {})


def lost(reading: formats.Reading) -> dict[tuple[str, str], int]:
    return {(loss.kind.value, loss.name): loss.count for loss in reading.losses}
