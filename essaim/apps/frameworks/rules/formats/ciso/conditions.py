"""Questions that depend on others: kept where both became criteria, and the other one has levels."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from essaim.apps.frameworks.enums import LossKind
from essaim.apps.frameworks.rules.formats.losses import Ledger

from .nodes import urn_of
from .questions import Question

Document = dict[str, Any]
LOST = "questions.depends_on"


class Conditions:
    """Gathers what the criteria of one library wait for; they may wait for criteria that come later."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.levels: dict[str, tuple[str, dict[str, int | None]]] = {}
        self.waiting: list[tuple[Document, Any]] = []

    def add(self, criterion: Document, asked: list[Question], own: Question | None) -> None:
        """Take note of the question that a criterion became, and count what its other ones wait for."""
        if own and own.levels and own.urn:
            self.levels[own.urn] = criterion["code"], {choice.urn: choice.points for choice in own.levels}
        if own and own.depends_on:
            self.waiting.append((criterion, own.depends_on))
        self.ledger.add(LossKind.KEY, LOST, sum(bool(one.depends_on) for one in asked if one is not own))

    def settle(self) -> None:
        """Write each condition that can be held into its criterion, and count the others."""
        kept: dict[str, Document] = {}
        for criterion, depends_on in self.waiting:
            prerequisite = self.prerequisite(depends_on)
            if prerequisite is None:
                self.ledger.add(LossKind.KEY, LOST)
            else:
                criterion["asked_when"] = {"all": [prerequisite]}
                kept[criterion["code"]] = criterion
        while ring := _ring({code: one["asked_when"]["all"][0]["answer_to"] for code, one in kept.items()}):
            del kept.pop(ring)["asked_when"]
            self.ledger.add(LossKind.KEY, LOST)

    def prerequisite(self, depends_on: Any) -> Document | None:
        """Return the levels a question waits for; None where they are not all levels of one criterion."""
        given: Mapping[str, Any] = depends_on if isinstance(depends_on, dict) else {}
        code, levels = self.levels.get(urn_of(given.get("question")), ("", {}))
        answers = given.get("answers")
        named = [urn_of(answer) for answer in answers] if isinstance(answers, list) else []
        is_every = str(given.get("condition") or "any").strip().lower() != "any"
        if not named or (is_every and len(named) > 1) or any(name not in levels for name in named):
            return None
        return {"answer_to": code, "among": sorted({levels[name] for name in named})}


def _ring(waits: Mapping[str, str]) -> str | None:
    """Return a criterion that ends up waiting for itself."""
    try:
        TopologicalSorter({code: [other] for code, other in waits.items()}).prepare()
    except CycleError as error:
        return str(error.args[1][0])
    return None
