"""An earlier diagnosis for programs: sent, understood by the same questions as on the pages, kept as past years."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, File, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.files import UploadedFile

from essaim.apps.assessments import operations, policies, queries
from essaim.apps.assessments.enums import LeftOut, Role, Scope
from essaim.apps.assessments.forms import STEPS, EarlierForm, PastForm
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.organisations.policies import membership_in, require_writer
from essaim.kernel.api import Body, Count, Fault, Line, Listing, Problem
from essaim.kernel.uploads import takes_files

from .assessments import Code, told

router = Router()
MANY = 500
PARTS = {"c": "roles", "l": "lines", "on": "days"}
NAMES = re.compile(r"^(c|l|on)(\d+)$")
Place = Annotated[str, Field(pattern=r"^\d{1,6}$")]


class ColumnShown(Schema):
    column: int = Field(description="Its place, from 0.")
    name: str
    role: Role | None = Field(description="As said, as said of the last file with the same columns, or as it seems.")


class LineShown(Schema):
    row: int = Field(description="Its place, from 0.")
    words: str
    criterion: str = Field(description="By its code, as said, or as it seems; empty: left out.")
    is_sure: bool = Field(description="The line names the criterion by its code.")
    guesses: list[str]


class MarkShown(Schema):
    mark: str
    scale: str
    count: int
    meaning: str = Field(description="A level, a state, `nothing`, or empty while it has to be said.")


class LeftOutShown(Schema):
    row: int
    why: LeftOut


class YearShown(Schema):
    column: int
    name: str
    day: date | None = Field(description="When it seems to have been made.")
    answers: dict[str, Any] = Field(description="What is understood, by criterion.")
    left_out: list[LeftOutShown]


class EarlierShown(Schema):
    id: UUID
    name: str
    asked: str = Field(description="What has to be said next: `table`, `columns`, `lines`, `marks`; `past` to keep it.")
    framework: str
    sheets: list[str]
    sheet: str
    header: int = Field(description="The line that names the columns, from 0.")
    columns: list[ColumnShown]
    lines: list[LineShown]
    marks: dict[str, MarkShown]
    years: list[YearShown] = Field(description="What it comes to, by what was said alone.")


class Saying(Body):
    """What is said of the file; what is left out stays as it is. Another table makes what followed from it void."""

    framework: Code | None = None
    sheet: Line | None = None
    header: Count | None = None
    roles: dict[Place, Role] | None = Field(None, description="By column.")
    lines: dict[Place, Code | None] | None = Field(
        None, max_length=MANY, description="Criteria by line, for all of them."
    )
    meanings: dict[Line, Code] | None = Field(
        None, max_length=MANY, description="Levels, states or `nothing`, by mark."
    )


class KeptShown(Schema):
    id: UUID
    title: str
    closed_at: datetime


class Keeping(Body):
    title: str
    scope: Scope
    days: dict[Place, date] = Field(description="When each year was made, by its column.")


@router.post("/organisations/{slug}/earlier", response={201: EarlierShown})
@decorate_view(takes_files(operations.MAX_BYTES))
def bring(request: HttpRequest, slug: str, file: File[UploadedFile]) -> Status[Any]:
    """Send an earlier diagnosis (XLSX, ODS or CSV, in a multipart form) and see what it seems to say."""
    membership = membership_in(request, slug)
    require_writer(membership)
    with told():
        intake = operations.receive_earlier(membership, name=file.name or "", content=file.read(), at=timezone.now())
    return Status(201, _shown(queries.earlier_of(intake)))


@router.get("/organisations/{slug}/earlier/{uuid:pk}", response=EarlierShown)
def look(request: HttpRequest, slug: str, pk: UUID) -> Any:
    """Say how far an earlier diagnosis is understood."""
    return _shown(queries.earlier_of(policies.get_intake(membership_in(request, slug), pk, of_answers=False)))


@router.patch("/organisations/{slug}/earlier/{uuid:pk}", response=EarlierShown)
def say(request: HttpRequest, slug: str, pk: UUID, given: Saying) -> Any:
    """Say what its table, columns, lines and marks are, as far as you wish."""
    intake = policies.get_intake(membership_in(request, slug), pk, of_answers=False)
    found = queries.earlier_of(intake)
    table = {name: value for name in ("framework", "sheet", "header") if (value := getattr(given, name)) is not None}
    if table:
        held = {"framework": found.framework.code, "sheet": found.sheet, "header": found.header}
        found = _said(found, "table", held | table)
    if given.roles is not None:
        found = _said(found, "columns", {f"c{column}": role for column, role in given.roles.items()})
    if given.lines is not None:
        found = _said(found, "lines", {f"l{row}": code or "" for row, code in given.lines.items()})
    if given.meanings is not None:
        places = {key: f"m{place}" for place, key in enumerate(found.marks)}
        said = {**found.meanings, **given.meanings}
        found = _said(found, "marks", {places[key]: meaning for key, meaning in said.items() if key in places})
    return _shown(found)


@router.post("/organisations/{slug}/earlier/{uuid:pk}/keep", response={201: Listing[KeptShown]})
def keep(request: HttpRequest, slug: str, pk: UUID, given: Keeping) -> Status[Any]:
    """Keep each of its years as a closed assessment, the oldest first."""
    membership = membership_in(request, slug)
    intake = policies.get_intake(membership, pk, of_answers=False)
    found = queries.earlier_of(intake)
    days = {f"on{column}": day for column, day in given.days.items()}
    form = PastForm({"title": given.title, "scope": given.scope, **days}, found=found)
    _refuse(form, found)
    with told():
        kept = operations.keep_earlier(intake, past=form.past, by=membership, at=timezone.now())
    return Status(201, {"items": kept, "count": len(kept)})


@router.delete("/organisations/{slug}/earlier/{uuid:pk}", response={204: None})
def put_away(request: HttpRequest, slug: str, pk: UUID) -> Status[None]:
    """Put the file away; nothing of it is kept."""
    operations.put_away(policies.get_intake(membership_in(request, slug), pk, of_answers=False))
    return Status(204, None)


def _said(found: queries.Earlier, step: str, data: Mapping[str, Any]) -> queries.Earlier:
    """Answer the questions of a step as its page does, and return what is understood then."""
    offered = [one.framework for one in frameworks.offered(found.intake.organisation_id)] if step == "table" else []
    form = STEPS[step](data, found=found, offered=offered)
    _refuse(form, found)
    operations.say_of_earlier(found.intake, **form.said)
    return queries.earlier_of(found.intake)


def _refuse(form: EarlierForm, found: queries.Earlier) -> None:
    """Name what cannot be taken as the caller named it."""
    names = {f"m{place}": f"meanings.{key}" for place, key in enumerate(found.marks)}
    faults = [
        Fault(names.get(name) or NAMES.sub(_plural, name).replace("__all__", "body"), str(sentence))
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
    if faults:
        raise Problem(422, errors=faults)


def _plural(found: re.Match[str]) -> str:
    return f"{PARTS[found[1]]}.{found[2]}"


def _shown(found: queries.Earlier) -> dict[str, Any]:
    """Return what is known of the file; nothing is understood of a table before a person said which it is."""
    said = dict(zip(STEPS, found.said, strict=False))
    asked = next((step for step, is_said in said.items() if not is_said), "past")
    meanings, today = found.meanings, timezone.localdate()
    return {
        "id": found.intake.pk,
        "name": found.intake.name,
        "asked": asked,
        "framework": found.framework.code,
        "sheets": list(found.sheets),
        "sheet": found.sheet,
        "header": found.header,
        "columns": [
            {"column": column, "name": name, "role": found.roles.get(column)} for column, name in enumerate(found.names)
        ],
        "lines": [_line(found, line) for line in found.lines],
        "marks": {
            key: {"mark": mark, "scale": scale.code, "count": count, "meaning": meanings[key]}
            for key, (mark, scale, count) in found.marks.items()
        },
        "years": [
            {
                "column": year.column.place,
                "name": year.column.name,
                "day": year.day(found.intake.name, today=today),
                "answers": year.understood.values,
                "left_out": [{"row": line.row, "why": why} for line, why in year.understood.left_out],
            }
            for year in found.years
        ],
    }


def _line(found: queries.Earlier, line: Any) -> dict[str, Any]:
    match = found.matches[line.row]
    return {
        "row": line.row,
        "words": line.words,
        "criterion": match.code or found.practice_of(line),
        "is_sure": bool(match.code),
        "guesses": list(match.guesses),
    }
