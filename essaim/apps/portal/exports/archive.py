"""All an organisation wrote, in open formats that docs/export.md describes."""

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from essaim.apps.files import queries as files
from essaim.apps.organisations.models import Membership
from essaim.apps.portal import queries
from essaim.apps.portal.exports.zips import zipped
from essaim.kernel import spreadsheets, tenancy

FORMAT = "essaim-export/1"
LANGUAGES = ("fr", "en")
Row = dict[str, Any]


def download(membership: Membership, *, at: datetime) -> StreamingHttpResponse:
    """Return the answer that carries the ZIP."""
    slug = membership.organisation.slug
    return StreamingHttpResponse(
        archive(membership, at=at),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="essaim-{slug}-{at:%Y-%m-%d}.zip"',
            "Cache-Control": "private, no-store",
        },
    )


def archive(membership: Membership, *, at: datetime) -> Iterator[bytes]:
    """Yield the ZIP in a transaction and under a tenant of its own: the page's are over when it is read."""
    with transaction.atomic():
        tenancy.set_account(membership.account_id)
        tenancy.set_organisations([membership.organisation_id])
        written = ((name, map(str.encode, pieces)) for name, pieces in _files(membership, at))
        yield from zipped(itertools.chain(written, files.contents_of(membership.organisation_id)))


def _files(membership: Membership, at: datetime) -> Iterator[tuple[str, Iterable[str]]]:
    organisation = membership.organisation
    yield "README.txt", _readme({"organisation": organisation, "at": at, "format": FORMAT})
    for context, export_of in queries.PARTS.items():
        part = export_of(organisation.pk)
        head = {"format": FORMAT, "context": context, "organisation": organisation.slug, "exported_at": at.isoformat()}
        yield f"{context}.json", _json(head, part)
        for table in part:
            yield f"csv/{table}.csv", _csv(queries.in_words(table, part, organisation))
        for code, version, source in queries.referentials_used(part):
            yield f"referentials/{code}-{version}.yaml", [source]


def _readme(context: Row) -> Iterator[str]:
    for language in LANGUAGES:
        with translation.override(language):
            yield render_to_string("portal/export_readme.txt", context)


def _json(head: Row, part: queries.Part) -> Iterator[str]:
    opening = json.dumps(head, ensure_ascii=False, indent=1)
    yield opening.removesuffix("\n}") + ',\n "tables": {'
    for place, (table, rows) in enumerate(part.items()):
        yield f"{',' if place else ''}\n  {json.dumps(table)}: ["
        for line, row in enumerate(rows):
            yield f"{',' if line else ''}\n   {json.dumps(row, ensure_ascii=False)}"
        yield "]"
    yield "}\n}\n"


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the rows as CSV for any spreadsheet: a mark that says UTF-8, a header, no cell that runs as a formula."""
    line = io.StringIO()
    writer = csv.writer(line)
    for place, row in enumerate(rows):
        if place == 0:
            line.write("\ufeff")
            writer.writerow(row)
        writer.writerow(spreadsheets.inert(_cell(value)) for value in row.values())
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else value
