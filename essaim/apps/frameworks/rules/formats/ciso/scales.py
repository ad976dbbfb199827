"""The levels a library answers on: its own scores, the answers of a question, or else the five usual ones."""

from collections.abc import Mapping
from typing import Any

from essaim.apps.frameworks.enums import LossKind

from .nodes import number_of
from .questions import BOUND, Choice
from .words import Reader, Words

Scale = dict[str, Any]
MAIN, ANSWERS = "levels", "answers-"
LARGEST = 11
USUAL = (
    ("Pas encore", "Not yet"),
    ("Premiers pas", "First steps"),
    ("Organisée", "Organised"),
    ("Installée", "Established"),
    ("Évaluée et partagée", "Reviewed and shared"),
)


def anchor(value: int, label: Words, text: Words | None = None) -> Scale:
    """Return one level."""
    return {"value": value, "label": label, "text": text or label}


def usual() -> Scale:
    """Return the five levels that everyone here knows."""
    return {"code": MAIN, "anchors": [anchor(value, {"fr": fr, "en": en}) for value, (fr, en) in enumerate(USUAL)]}


def main_scale(framework: Mapping[str, Any], reader: Reader) -> Scale:
    """Return the scale of a framework: its described scores, its bounds, or the usual levels."""
    given = framework.get("scores_definition")
    anchors = {}
    for item in given if isinstance(given, list) else []:
        value = number_of(item.get("score"), BOUND + 1) if isinstance(item, dict) else BOUND + 1
        if abs(value) > BOUND or value in anchors:
            reader.ledger.add(LossKind.KEY, "scores_definition")
            continue
        if item.get("description_doc"):
            reader.ledger.add(LossKind.KEY, "scores_definition.description_doc")
        number = {"fr": str(value), "en": str(value)}
        anchors[value] = anchor(value, reader.text(item, "name") or number, reader.text(item, "description"))
    if len(anchors) < 2:
        return _between(framework, reader)
    _bounded(framework, anchors, reader)
    return {"code": MAIN, "anchors": [anchors[value] for value in sorted(anchors)]}


def _bounded(framework: Mapping[str, Any], anchors: dict[int, Scale], reader: Reader) -> None:
    """Count bounds that the described scores do not reach: our scales end at their first and last level."""
    for key, reached in (("min_score", min(anchors)), ("max_score", max(anchors))):
        if framework.get(key) is not None and number_of(framework[key]) != reached:
            reader.ledger.add(LossKind.KEY, key)


def _between(framework: Mapping[str, Any], reader: Reader) -> Scale:
    bottom, top = (number_of(framework.get(key), BOUND + 1) for key in ("min_score", "max_score"))
    if abs(bottom) <= BOUND and abs(top) <= BOUND and 0 < top - bottom < LARGEST:
        numbers = range(bottom, top + 1)
        return {"code": MAIN, "anchors": [anchor(value, {"fr": str(value), "en": str(value)}) for value in numbers]}
    reader.ledger.add(LossKind.NO_LEVELS)
    return usual()


class Scales:
    """The scales met on the way, each once."""

    def __init__(self, main: Scale) -> None:
        self.all = [main]

    def answered(self, levels: tuple[Choice, ...]) -> dict[str, Any]:
        """Return what a criterion says of its levels: its own words on the main scale, or a scale of its own."""
        values = [choice.points for choice in levels]
        told = [_whole(choice) for choice in levels]
        apart = all(len({text[name] for text in told}) == len(told) for name in ("fr", "en"))
        main = self.all[0]["anchors"]
        if values == [level["value"] for level in main] and apart:
            return {} if told == [level["text"] for level in main] else {"anchors": told}
        anchors = [anchor(choice.points or 0, choice.label, choice.text) for choice in levels]
        for scale in self.all:
            if scale["anchors"] == anchors:
                return {"scale": scale["code"]}
        self.all.append({"code": f"{ANSWERS}{len(self.all)}", "anchors": anchors})
        return {"scale": self.all[-1]["code"]}


def _whole(choice: Choice) -> Words:
    if not choice.text or choice.text == choice.label:
        return choice.label
    return {name: f"{words}\n{choice.text[name]}"[:4000] for name, words in choice.label.items()}
