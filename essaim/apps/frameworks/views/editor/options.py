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
    held = [one.get("target") for one in piece.values.get("mappings") or [] if isinstance(one, dict)]
    options["mappings.target"] = _with(options["mappings.target"], held)
    return options


def _with(options: list[tuple[str, Any]], held: list[Any]) -> list[tuple[str, Any]]:
    """Return the options with what is held already, even where nothing explains it."""
    known = {value for value, _name in options}
    return [*options, *((str(one), str(one)) for one in held if one and one not in known)]


def _former(desk: Desk, piece: editing.Piece) -> Iterator[tuple[str, str]]:
    """Yield the practices of the former version that this draft does not have any more."""
    base = queries.base_of(desk.draft) if desk.draft.base_is_own else None
    there = {one.get("code") for _place, one in pieces.criteria(desk.draft.values)}
    for one in base.criteria if base and piece.kind == "criterion" else ():
        if one.code not in there:
            yield one.code, f"{one.code} – {words(one.title.model_dump())}"
