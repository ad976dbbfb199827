"""Themes are the first level of the tree; all that can be answered below one are its criteria."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from essaim.apps.frameworks.enums import LossKind

from .codes import Register
from .conditions import Conditions
from .groups import OURS, references
from .links import Links
from .nodes import Node
from .questions import Question, own, questions, told
from .scales import Scales
from .words import Reader, Words, short

Document = dict[str, Any]
HELD = {
    *("urn", "assessable", "depth", "parent_urn", "ref_id", "name", "description", "annotation", "typical_evidence"),
    *("implementation_groups", "questions", "question", "translations", "weight", "order_id"),
}


class Themes:
    """Builds the themes of one document, node by node."""

    def __init__(
        self, reader: Reader, scales: Scales, links: Links, groups: Mapping[str, Document], essential: set[str]
    ) -> None:
        self.reader, self.scales, self.links = reader, scales, links
        self.groups, self.essential = groups, essential
        self.conditions = Conditions(reader.ledger)
        self.criteria = Register(reader.ledger)
        self.codes = Register(reader.ledger)

    def build(self, roots: list[Node], whole: Document) -> list[Document]:
        """Return the themes; criteria that stand alone on the first level come under one of the framework's own."""
        themes: list[Document] = []
        alone: list[Document] = []
        empty: list[str] = []
        for root in roots:
            if root.assessable and not root.children:
                alone.append(self.criterion(root, {}))
            elif any(node.assessable for node in root.walk()):
                themes.append(self.theme(root))
            else:
                empty.append(root.ref_id or root.urn)
                self.unheld(root)
        self.reader.ledger.add(LossKind.CHAPTER, ", ".join(empty)[:200], len(empty))
        if alone:
            taken = self.codes.taken
            code = whole["code"] if whole["code"] not in taken else f"{whole['code'][:44]}-alone"
            themes.insert(0, whole | {"code": code, "criteria": alone})
        self.conditions.settle()
        return themes

    def theme(self, root: Node) -> Document:
        """Return a theme with its sections and criteria."""
        title, rest = self.heading(root)
        sections = Register(self.reader.ledger)
        places: dict[str, str] = {}
        told: list[Document] = []
        criteria: list[Document] = []
        for node in root.walk():
            inside = any(child.assessable for child in node.walk() if child is not node)
            if node is not root and inside:
                places[node.urn] = sections.take(node.ref_id, node.urn)
                told.append(self.section(node, places[node.urn]))
            if node.assessable:
                criteria.append(self.criterion(node, places))
            elif not inside:
                self.reader.ledger.add(LossKind.CHAPTER, node.ref_id or node.urn)
                self.unheld(node)
            else:
                self.unheld(node)
        found: Document = {"code": self.codes.take(root.ref_id, root.urn), "title": title, "summary": rest or title}
        return found | {"sections": told, "origin": origin(root), "criteria": criteria}

    def section(self, node: Node, code: str) -> Document:
        """Return a heading inside a theme."""
        title, rest = self.heading(node)
        found: Document = {"code": code, "title": title, "origin": origin(node)}
        return found | ({"summary": rest} if rest else {})

    def heading(self, node: Node) -> tuple[Words, Words | None]:
        """Return the title of a node, made from its text if need be, and its text."""
        name, description = self.reader.text(node.values, "name"), self.reader.text(node.values, "description")
        named = node.ref_id or node.urn
        title = name or (short(description) if description else {"fr": named, "en": named})
        annotation = None if node.assessable else self.reader.text(node.values, "annotation")
        return title, self.reader.together(description, annotation)

    def criterion(self, node: Node, places: Mapping[str, str]) -> Document:
        """Return what is answered: title, question, help, levels and links."""
        self.unheld(node)
        name, description = self.reader.text(node.values, "name"), self.reader.text(node.values, "description")
        asked = questions(node.values, self.reader)
        answered = own(asked)
        single = answered if answered and answered.text else None
        question = (single.text if single else None) or description or name
        named = node.ref_id or node.urn
        question = question or next((one.text for one in asked if one.text), None) or {"fr": named, "en": named}
        levels = self.levels(asked, answered)
        helps = [description if question is not description else None, self.reader.text(node.values, "annotation")]
        other = [one for one in asked if not (levels and one is answered)]
        helps += [told(one) for one in other if one is not single or one.choices]
        found: Document = {
            "code": self.criteria.take(node.ref_id, node.urn),
            "title": name or short(question),
            "question": question,
            "path": [places[above.urn] for above in node.way() if above.urn in places],
            "mappings": self.links.by_urn.get(node.urn, []),
            "origin": origin(node),
        }
        evidence = self.reader.text(node.values, "typical_evidence")
        extra = {"help": self.reader.together(*helps), "evidence": [evidence] if evidence else None}
        found |= {key: value for key, value in extra.items() if value} | levels | self.belonging(node)
        self.conditions.add(found, asked, answered)
        return found

    def levels(self, asked: list[Question], answered: Question | None) -> Document:
        """Return the levels that the question of a requirement gives; answers that are only told are counted."""
        given = answered if answered and answered.levels else None
        self.reader.ledger.add(LossKind.CHOICES, count=sum(bool(one.choices) for one in asked if one is not given))
        return self.scales.answered(given.levels) if given else {}

    def belonging(self, node: Node) -> Document:
        """Return the groups and the weight of a criterion."""
        named = references(node)
        codes = [self.groups[ref_id]["code"] for ref_id in named if ref_id in self.groups and ref_id != OURS]
        unknown = sum(ref_id not in self.groups for ref_id in named)
        self.reader.ledger.add(LossKind.KEY, "implementation_groups", unknown)
        found: Document = {"groups": codes} if codes else {}
        if self.essential & {*named}:
            found["essential"] = True
        if (weight := node.values.get("weight")) not in (None, ""):
            try:
                value = Decimal(str(weight))
            except InvalidOperation:
                value = Decimal(0)
            if value.is_finite() and 0 < value <= 1000:
                found["weight"] = str(value)
            else:
                self.reader.ledger.add(LossKind.KEY, "weight")
        return found

    def unheld(self, node: Node) -> None:
        """Count the keys of a node that have no place here."""
        for key, value in node.values.items():
            if key not in HELD and value not in (None, "", [], {}):
                self.reader.ledger.add(LossKind.KEY, str(key)[:60])


def origin(node: Node) -> Document:
    """Return what the other tool calls this node."""
    return {"urn": node.urn, "ref_id": node.ref_id} if node.ref_id else {"urn": node.urn}
