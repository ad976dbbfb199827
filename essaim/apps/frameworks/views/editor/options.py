"""What may be chosen in a piece: the scales, groups and references of the draft, and those the platform knows."""

from collections.abc import Iterator
from typing import Any

from essaim.apps.frameworks import queries
from essaim.apps.frameworks.enums import Direction
from essaim.apps.frameworks.rules import editing
from essaim.apps.frameworks.rules.editing import pieces

from .desk import Desk, words

Option = tuple[str, Any]
Options = dict[str, list[Option]]


def of(desk: Desk, piece: editing.Piece) -> Options:
    """Return the choices each field of a piece offers, what it holds already included."""
    values = desk.draft.values
    none: Option = ("", "–")
    inside = next((one.entries for one in desk.themes if (one.kind, one.code) == (piece.kind, piece.code)), ())
    groups = [(str(one.get("code")), words(one.get("title"))) for one in values.get("groups", [])]
    references = [(str(one.get("code")), words(one.get("title"))) for one in values.get("references", [])]
    targets = [(code, words(target.title.model_dump())) for code, target in queries.targets().items()]
    practices = [(str(one.get("code")), words(one.get("title"))) for _place, one in pieces.criteria(values)]
    others = [(code, f"{code} – {title}") for code, title in practices if code != piece.code]
    options: Options = {
        "scale": [none, *((one.code, one.title) for one in desk.scales)] if len(desk.scales) > 1 else [],
        "essential_fallback": [none, *((one.code, f"{one.code} – {one.title}") for one in inside)] if inside else [],
        "groups": groups,
        "indicators.direction": [none, *Direction.choices],
        "mappings.target": [none, *targets, *references],
        "replaces": list(_former(desk, piece)),
    }
    for name in ("scale", "essential_fallback"):
        options[name] = _with(options[name], [piece.values.get(name)])
    for name in ("groups", "replaces"):
        options[name] = _with(options[name], piece.values.get(name) or [])
    for way in ("all", "any"):
        rows = _rows(piece.values.get("asked_when"), way)
        options[f"asked_when.{way}.answer_to"] = _with([none, *others], [one.get("answer_to") for one in rows])
        for bound in ("at_least", "at_most"):
            options[f"asked_when.{way}.{bound}"] = _with([none, *_levels(values)], [one.get(bound) for one in rows])
    held = [one.get("target") for one in piece.values.get("mappings") or [] if isinstance(one, dict)]
    options["mappings.target"] = _with(options["mappings.target"], held)
    return options


def _rows(values: Any, name: str) -> list[Any]:
    held = values.get(name) if isinstance(values, dict) else None
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []


def _levels(values: Any) -> list[Option]:
    """Return the levels of the draft's scales, with their name where there is one scale alone."""
    scales = [scale for _place, scale in pieces.scales(values)]
    anchors = [anchor for scale in scales for anchor in _rows(scale, "anchors") if isinstance(anchor.get("value"), int)]
    names = {one["value"]: words(one.get("label")) if len(scales) == 1 else "" for one in anchors}
    return [(str(value), f"{value} – {names[value]}" if names[value] else str(value)) for value in sorted(names)]


def _with(options: list[tuple[str, Any]], held: list[Any]) -> list[tuple[str, Any]]:
    """Return the options with what is held already, even where nothing explains it."""
    known = {value for value, _name in options}
    return [*options, *((str(one), str(one)) for one in held if one not in {None, ""} and str(one) not in known)]


def _former(desk: Desk, piece: editing.Piece) -> Iterator[tuple[str, str]]:
    """Yield the practices of the former version that this draft does not have any more."""
    base = queries.base_of(desk.draft) if desk.draft.base_is_own else None
    there = {one.get("code") for _place, one in pieces.criteria(desk.draft.values)}
    for one in base.criteria if base and piece.kind == "criterion" else ():
        if one.code not in there:
            yield one.code, f"{one.code} – {words(one.title.model_dump())}"
