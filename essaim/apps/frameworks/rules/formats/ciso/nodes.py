"""The requirements of a library as a tree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from essaim.apps.frameworks.enums import LossKind, ProblemKind
from essaim.apps.frameworks.rules.formats.losses import Ledger
from essaim.apps.frameworks.rules.problems import Problem, Refused

MAX_DEPTH = 24
TRUE = {"true", "yes", "on", "x", "1"}


@dataclass(eq=False)
class Node:
    """A requirement: a chapter, a section, or something to answer."""

    urn: str
    values: Mapping[str, Any]
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    @property
    def ref_id(self) -> str | None:
        """Return the reference people know it by."""
        return one_line(self.values.get("ref_id")) or None

    @property
    def assessable(self) -> bool:
        """Return whether it is to be answered."""
        return is_true(self.values.get("assessable"))

    def walk(self) -> Iterator["Node"]:
        """Yield it and all that is below it, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def way(self) -> list["Node"]:
        """Return the nodes that lead to it, from the first level, itself excluded."""
        found: list[Node] = []
        node = self.parent
        while node is not None:
            found.append(node)
            node = node.parent
        return found[::-1]


def grow(items: Iterable[object], base: str, ledger: Ledger) -> list[Node]:
    """Return the nodes of the first level, each with those below it; `Refused` when it is too deep."""
    nodes: list[Node] = []
    known: dict[str, Node] = {}
    last: dict[int, Node] = {}
    for number, item in enumerate((one for one in items if isinstance(one, dict)), start=1):
        urn = urn_of(item.get("urn")) or urn_of(f"{base}:{item.get('ref_id') or number}")
        node = Node(urn if urn not in known else f"{urn}:{number}", item)
        nodes.append(node)
        known[node.urn] = node
    for node in nodes:
        depth = number_of(node.values.get("depth"))
        parent = known.get(urn_of(node.values.get("parent_urn"))) or (last.get(depth - 1) if depth > 1 else None)
        node.parent = parent
        if depth:
            last[depth] = node
    for node in nodes:
        if _loops(node):
            ledger.add(LossKind.LOOP)
            node.parent = None
        if node.parent:
            node.parent.children.append(node)
    return [node for node in nodes if node.parent is None]


def _loops(node: Node) -> bool:
    above, steps = node.parent, 0
    while above is not None and above is not node:
        above, steps = above.parent, steps + 1
        if steps > MAX_DEPTH:
            raise Refused(Problem(ProblemKind.TOO_DEEP, 1, node.urn, {"limit": MAX_DEPTH}))
    return above is node


def is_true(value: object) -> bool:
    """Return whether a value written by hand means yes."""
    return value is True or str(value or "").strip().lower() in TRUE


def number_of(value: object, default: int = 0) -> int:
    """Return a whole number, however it was written."""
    try:
        return int(float(str(value)))
    except (ValueError, OverflowError):
        return default


def one_line(value: object) -> str:
    """Return a short text without line breaks or control characters."""
    words = "" if value is None or isinstance(value, dict | list) else str(value)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())[:200]


def urn_of(value: object) -> str:
    """Return a name that can be a URN, or nothing."""
    words = one_line(value).replace(" ", "-")
    return words if not words or words.startswith("urn:") else f"urn:{words}"
