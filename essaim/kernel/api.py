"""What every API route of the house shares: bounded values, pages of a list, problems to raise."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)

# PostgreSQL's integer ends here; a number past it would be an error of ours instead of the caller's.
# Strict: "9" and true are no numbers in JSON.
Count = Annotated[int, Field(strict=True, ge=0, le=2_147_483_647)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Paragraph = Annotated[str, StringConstraints(max_length=10_000)]


class Body(BaseModel):
    """What a caller sends: a field we do not know is refused rather than ignored.

    Ninja's own schema would validate such a body twice, and each of its parts twice as often as what holds it.
    """

    model_config = ConfigDict(extra="forbid")


@dataclass
class Fault:
    """What is wrong with one field of what was sent."""

    field: str
    detail: str


@dataclass
class Problem(Exception):
    """A request that cannot be answered; the status says of which sort, the detail says why in a sentence."""

    status: int
    detail: str = ""
    errors: list[Fault] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)


class Page(Schema):
    """Which part of a list is wanted."""

    limit: int = Field(50, ge=1, le=200)
    offset: int = Field(0, ge=0, le=2_147_483_647)


class Listing(BaseModel, Generic[Item]):
    """A part of a list, and how long the whole is."""

    items: list[Item]
    count: int


def listing(rows: QuerySet[Row], page: Page, shown: Callable[[Row], Any] = lambda row: row) -> dict[str, Any]:
    """Return the wanted part of the rows and their number, in two statements."""
    part: Iterable[Row] = rows[page.offset : page.offset + page.limit]
    return {"items": [shown(row) for row in part], "count": rows.count()}
