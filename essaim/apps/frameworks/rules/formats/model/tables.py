"""The sheets and columns of our spreadsheet, drawn from the document itself: what it learns, they learn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from essaim.apps.frameworks.rules.document import Framework
from essaim.apps.frameworks.rules.parts import Text

Steps = tuple[str, ...]
Kind = Literal["text", "number", "boolean", "list", "numbers", "value"]
FRONT = "framework"
README = "README"
ONE_OF = {"themes": "theme", "criteria": "criterion", "scales": "scale", "terms": "term", "applicability": "rule"}


@dataclass(frozen=True)
class Column:
    """One cell of each item: the way to its value, and what may be written there."""

    steps: Steps
    kind: Kind = "text"
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the words at the top of the column: title.fr."""
        return ".".join(self.steps)


@dataclass(frozen=True)
class Table:
    """One sheet: the items it lists, and the table of the items they belong to."""

    steps: Steps
    columns: tuple[Column, ...]
    parent: "Table | None" = None
    ranked: bool = False
    keyed: bool = False
    kind: Literal["items", "texts", "families"] = "items"

    @property
    def name(self) -> str:
        """Return the name of the sheet: criteria.practices."""
        return ".".join(self.steps).removeprefix("themes.") or FRONT

    @property
    def owner(self) -> str | None:
        """Return the column that says which item a row belongs to."""
        return self.parent.one if self.parent and self.parent.steps else None

    @property
    def one(self) -> str:
        """Return the word for one of its items."""
        return ONE_OF.get(self.steps[-1], self.steps[-1])

    @property
    def within(self) -> Steps:
        """Return the way from the item it belongs to down to its list."""
        return self.steps[len(self.parent.steps) :] if self.parent else ()


@dataclass
class _Drawing:
    found: list[Table] = field(default_factory=list)

    def table(self, model: type[BaseModel], steps: Steps, parent: Table | None) -> None:
        lists: list[tuple[Steps, Any]] = []
        columns = tuple(_columns(model, (), lists))
        keyed = any(column.steps == ("code",) for column in columns)
        table = Table(steps, columns, parent, ranked=bool(lists) and not keyed and bool(steps), keyed=keyed)
        self.found.append(table)
        for below, kind in lists:
            self.list(kind, (*steps, *below), table)

    def list(self, kind: Any, steps: Steps, parent: Table) -> None:
        if kind is Text:
            languages = (Column(("fr",)), Column(("en",)))
            self.found.append(Table(steps, languages, parent, kind="texts"))
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            self.table(kind, steps, parent)
        else:
            family = Column(("family",), choices=get_args(get_args(kind)[0]))
            columns = (family, Column(("fr",)), Column(("en",)))
            self.found.append(Table(steps, columns, parent, kind="families"))


def _columns(model: type[BaseModel], steps: Steps, lists: list[tuple[Steps, Any]]) -> Iterator[Column]:
    """Yield the columns of a model; what it lists goes to sheets of its own."""
    for name, info in model.model_fields.items():
        here, kind = (*steps, name), _bare(info.annotation)
        origin = get_origin(kind)
        if kind is Text:
            yield from (Column((*here, language)) for language in ("fr", "en"))
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _columns(kind, here, lists)
        elif origin is dict:
            lists.append((here, kind))
        elif origin is tuple and _bare(get_args(kind)[0]) not in (str, int):
            lists.append((here, _bare(get_args(kind)[0])))
        else:
            yield _column(here, kind)


def _column(steps: Steps, kind: Any) -> Column:
    origin = get_origin(kind)
    if origin is tuple:
        return Column(steps, "numbers" if _bare(get_args(kind)[0]) is int else "list")
    if origin in (Union, UnionType):
        return Column(steps, "value")
    if origin is Literal:
        return Column(steps, choices=get_args(kind))
    return Column(steps, "boolean" if kind is bool else "number" if kind in (int, Decimal) else "text")


def _bare(annotation: Any) -> Any:
    """Return a type without "or nothing" and without its bounds."""
    if get_origin(annotation) in (Union, UnionType):
        rest = [kind for kind in get_args(annotation) if kind is not type(None)]
        return _bare(rest[0]) if len(rest) == 1 else annotation
    return _bare(annotation.__origin__) if hasattr(annotation, "__metadata__") else annotation


@lru_cache(maxsize=1)
def tables() -> tuple[Table, ...]:
    """Return all sheets, each after the one its items belong to."""
    drawing = _Drawing()
    drawing.table(Framework, (), None)
    return tuple(drawing.found)
