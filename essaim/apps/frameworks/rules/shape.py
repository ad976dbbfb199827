"""A value of the wrong shape, said in plain words at its place in the file."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from essaim.apps.frameworks.enums import Expected, ProblemKind

from .origin import URN
from .parts import CODE, LINK, SLUG, TERM, Text
from .problems import Path, Problem
from .source import Source

EMPTY = {
    "criteria": ProblemKind.EMPTY_THEME,
    "themes": ProblemKind.NO_THEME,
    "scales": ProblemKind.NO_SCALE,
    "anchors": ProblemKind.TOO_FEW_ANCHORS,
}
PATTERNS = {
    CODE: ProblemKind.BAD_CODE,
    SLUG: ProblemKind.BAD_SLUG,
    TERM: ProblemKind.BAD_TERM,
    LINK: ProblemKind.BAD_LINK,
    URN: ProblemKind.BAD_URN,
}
EXPECTED = {
    "string": Expected.TEXT,
    "int": Expected.INTEGER,
    "decimal": Expected.NUMBER,
    "finite": Expected.NUMBER,
    "bool": Expected.BOOLEAN,
    "tuple": Expected.LIST,
    "model": Expected.MAPPING,
    "dict": Expected.MAPPING,
    "date": Expected.DATE,
}
FOUND: dict[type, Expected] = {
    bool: Expected.BOOLEAN,
    int: Expected.INTEGER,
    float: Expected.NUMBER,
    str: Expected.TEXT,
    list: Expected.LIST,
    dict: Expected.MAPPING,
}


def problems(model: type[BaseModel], error: ValidationError, source: Source) -> Iterator[Problem]:
    """Yield one problem for each value that does not fit the model."""
    seen: set[Path] = set()
    for item in error.errors(include_url=False):
        if item["type"] == "too_short" and len(item["input"]) >= item["ctx"]["min_length"]:
            continue  # long enough, were its items right: they have problems of their own
        path = _path(item["loc"], source)
        key = (*path, str(item["loc"][-1])) if item["type"] == "missing" else path
        if key not in seen:
            seen.add(key)
            yield _problem(model, item, path, source)


def _problem(model: type[BaseModel], item: Any, path: Path, source: Source) -> Problem:
    kind, given, context = str(item["type"]), item["input"], item.get("ctx", {})
    name = path[-1] if path else ""
    match kind:
        case "missing":
            return _missing(model, item["loc"][-1], path, source)
        case "extra_forbidden":
            allowed = ", ".join(_place(model, path[:-1]).model_fields)
            return source.problem(ProblemKind.UNKNOWN_KEY, path, key=name, allowed=allowed)
        case "literal_error":
            fact = ProblemKind.UNKNOWN_FACT if name == "fact" else ProblemKind.NOT_IN_LIST
            choices = ", ".join(map(str, _choices(model, path)))
            return source.problem(fact, path, value=_shown(given), allowed=choices)
        case "too_short":
            return source.problem(EMPTY.get(str(name), ProblemKind.EMPTY_LIST), path)
        case "string_too_short":
            return source.problem(ProblemKind.BLANK, path)
        case "string_too_long":
            return source.problem(ProblemKind.TOO_LONG, path, limit=context["max_length"])
        case "string_pattern_mismatch":
            return source.problem(PATTERNS[context["pattern"]], path, value=_shown(given))
        case "date_parsing":
            return source.problem(ProblemKind.BAD_DATE, path, value=_shown(given))
        case "greater_than" | "greater_than_equal" | "less_than_equal":
            return _out_of_bounds(kind, given, context, path, source)
        case _:
            return _wrong_type(kind, item, path, source)


def _missing(model: type[BaseModel], key: str | int, path: Path, source: Source) -> Problem:
    if key in EMPTY:
        return source.problem(EMPTY[str(key)], path)
    language = _place(model, path) is Text
    return source.problem(ProblemKind.MISSING_LANGUAGE if language else ProblemKind.MISSING_KEY, path, key=key)


def _out_of_bounds(kind: str, given: object, context: Any, path: Path, source: Source) -> Problem:
    if path[-1] == "weight" and kind == "greater_than":
        return source.problem(ProblemKind.WEIGHT, path)
    bound = f"≤ {context['le']}" if "le" in context else f"≥ {context.get('ge', context.get('gt'))}"
    return source.problem(ProblemKind.OUT_OF_BOUNDS, path, value=given, bound=bound)


def _wrong_type(kind: str, item: Any, path: Path, source: Source) -> Problem:
    given, name = item["input"], path[-1] if path else ""
    expected = EXPECTED.get(kind.split("_", maxsplit=1)[0])
    if expected is None:
        return source.problem(ProblemKind.UNREADABLE, path, detail=item["msg"])
    if given is None and name in EMPTY:
        return source.problem(EMPTY[str(name)], path)
    if given is None and expected is Expected.TEXT:
        return source.problem(ProblemKind.BLANK, path)
    if expected is Expected.TEXT and type(given) in (int, float):
        return source.problem(ProblemKind.NUMBER_AS_TEXT, path, value=given)
    found = FOUND.get(type(given), Expected.NOTHING)
    return source.problem(ProblemKind.WRONG_TYPE, path, expected=expected.label, found=found.label)


def _path(location: Path, source: Source) -> Path:
    """Return the part of a location that is a way through the file: the rest names Python's own types."""
    value, path = source.value, []
    for step in location:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            break
        path.append(step)
    return tuple(path)


def _place(model: type[BaseModel], path: Path) -> Any:
    """Return what is expected at this place: a model, or a plain type."""
    place: Any = model
    for step in path:
        if isinstance(place, type) and issubclass(place, BaseModel):
            place = place.model_fields[str(step)].annotation
        else:
            place = get_args(place)[1 if get_origin(place) is dict else 0]
        if get_origin(place) in (Union, UnionType):
            place = get_args(place)[0]
    return place


def _choices(model: type[BaseModel], path: Path) -> tuple[Any, ...]:
    place = _place(model, path)
    if get_origin(place) is not Literal:
        place = get_args(_place(model, path[:-1]))[0]
    return get_args(place)


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
