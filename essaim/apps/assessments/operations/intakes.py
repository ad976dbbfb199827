"""A spreadsheet is read as soon as it comes; its cells wait, and the file itself is kept nowhere."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from essaim.apps.assessments import queries
from essaim.apps.assessments.enums import FileRefused
from essaim.apps.assessments.models import FILE_NAME_LENGTH, Intake
from essaim.apps.organisations.models import Membership
from essaim.kernel import workbooks
from essaim.kernel.workbooks import Sheet
from essaim.ui.documents.letters import storable

from .situations import Fault, Refused

MAX_BYTES: Final = 10_000_000
WAITING: Final = timedelta(days=30)
NAME = "CSV"


def opened(name: str, content: bytes) -> dict[str, Sheet]:
    """Return the sheets of a spreadsheet (XLSX, ODS, CSV) by name; `Refused` says in a sentence why it is not read."""
    if len(content) > MAX_BYTES:
        raise refused(FileRefused.TOO_LARGE)
    if not content.strip():
        raise refused(FileRefused.EMPTY)
    try:
        if workbooks.is_workbook(content):
            return workbooks.sheets(content)
        if not name.lower().endswith((".csv", ".tsv", ".txt")):
            raise refused(FileRefused.UNKNOWN_FORMAT)
        return {NAME: workbooks.lines(content, NAME)}
    except workbooks.Unreadable as unreadable:
        raise refused(FileRefused(unreadable.why.value)) from None


def refused(fault: FileRefused) -> Refused:
    """Return the refusal of a whole file."""
    return Refused([Fault("file", fault.label)])


def wait(by: Membership, *, name: str, cells: dict[str, Any], at: datetime, **fields: Any) -> Intake:
    """Keep what was read until somebody takes it or puts it away."""
    return Intake.objects.create(
        organisation=by.organisation,
        name=storable(" ".join(name.split()))[-FILE_NAME_LENGTH:],
        cells=cells,
        received_at=at,
        received_by_id=by.account_id,
        **fields,
    )


def rows_of(sheet: Sheet) -> list[list[str]]:
    """Return the cells of a sheet as people typed them, without the empty ends."""
    rows = [[storable(workbooks.words(cell)) for cell in row] for row in sheet.rows]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def put_away(intake: Intake) -> None:
    """Forget a spreadsheet; one that is gone already stays gone."""
    queries.intakes_of(intake.organisation_id).filter(pk=intake.pk).delete()


def forget_intakes(organisation_id: UUID, *, at: datetime) -> int:
    """Forget what was brought more than thirty days ago and nobody took; return how many."""
    old = queries.intakes_of(organisation_id).filter(received_at__lt=at - WAITING)
    return old.delete()[0]
