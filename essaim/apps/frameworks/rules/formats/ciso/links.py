"""Mapping sets of a library: links from its requirements to those of other referentials."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from essaim.apps.frameworks.enums import LossKind

from .codes import code, slug, tail
from .nodes import one_line, urn_of
from .words import Reader, Words

PLAIN = "intersect"  # what a link says when it says nothing more
RELATIONSHIPS = {"equal", "subset", "superset", "intersect"}
TARGETS = "urn:essaim:risk:framework:"  # the references that the platform itself knows
HELD = {
    *("urn", "ref_id", "name", "description", "translations", "provider"),
    *("source_framework_urn", "target_framework_urn", "requirement_mappings"),
}
LINK_HELD = {"source_requirement_urn", "target_requirement_urn", "relationship", "rationale", "translations"}
Document = dict[str, Any]


class Links:
    """The links of one library, by the URN of the requirement they start from."""

    def __init__(self, objects: Mapping[str, Any], framework: str, reader: Reader) -> None:
        self.reader = reader
        self.references: dict[str, Document] = {}
        self.by_urn: dict[str, list[Document]] = defaultdict(list)
        for item in _sets(objects):
            if urn_of(item.get("source_framework_urn")) == framework:
                self._read(item)
            else:
                reader.ledger.add(LossKind.KEY, "requirement_mapping_sets")

    def _read(self, item: Mapping[str, Any]) -> None:
        for key, value in item.items():
            if key not in HELD and value:
                self.reader.ledger.add(LossKind.KEY, f"requirement_mapping_sets.{key}")
        urn = urn_of(item.get("target_framework_urn")) or "urn:unknown"
        target = slug(tail(urn), urn=urn)
        title = {"fr": target, "en": target}
        if not urn.startswith(TARGETS):
            self.references.setdefault(target, {"code": target, "title": title, "urn": urn})
        for link in item.get("requirement_mappings") or []:
            if isinstance(link, dict):
                self._link(target, link)

    def _link(self, target: str, link: Mapping[str, Any]) -> None:
        for key, value in link.items():
            if key not in LINK_HELD and value not in (None, ""):
                self.reader.ledger.add(LossKind.KEY, f"requirement_mappings.{key}")
        source, urn = (urn_of(link.get(f"{end}_requirement_urn")) for end in ("source", "target"))
        if not source or not urn:
            return
        mapping: Document = {"target": target, "code": code(tail(urn), urn=urn)}
        if note := self._note(link):
            mapping["note"] = note
        mine = self.by_urn[source]
        if not any(other["target"] == target and other["code"] == mapping["code"] for other in mine):
            mine.append(mapping)

    def _note(self, link: Mapping[str, Any]) -> Words | None:
        relationship = self.reader.clean(one_line(link.get("relationship"))) or PLAIN
        rationale = self.reader.text(link, "rationale")
        if relationship == PLAIN:
            return rationale
        if rationale is None:
            return {"fr": relationship, "en": relationship}
        return {name: self.reader.fit(f"{relationship}: {words}") for name, words in rationale.items()}

    def unused(self, urns: set[str]) -> int:
        """Return how many links start from a requirement that cannot be answered."""
        return sum(len(links) for urn, links in self.by_urn.items() if urn not in urns)


def _sets(objects: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for key in ("requirement_mapping_set", "requirement_mapping_sets"):
        found = objects.get(key)
        yield from (item for item in (found if isinstance(found, list) else [found]) if isinstance(item, dict))
