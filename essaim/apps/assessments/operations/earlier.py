"""An earlier diagnosis from any spreadsheet: understood step by step, then kept as a year that is past."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.apps.assessments import queries
from essaim.apps.assessments.enums import FileRefused, Scope
from essaim.apps.assessments.models import CLOSING_REASON_LENGTH, Assessment, Intake
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
    """When the earlier diagnosis was made, its name, and how much of the referential it looked at."""

    title: str
    on: date
    scope: Scope


@transaction.atomic
def keep_earlier(intake: Intake, *, past: Past, by: Membership, at: datetime) -> Assessment:
    """Keep what was understood as a closed assessment of that day, scored by the rule; its cells are forgotten.

    `Refused` says what is wrong: a day to come, a name too long, nothing understood, nothing that concerns us.
    """
    held = queries.intakes_of(intake.organisation_id).select_for_update(of=("self",)).get(pk=intake.pk)
    found = queries.earlier_of(held)
    if past.on > timezone.localdate(at):
        raise Refused([Fault("on", _("This day is still to come."))])
    if not all(found.said) or not any("state" in one for one in found.understood.values.values()):
        raise Refused([Fault("", _("Nothing was understood: say what the lines and the marks mean."))])
    then = timezone.make_aware(datetime.combine(past.on, time(12)))
    _smallest, themes = understanding.scope_of(found.framework, found.understood.values)
    assessment = start(
        by,
        framework=found.framework.code,
        scope=past.scope,
        themes=themes if past.scope == Scope.THEMES else (),
        title=past.title,
        at=then,
    )
    assessment.imported_from, assessment.imported_at = held.name, at
    assessment.save(update_fields=["imported_from", "imported_at"])
    values = cast(Mapping[str, Values], found.understood.values)
    answer_many(assessment, values=values, by=by, at=then)
    reason = _("Imported from “%(name)s”.") % {"name": held.name}
    try:
        kept = close(assessment, by=by, reason=reason[:CLOSING_REASON_LENGTH], at=then)
    except NothingToClose:
        raise Refused([Fault("", _("Nothing of this file concerns your organisation."))]) from None
    _remember(held, found, at)
    return kept


def _remember(intake: Intake, found: queries.Earlier, at: datetime) -> None:
    """Forget the cells, keep how they were read for the next file with the same columns."""
    same = Intake.objects.filter(organisation_id=intake.organisation_id, headers=found.headers)
    intake.headers, intake.taken_at = found.headers, at
    same.exclude(taken_at=None).delete()
    intake.choices = {name: intake.choices[name] for name in ("roles", "meanings") if name in intake.choices}
    intake.cells = {}
    intake.save()
