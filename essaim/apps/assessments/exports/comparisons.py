"""Years side by side as any program reads them, and as a spreadsheet opens them."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from essaim.apps.assessments.enums import NotCompared, Scope, State, WhyNull
from essaim.apps.assessments.exports import evolutions, words
from essaim.apps.assessments.exports.results import Part, Shown
from essaim.apps.assessments.models import Annotation
from essaim.apps.assessments.queries import Evolution
from essaim.kernel import spreadsheets


class Year(Part):
    """One of the years compared; its own coverage, on all it looked at. `frozen` once closed, live before."""

    id: UUID
    title: str
    version: str
    scope: Scope
    method: str
    started_at: datetime
    frozen: bool
    coverage: Shown | None
    answered: int
    applicable: int


class Line(Part):
    """Scores year by year on the same criteria: `answered` of `applicable` have a level in all the years that count."""

    code: str
    scores: tuple[Shown | None, ...]
    answered: int
    applicable: int


class Whole(Line):
    why_null: WhyNull | None


class Look(Part):
    state: State
    level: int | None
    score: Shown | None


class Track(Part):
    """One criterion year by year; `null` where it was not looked at, or did not mean the same."""

    code: str
    theme: str
    looks: tuple[Look | None, ...]


class LeftOutOfComparison(Part):
    code: str
    reason: NotCompared


class Event(Part):
    happened_on: date
    text: str


class Comparison(Part):
    """Years of one referential, the oldest first, on what they share."""

    framework: str
    assessments: tuple[Year, ...]
    overall: Whole
    themes: tuple[Line, ...]
    criteria: tuple[Track, ...]
    left_out: tuple[LeftOutOfComparison, ...]
    annotations: tuple[Event, ...]


def comparison(evolution: Evolution, annotations: Iterable[Annotation]) -> Comparison:
    """Return a comparison as it is shown."""
    told = evolution.comparison
    return Comparison(
        framework=evolution.results[-1].framework,
        assessments=tuple(
            Year(
                id=one.pk,
                title=one.title,
                version=result.version,
                scope=result.scope,
                method=result.method,
                started_at=one.started_at,
                frozen=not one.is_open,
                coverage=result.overall.coverage,
                answered=result.overall.answered,
                applicable=result.overall.applicable,
            )
            for one, result in zip(evolution.assessments, evolution.results, strict=True)
        ),
        overall=Whole(**_line(told.overall), why_null=told.why_null),
        themes=tuple(Line(**_line(line)) for line in told.themes),
        criteria=tuple(Track.model_validate(track) for track in told.tracks),
        left_out=tuple(LeftOutOfComparison(code=code, reason=reason) for code, reason in told.left_out.items()),
        annotations=tuple(Event.model_validate(one) for one in annotations),
    )


def _line(line: Any) -> dict[str, Any]:
    return {name: getattr(line, name) for name in Line.model_fields}


def lines_of(evolution: Evolution) -> Iterator[str]:
    """Yield the practices as CSV, one a line, with the reason of those left out; no cell runs as a formula."""
    names = evolutions.year_names(evolution.assessments)
    yield "\ufeff" + _csv([_("Theme"), _("Code"), _("Practice"), *names, _("Compared")])
    for track in evolution.comparison.tracks:
        looks = ["" if look is None else words.level_words(look) for look in track.looks]
        yield _csv([track.theme, track.code, evolutions.title_of(evolution, track.code), *looks, _("yes")])
    for code, reason in evolution.comparison.left_out.items():
        looks = [_look(result, code) for result in evolution.results]
        theme = next(one.theme_of(code).code for one in reversed(evolution.frameworks) if code in one.codes)
        yield _csv([theme, code, evolutions.title_of(evolution, code), *looks, str(reason.label)])


def _look(result: Any, code: str) -> str:
    found = next((one for one in result.criteria if one.code == code), None)
    return words.level_words(found) if found else ""


def _csv(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(map(spreadsheets.inert, cells))
    return line.getvalue()
