"""What people type leaves in every file without harm: nothing runs in a spreadsheet, no letter stops a document."""

import csv
import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from essaim.apps.assessments import exports, operations
from essaim.apps.assessments.enums import Confidentiality, State
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import (
    AT,
    make_assessment,
    make_evidence,
    make_steward,
    make_template,
    publish,
)
from essaim.apps.assessments.tests.reading import squeezed, words_in
from essaim.apps.frameworks.tests.factories import criterion, text, theme
from essaim.apps.organisations.models import Membership

pytestmark = pytest.mark.django_db
RUNS = '=HYPERLINK("http://x";"y")'
LETTERS = "🙂 日本 العربية \u202e à l’envers"
STARTS = re.compile(r"\s*[=+\-@]|[\t\r]")


def world(said: str) -> tuple[Membership, Assessment]:
    """Return two years of one organisation where all that can be typed says the same."""
    publish(themes=[theme("A", criterion("A-1", title=text(said)), title=text(said))], applicability=[])
    steward = make_steward(name=f"{said} SA")
    earlier = make_assessment(steward, framework="small", title=f"{said} 1", at=AT - timedelta(days=400))
    latest = make_assessment(steward, framework="small", title=f"{said} 2")
    for one in (earlier, latest):
        values: operations.Values = {"state": State.ANSWERED, "level": 3, "reason": said, "comment": said}
        values |= {"assignee": said, "next_step": said}
        operations.answer(one, criterion="A-1", values=values, by=steward, at=AT)
    make_evidence(latest, steward, title=said, confidentiality=Confidentiality.PUBLIC)
    return steward, latest


def sheets(content: bytes) -> str:
    """Return a workbook's sheets as they are written."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if "/worksheets/" in name)


def test_nothing_runs_in_any_spreadsheet_that_leaves() -> None:
    steward, latest = world(RUNS)
    visitor = pages.visitor(steward)
    books = [pages.address("report", latest, "fr", "xlsx"), pages.address("workbook_file", latest, "fr")]
    for address in (*books, "/referentiels/small.xlsx"):
        written = sheets(visitor.get(address).content)
        assert ("<row" in written, "<f>" in written, "<f " in written) == (True, False, False), address
    table = visitor.get(f"/o/{steward.organisation.slug}/diagnostics/evolution.csv")
    content = b"".join(table.streaming_content) if table.streaming else table.content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) > 1
    assert [cell for row in rows for cell in row if STARTS.match(cell)] == []


@pytest.mark.parametrize("kind", list(exports.KINDS))
def test_letters_that_no_face_has_stop_no_file_and_are_told(kind: str) -> None:
    _steward, latest = world(LETTERS)
    made = exports.file(latest, kind, language="fr", at=AT)
    if kind == "json":
        assert LETTERS in made.decode()
        return
    said = words_in(made, kind)
    if kind == "pdf":
        told = ("[emoji] [?]", "U+1F642 slightly smiling face", "U+65E5")
        assert [words for words in told if squeezed(words) not in said] == []
    else:
        assert squeezed(LETTERS) in said


def test_letters_that_no_face_has_stop_no_grid_and_no_template() -> None:
    steward, latest = world(LETTERS)
    grid: Any = exports.grid_of(latest, exports.Wanted(), language="fr", at=AT)
    assert squeezed("U+1F642 slightly smiling face") in words_in(grid, "pdf")
    laid = exports.filled(make_template(steward), latest, language="fr", at=AT)
    assert squeezed(LETTERS) in words_in(laid, "docx")
