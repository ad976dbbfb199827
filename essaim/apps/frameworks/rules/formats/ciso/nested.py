"""The requirements of a library, in the order and under the names they had or would have."""

from essaim.apps.frameworks.enums import LossKind
from essaim.apps.frameworks.rules.document import Criterion, Framework, Section, Theme
from essaim.apps.frameworks.rules.formats.losses import Ledger
from essaim.apps.frameworks.rules.parts import Text
from essaim.apps.frameworks.rules.prerequisites import Prerequisite

from .groups import OURS
from .pen import Pen, Values
from .words import short

THEME_HELD = {"code", "title", "summary", "sections", "origin", "criteria"}
CRITERION_HELD = {
    *("code", "title", "question", "help", "anchors", "evidence", "essential", "weight", "scale", "path", "groups"),
    *("mappings", "origin", "asked_when"),
}


class Nested:
    """Writes the tree of one referential."""

    def __init__(self, framework: Framework, pen: Pen, ledger: Ledger, *, ours: bool) -> None:
        self.framework, self.pen, self.ledger, self.ours = framework, pen, ledger, ours
        self.done: dict[str, Values] = {}
        self.dependent = {one.code: waits for one in framework.criteria if (waits := _only(one))}
        self.as_questions = {*self.dependent, *(waits.answer_to for waits in self.dependent.values())}

    def nodes(self) -> list[Values]:
        """Return the nodes, each after the one it belongs to."""
        for theme in self.framework.themes:
            self.theme(theme)
        return list(self.done.values())

    def urn(self, part: Theme | Section | Criterion, theme: Theme | None = None) -> str:
        """Return the URN a part came with, or one made from its code."""
        if part.origin:
            return part.origin.urn
        kind = "" if isinstance(part, Criterion) else f"{theme.code}:" if theme else "theme:"
        return f"{self.pen.urn('req_node')}:{kind}{part.code}".lower()

    def theme(self, theme: Theme) -> None:
        """Write a theme; one that only holds what stood alone leaves its criteria on the first level."""
        self.ledger.beside(theme, THEME_HELD, "themes.")
        alone = bool(self.framework.origin) and theme.origin is None
        root = None if alone else self.urn(theme)
        if root and all(self.urn(one) != root for one in theme.criteria):
            self.heading(theme, root, 1, None)
        sections = {section.code: section for section in theme.sections}
        used = {code for one in theme.criteria for code in one.path}
        self.ledger.add(LossKind.KEY, "sections", len(sections.keys() - used))
        for criterion in theme.criteria:
            parent, depth = root, 1 if alone else 2
            for code in criterion.path:
                urn = self.urn(sections[code], theme)
                if urn not in self.done:
                    self.heading(sections[code], urn, depth, parent)
                parent, depth = urn, depth + 1
            own = self.urn(criterion)
            self.criterion(criterion, own, *((1, None) if own == root else (depth, parent)))

    def node(self, part: Theme | Section | Criterion, urn: str, depth: int, parent: str | None) -> Values:
        """Return what every requirement has."""
        found: Values = {"urn": urn, "assessable": isinstance(part, Criterion), "depth": depth}
        found |= {"parent_urn": parent} if parent else {}
        ref_id = part.origin.ref_id if part.origin else part.code
        found |= {"ref_id": ref_id} if ref_id else {}
        self.done[urn] = found
        return found

    def heading(self, part: Theme | Section, urn: str, depth: int, parent: str | None) -> None:
        """Write a chapter or a section."""
        node = self.node(part, urn, depth, parent)
        summary = part.summary if part.summary != part.title else None
        if summary is None or part.title != _short(summary):
            self.pen.put(node, "name", part.title)
        self.pen.put(node, "description", summary)

    def criterion(self, criterion: Criterion, urn: str, depth: int, parent: str | None) -> None:
        """Write what is answered, with its levels as a question where they are its own."""
        self.ledger.beside(criterion, CRITERION_HELD, "criteria.")
        if criterion.asked_when and criterion.code not in self.dependent:
            self.ledger.add(LossKind.KEY, "criteria.asked_when")
        node = self.node(criterion, urn, depth, parent)
        if criterion.title == criterion.question or criterion.title != _short(criterion.question):
            self.pen.put(node, "name", criterion.title)
        if levels := self.levels(criterion, urn):
            question: Values = {"type": "unique_choice"}
            self.pen.put(question, "text", criterion.question)
            if criterion.code in self.dependent:
                question["depends_on"] = self.depends_on(self.dependent[criterion.code])
            node["questions"] = {f"{urn}:question:1": question | {"choices": levels}}
        elif criterion.question != criterion.title:
            self.pen.put(node, "description", criterion.question)
        self.pen.put(node, "annotation", criterion.help)
        if criterion.evidence:
            lines = {name: "\n".join(text.get(name) for text in criterion.evidence) for name in ("fr", "en")}
            self.pen.put(node, "typical_evidence", Text(**lines))
            self.ledger.add(LossKind.JOINED, "evidence", len(criterion.evidence) - 1)
        if criterion.weight != 1:
            whole = criterion.weight == int(criterion.weight)
            node["weight"] = int(criterion.weight) if whole else float(criterion.weight)
        groups = [*criterion.groups, *([OURS] if self.ours and criterion.essential else [])]
        if groups:
            node["implementation_groups"] = groups

    def levels(self, criterion: Criterion, urn: str) -> list[Values]:
        """Return the levels of a criterion as answers, where they are not those of everyone."""
        scale = self.framework.scale_of(criterion)
        main = scale is self.framework.scales[0]
        if main and not criterion.anchors and criterion.code not in self.as_questions:
            return []
        found = []
        for rank, anchor in enumerate(self.framework.anchors_of(criterion), start=1):
            choice: Values = {"urn": f"{urn}:question:1:choice:{rank}"}
            self.pen.put(choice, "value", anchor.text if main else anchor.label)
            if not main and anchor.text != anchor.label:
                self.pen.put(choice, "description", anchor.text)
            found.append(choice | {"add_score": anchor.value})
        return found

    def depends_on(self, waits: Prerequisite) -> Values:
        """Return the answers of another criterion that a question waits for."""
        other = self.framework.criterion(waits.answer_to)
        question = f"{self.urn(other)}:question:1"
        ranked = enumerate(self.framework.scale_of(other).anchors, start=1)
        answers = [f"{question}:choice:{rank}" for rank, anchor in ranked if waits.admits(anchor.value)]
        return {"question": question, "answers": answers, "condition": "any"}


def _only(criterion: Criterion) -> Prerequisite | None:
    """Return what a criterion waits for, where it is one thing: a library holds no more."""
    waits = criterion.asked_when.prerequisites if criterion.asked_when else ()
    return waits[0] if len(waits) == 1 else None


def _short(text: Text) -> Text:
    return Text(**short({"fr": text.fr, "en": text.en}))
