"""The five files an assessment is handed over as."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpResponse
from django.utils import translation
from django.utils.text import slugify

from essaim.apps.assessments.exports.data import data
from essaim.apps.assessments.exports.outline import outline
from essaim.apps.assessments.exports.report import Report, report_of
from essaim.apps.assessments.exports.sheets import sheets
from essaim.apps.assessments.models import Assessment

OFFICE: Final = "application/vnd.openxmlformats-officedocument"


# What writes each format is read when the first file is asked for: two seconds that no start of the site owes.
def _pdf(report: Report) -> bytes:
    from essaim.ui.documents import pdf

    return pdf.build(outline(report))


def _docx(report: Report) -> bytes:
    from essaim.ui.documents import docx

    return docx.build(outline(report))


def _odt(report: Report) -> bytes:
    from essaim.ui.documents import odt

    return odt.build(outline(report))


def _xlsx(report: Report) -> bytes:
    from essaim.ui.documents import workbook

    return workbook.build(sheets(report), title=report.title, author=report.organisation, at=report.at)


def _json(report: Report) -> bytes:
    return data(report).model_dump_json(indent=1).encode()


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of file: what programs call it, and how a report becomes one."""

    media: str
    made: Callable[[Report], bytes]


KINDS: Final = {
    "pdf": Kind("application/pdf", _pdf),
    "docx": Kind(f"{OFFICE}.wordprocessingml.document", _docx),
    "odt": Kind("application/vnd.oasis.opendocument.text", _odt),
    "xlsx": Kind(f"{OFFICE}.spreadsheetml.sheet", _xlsx),
    "json": Kind("application/json", _json),
}


def file(assessment: Assessment, kind: str, *, language: str, at: datetime) -> bytes:
    """Return an assessment as a file of this kind, in this language, at any completion."""
    with translation.override(language):
        return KINDS[kind].made(report_of(assessment, language=language, at=at))


def download(assessment: Assessment, kind: str, *, language: str, at: datetime) -> HttpResponse:
    """Return the answer that carries the file, named after the organisation and the assessment."""
    name = slugify(f"{assessment.organisation.slug} {assessment.title}")[:80].strip("-")
    return HttpResponse(
        file(assessment, kind, language=language, at=at),
        content_type=KINDS[kind].media,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{kind}"',
            "Content-Language": language,
            "Cache-Control": "private, no-store",
        },
    )
