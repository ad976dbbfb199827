"""An earlier diagnosis from any spreadsheet: understood step by step, then kept as a year that is past."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.apps.assessments import queries
from essaim.apps.assessments.enums import FileRefused, Scope
from essaim.apps.assessments.models import Assessment, Intake
from essaim.apps.assessments.rules import understanding
from essaim.apps.organisations.models import Membership

from .answering import Values, answer_many
from .intakes import opened, refused, rows_of, wait
from .lifecycle import close, start
from .situations import Fault, NothingToClose, Refused

MOST_CELLS: Final = 60_000


@transaction.atomic
def receive_earlier(by: Membership, *, name: str, content: bytes, at: datetime) -> Intake:
    """Read a spreadsheet, and let its cells wait to be understood; `Refused` says why it cannot be read."""
    found = {title: rows for title, sheet in opened(name, content).items() if (rows := rows_of(sheet))}
    if not found:
        raise refused(FileRefused.EMPTY)
    if sum(len(row) for rows in found.values() for row in rows) > MOST_CELLS:
        raise refused(FileRefused.BOMB)
    return wait(by, name=name, cells={"sheets": found}, at=at)


def say_of_earlier(intake: Intake, **said: Any) -> None:
    """Keep what a person said of the file; another table or referential makes what followed from the first void."""
    table = ("framework", "sheet", "header")
    moved = any(name in said and said[name] != intake.choices.get(name) for name in table)
    intake.choices = {**({} if moved else intake.choices), **said}
    intake.save(update_fields=["choices"])


@dataclass(frozen=True, slots=True)
class Past:
    """The name of the earlier diagnosis, how much of the referential it looked at, and when.

    `days` has one for each year of the file, by the column that tells where one stood.
    """

    title: str
    scope: Scope
    days: Mapping[int, date]


@transaction.atomic
def keep_earlier(intake: Intake, *, past: Past, by: Membership, at: datetime) -> list[Assessment]:
    """Keep each year that was understood as a closed assessment of its day, the oldest first; the cells are forgotten.

    `Refused` says what is wrong: a day left out or to come, a name too long, nothing understood or nothing of ours.
    """
    held = queries.intakes_of(intake.organisation_id).select_for_update(of=("self",)).get(pk=intake.pk)
    found = queries.earlier_of(held)
    if not all(found.said) or not found.years:
        raise Refused([Fault("", _("Nothing was understood: say what the lines and the marks mean."))])
    if faults := list(_faults(found, past, timezone.localdate(at))):
        raise Refused(faults)
    years = sorted(found.years, key=lambda year: past.days[year.column.place])
    kept = [_keep(held, found, year, past, by=by, at=at) for year in years]
    _remember(held, found, at)
    return kept


def _faults(found: queries.Earlier, past: Past, today: date) -> Iterator[Fault]:
    for column in (year.column.place for year in found.years):
        if column not in past.days:
            yield Fault(f"on{column}", _("Say when it was made."))
        elif past.days[column] > today:
            yield Fault(f"on{column}", _("This day is still to come."))


def _keep(
    intake: Intake, found: queries.Earlier, year: queries.Year, past: Past, *, by: Membership, at: datetime
) -> Assessment:
    """Keep one year: each answer at its own day, where the file tells one, and closed at the day of the year."""
    _smallest, themes = understanding.scope_of(found.framework, found.practices)
    on, days = past.days[year.column.place], defaultdict[date, dict[str, Values]](dict)
    for code, values in year.understood.values.items():
        days[min(year.understood.days.get(code, on), on)][code] = cast(Values, values)
    assessment = start(
        by,
        framework=found.framework.code,
        scope=past.scope,
        themes=themes if past.scope == Scope.THEMES else (),
        title=past.title if len(found.years) == 1 else f"{past.title} – {year.column.name}".strip(" –"),
        at=_noon(min(days)),
    )
    assessment.imported_from, assessment.imported_at = intake.name, at
    assessment.save(update_fields=["imported_from", "imported_at"])
    for day, answers in sorted(days.items()):
        answer_many(assessment, values=answers, by=by, at=_noon(day))
    try:
        return close(assessment, by=by, reason=_("An earlier diagnosis, kept as it was."), at=_noon(on))
    except NothingToClose:
        raise Refused([Fault("", _("Nothing of this file concerns your organisation."))]) from None


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _remember(intake: Intake, found: queries.Earlier, at: datetime) -> None:
    """Forget the cells, keep how they were read for the next file with the same columns."""
    same = Intake.objects.filter(organisation_id=intake.organisation_id, headers=found.headers)
    intake.headers, intake.taken_at = found.headers, at
    same.exclude(taken_at=None).delete()
    said = {name: intake.choices[name] for name in ("roles", "meanings") if name in intake.choices}
    intake.choices = {**said, "matched": found.matched}
    intake.cells = {}
    intake.save()
