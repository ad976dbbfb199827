"""Implementation groups: kept as they are; one of them gives the short set."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from essaim.apps.frameworks.enums import LossKind

from .codes import Register
from .nodes import Node, is_true, one_line
from .words import Reader

Document = dict[str, Any]
OURS = "essaim-essential"  # the short set of a referential of ours that went through the other format


def groups(framework: Mapping[str, Any], reader: Reader) -> dict[str, Document]:
    """Return the groups by the reference requirements use."""
    given = framework.get("implementation_groups_definition")
    found: dict[str, Document] = {}
    register = Register(reader.ledger)
    for item in given if isinstance(given, list) else []:
        ref_id = one_line(item.get("ref_id")) if isinstance(item, dict) else ""
        if not ref_id or ref_id in found:
            continue
        title = reader.text(item, "name") or {"fr": ref_id, "en": ref_id}
        group: Document = {"code": register.take(ref_id, f"urn:group:{ref_id}"), "title": title}
        if summary := reader.text(item, "description"):
            group["summary"] = summary
        if is_true(item.get("default_selected")):
            group["default"] = True
        found[ref_id] = group
    return found


def references(node: Node) -> list[str]:
    """Return the groups a requirement names."""
    given = node.values.get("implementation_groups")
    names = given if isinstance(given, list) else str(given or "").split(",")
    return list(dict.fromkeys(one_line(name) for name in names if one_line(name)))


def essential(known: Mapping[str, Document], nodes: Sequence[Node], reader: Reader) -> set[str]:
    """Return the groups whose criteria are the short set: those chosen by default, or else the smallest."""
    if OURS in known:
        return {OURS}
    chosen = {ref_id for ref_id, group in known.items() if group.get("default")}
    if chosen:
        named = ", ".join(ref_id for ref_id in known if ref_id in chosen)
        reader.ledger.add(LossKind.ESSENTIAL_DEFAULT, named)
        return chosen
    sizes = Counter(ref_id for node in nodes for ref_id in references(node) if ref_id in known)
    if not sizes:
        return set()
    smallest = min((ref_id for ref_id in known if sizes[ref_id]), key=lambda ref_id: sizes[ref_id])
    reader.ledger.add(LossKind.ESSENTIAL_SMALLEST, smallest)
    return {smallest}
