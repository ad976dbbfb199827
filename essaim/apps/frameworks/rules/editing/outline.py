"""The outline of a draft: what is added, moved and taken away, with all that named it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import count
from string import ascii_uppercase
from typing import Any

from .pieces import Gone, Values, criteria, scales, themes

SILENT = {"fr": "", "en": ""}


def add_theme(values: Values, spoken_for: Collection[str] = ()) -> tuple[Values, str]:
    """Return the draft with one more theme at its end, and its code; its first practice waits for words."""
    taken = {theme.get("code") for _place, theme in themes(values)} | {one.split("-")[0] for one in spoken_for}
    code = next(one for one in _letters() if one not in taken)
    theme = {"code": code, "title": SILENT, "summary": SILENT, "criteria": []}
    return add_criterion({**values, "themes": [*values.get("themes", []), theme]}, code, spoken_for)[0], code


def add_criterion(values: Values, theme: str, spoken_for: Collection[str] = ()) -> tuple[Values, str]:
    """Return the draft with one more practice at the end of a theme, and its code; `Gone` where there is no such theme.

    Codes `spoken_for` are those of former versions: one code has one meaning for ever.
    """
    _known(theme, themes(values))
    taken = {code for _place, one in criteria(values) for code in (one.get("code"), *one.get("replaces", []))}
    taken |= {*spoken_for}
    code = next(one for one in (f"{theme}-{number}" for number in count(1)) if one not in taken)
    made = {"code": code, "title": SILENT, "question": SILENT}
    return _each_theme(values, lambda one, inside: [*inside, made] if one["code"] == theme else inside), code


def add_scale(values: Values) -> tuple[Values, str]:
    """Return the draft with one more scale of two levels, and its code."""
    taken = {scale.get("code") for _place, scale in scales(values)}
    code = next(one for one in (f"scale-{number}" for number in count(2)) if one not in taken)
    anchors = [{"value": value, "label": SILENT, "text": SILENT} for value in (0, 1)]
    return {**values, "scales": [*values.get("scales", []), {"code": code, "anchors": anchors}]}, code


def shift_theme(values: Values, code: str, step: int) -> Values:
    """Return the draft with a theme moved up (-1) or down (1); at the end it stays. `Gone` without such a theme."""
    _known(code, themes(values))
    return {**values, "themes": _shifted(values["themes"], code, step)}


def shift(values: Values, code: str, step: int) -> Values:
    """Return the draft with a practice moved up (-1) or down (1); past the end it enters the next theme."""
    home = _home(values, code)
    codes = [one["code"] for one in home["criteria"]]
    if 0 <= codes.index(code) + step < len(codes):
        return _each_theme(values, lambda one, inside: _shifted(inside, code, step) if one is home else inside)
    names = [theme["code"] for _place, theme in themes(values)]
    place = names.index(home["code"]) + step
    return move(values, code, names[place], first=step > 0) if 0 <= place < len(names) else values


def move(values: Values, code: str, theme: str, *, first: bool = False) -> Values:
    """Return the draft with a practice at the end of another theme, or at its head; `Gone` where one is missing.

    The sections it stood under stay where they are.
    """
    _known(theme, themes(values))
    home = _home(values, code)
    if home["code"] == theme:
        return values
    found = next(one for one in home["criteria"] if one["code"] == code)
    moved = {name: item for name, item in found.items() if name != "path"}

    def inside(one: Values, held: list[Any]) -> list[Any]:
        if one["code"] == theme:
            return [moved, *held] if first else [*held, moved]
        return [other for other in held if other is not found]

    return _without_fallback(_each_theme(values, inside), code)


def remove_criterion(values: Values, code: str, heir: str = "") -> Values:
    """Return the draft without a practice, nor what named it; the answers given to it go to the heir, if any."""
    home = _home(values, code)
    left = _each_theme(values, lambda one, held: [x for x in held if x["code"] != code] if one is home else held)
    if heir:
        _home(left, heir)
        gone = next(one for one in home["criteria"] if one["code"] == code)
        codes = [code, *gone.get("replaces", [])]
        left = _each_criterion(left, lambda one: _inheriting(one, codes) if one["code"] == heir else one)
    return _unnamed(_without_fallback(left, code), code)


def remove_theme(values: Values, code: str) -> Values:
    """Return the draft without a theme and its practices, nor what named them."""
    theme = _known(code, themes(values))
    left = {**values, "themes": [one for one in values["themes"] if one is not theme]}
    for one in theme.get("criteria", []):
        left = _unnamed(left, one["code"])
    return left


def remove_scale(values: Values, code: str) -> Values:
    """Return the draft without a scale; practices told on it go to the first one."""
    scale = _known(code, scales(values))
    left = {**values, "scales": [one for one in values["scales"] if one is not scale]}
    return _each_criterion(left, lambda one: _but(one, "scale") if one.get("scale") == code else one)


def _letters() -> Iterator[str]:
    yield from ascii_uppercase
    yield from (f"T{number}" for number in count(1))


def _known(code: str, there: Iterator[tuple[Any, Values]]) -> Values:
    for _place, one in there:
        if one.get("code") == code:
            return one
    raise Gone(code)


def _home(values: Values, code: str) -> Values:
    """Return the theme a practice stands in."""
    for _place, theme in themes(values):
        if any(one.get("code") == code for one in theme.get("criteria", [])):
            return theme
    raise Gone(code)


def _shifted(items: list[Any], code: str, step: int) -> list[Any]:
    place = next(index for index, one in enumerate(items) if one["code"] == code)
    moved = list(items)
    moved.insert(max(place + step, 0), moved.pop(place))
    return moved


def _each_theme(values: Values, inside: Callable[[Values, list[Any]], list[Any]]) -> Values:
    return {**values, "themes": [{**one, "criteria": inside(one, one.get("criteria", []))} for one in values["themes"]]}


def _each_criterion(values: Values, change: Callable[[Values], Values]) -> Values:
    return _each_theme(values, lambda _theme, held: [change(one) for one in held])


def _inheriting(heir: Values, codes: list[str]) -> Values:
    held = heir.get("replaces", [])
    return {**heir, "replaces": [*held, *(code for code in codes if code not in {*held, heir["code"]})]}


def _without_fallback(values: Values, code: str) -> Values:
    """A theme cannot fall back on a practice that is not its own any more."""
    return {
        **values,
        "themes": [
            _but(theme, "essential_fallback")
            if theme.get("essential_fallback") == code and all(one["code"] != code for one in theme["criteria"])
            else theme
            for theme in values["themes"]
        ],
    }


def _unnamed(values: Values, code: str) -> Values:
    """Take a practice that is gone out of the rules and of the conditions that named it."""
    left = _each_criterion(values, lambda one: _not_waiting(one, code))
    if "applicability" not in left:
        return left
    told = [
        {**rule, "not_applicable": [one for one in rule["not_applicable"] if one != code]}
        for rule in left["applicability"]
    ]
    if kept := [rule for rule in told if rule["not_applicable"]]:
        return {**left, "applicability": kept}
    return _but(left, "applicability")


def _not_waiting(criterion: Values, code: str) -> Values:
    asked = criterion.get("asked_when")
    if not isinstance(asked, dict):
        return criterion
    left = {name: [one for one in held if one.get("answer_to") != code] for name, held in asked.items()}
    kept = {name: held for name, held in left.items() if held}
    return {**criterion, "asked_when": kept} if kept else _but(criterion, "asked_when")


def _but(values: Mapping[str, Any], name: str) -> Values:
    return {key: item for key, item in values.items() if key != name}
