"""A workbook taken from an assessment, filled in with LibreOffice and brought back."""

import io
from typing import Any

import odfdo
import pytest

from essaim.apps.assessments import exports, operations, queries
from essaim.apps.assessments.enums import CellFault, State
from essaim.apps.assessments.rules.filling import Stand
from essaim.apps.assessments.tests.factories import AT, LATER, held, make_assessment, make_steward
from essaim.kernel import workbooks

pytestmark = pytest.mark.django_db
COMMENT = "=1+1\n« Été » 🙂 ; 3/4 'oui' "
COLUMNS = {"standing": 4, "reason": 5, "importance": 6, "target": 7, "comment": 8, "assignee": 9, "next_step": 10}
ROWS = {"A-1": 3, "A-2": 4, "B-1": 6}


@pytest.fixture
def steward():
    return make_steward()


@pytest.fixture
def told(steward):
    """Return an assessment with one answer that says all there is to say and one that says why not."""
    assessment = make_assessment(steward)
    everything = {"comment": COMMENT, "assignee": "'Ada", "next_step": "+33 : appeler", "importance": 4, "target": 3}
    values = {
        "A-1": {"state": State.ANSWERED, "level": 2, **everything},
        "A-2": {"state": State.NOT_APPLICABLE, "reason": "03/04 : personne ici"},
    }
    operations.answer_many(assessment, values=values, by=steward, at=AT)
    return assessment


@pytest.fixture
def opened(office, told):
    """Return the workbook as LibreOffice saves it in its own format."""
    taken = exports.filling.workbook(told, language="fr", at=AT)[1]
    return office("ods", classeur__xlsx=taken)["classeur.ods"]


def typed(content: bytes, **cells: Any) -> bytes:
    """Type into cells: `A_1__standing="2"` for practice A-1."""
    document = odfdo.Document(io.BytesIO(content))
    table = document.body.get_table(name="Réponses")
    for name, value in cells.items():
        code, _, column = name.partition("__")
        table.set_value((COLUMNS[column], ROWS[code.replace("_", "-")]), value)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def met(assessment, by, name, content):
    intake = operations.receive_workbook(assessment, name=name, content=content, by=by, at=LATER)
    return intake, queries.meeting_of(assessment, intake)


def changes(meeting):
    return {
        (code, one.part): (one.after, one.is_conflict) for code, parts in meeting.differences.items() for one in parts
    }


def test_a_workbook_opened_and_saved_again_changes_nothing_whatever_the_format(office, told, steward, opened):
    files = {"classeur.ods": opened, **office("xlsx", classeur__ods=opened)}
    for name, content in files.items():
        _intake, meeting = met(told, steward, name, content)
        assert (changes(meeting), meeting.problems, meeting.unchanged) == ({}, (), 3), name
        assert not meeting.is_of_another_version, name


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_what_was_typed_in_libreoffice_is_what_changes(office, told, steward, opened, kind):
    filled = typed(
        opened,
        A_1__comment="Deux lignes\nici, et « là »",
        A_1__assignee="",
        B_1__standing=3,
        B_1__importance="important",
        B_1__next_step=2027,
        A_2__standing="énorme",
    )
    content = filled if kind == "ods" else office("xlsx", classeur__ods=filled)["classeur.xlsx"]
    intake, meeting = met(told, steward, f"classeur.{kind}", content)
    assert changes(meeting) == {
        ("A-1", "comment"): ("Deux lignes\nici, et « là »", False),
        ("A-1", "assignee"): ("", False),
        ("B-1", "standing"): (Stand(State.ANSWERED, 3), False),
        ("B-1", "importance"): (3, False),
        ("B-1", "next_step"): ("2027", False),
    }
    places = [workbooks.place(meeting.sheet, one.row, one.column) for one in meeting.problems]
    assert (places, [one.fault for one in meeting.problems]) == (["Réponses!E5"], [CellFault.NOT_A_CHOICE])
    taken = operations.take_workbook(told, intake=intake, seen=meeting.seen, chosen={}, by=steward, at=LATER)
    assert (taken, held(told, "A-2").reason) == (("A-1", "B-1"), "03/04 : personne ici")


def test_where_somebody_answered_here_meanwhile_no_word_is_lost(office, told, steward, opened):
    filled = typed(opened, A_1__standing="4", A_1__comment="Du fichier")
    content = office("xlsx", classeur__ods=filled)["classeur.xlsx"]
    values = {"state": State.ANSWERED, "level": 1, "comment": "D’ici"}
    operations.answer(told, criterion="A-1", values=values, by=steward, at=LATER)
    intake, meeting = met(told, steward, "classeur.xlsx", content)
    assert changes(meeting) == {
        ("A-1", "standing"): (Stand(State.ANSWERED, 4), True),
        ("A-1", "comment"): ("Du fichier", True),
    }
    operations.take_workbook(told, intake=intake, seen=meeting.seen, chosen={}, by=steward, at=LATER)
    row = held(told, "A-1")
    assert (row.level, row.comment, row.assignee, row.target) == (1, "D’ici\nDu fichier", "'Ada", 3)
