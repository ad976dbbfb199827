"""A workbook goes out, is filled in away from here and comes back: nothing is lost, nothing is invented."""

import io
import re
import zipfile

import pytest
from django.utils import translation

from essaim.apps.assessments import exports, operations, queries
from essaim.apps.assessments.enums import CellFault, FileRefused, State
from essaim.apps.assessments.models import Answer, Intake
from essaim.apps.assessments.operations import BOTH, FILE, HERE
from essaim.apps.assessments.rules import filling
from essaim.apps.assessments.rules.filling import Stand
from essaim.apps.assessments.tests.factories import AT, LATER, held, make_assessment, publish_next, say
from essaim.apps.assessments.tests.workbooks import filled, opened, saved, without
from essaim.kernel import workbooks

pytestmark = pytest.mark.django_db
ALL_SAID = {
    "comment": "=1+1\r\n« Été » 🙂",
    "assignee": "Ada",
    "next_step": "+33 : appeler",
    "importance": 4,
    "target": 3,
    "reason": "",
}


@pytest.fixture
def told(assessment, steward):
    """The assessment, with one answer that says all there is to say and one that says why not."""
    values = {
        "A-1": {"state": State.ANSWERED, "level": 2, **ALL_SAID},
        "A-2": {"state": State.NOT_APPLICABLE, "reason": "Personne ici"},
    }
    operations.answer_many(assessment, values=values, by=steward, at=AT)
    return assessment


def taken(assessment, language="fr"):
    return exports.filling.workbook(assessment, language=language, at=AT)[1]


def brought(assessment, content, by, name="classeur.xlsx"):
    return operations.receive_workbook(assessment, name=name, content=content, by=by, at=LATER)


def met(assessment, content, by):
    return queries.meeting_of(assessment, brought(assessment, content, by))


def changes(meeting):
    return {(code, one.part): one.after for code, parts in meeting.differences.items() for one in parts}


def take(assessment, content, by, **chosen):
    intake = brought(assessment, content, by)
    choices = {tuple(name.replace("_", "-", 1).split("__")): choice for name, choice in chosen.items()}
    seen = queries.meeting_of(assessment, intake).seen
    return operations.take_workbook(assessment, intake=intake, seen=seen, chosen=choices, by=by, at=LATER)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_workbook_that_comes_back_as_it_went_changes_nothing(told, steward, language):
    meeting = met(told, taken(told, language), steward)
    assert (changes(meeting), meeting.problems, meeting.unchanged) == ({}, (), 3)


def test_the_workbook_offers_the_words_of_the_scale_and_hides_what_serves_programs(told):
    sheets = opened(taken(told))
    assert list(sheets) == ["Mode d’emploi", "Réponses", "essaim"]
    rows = sheets["Réponses"]
    assert rows[0] == list(filling.COLUMNS)
    assert [row[0] for row in rows[2:]] == ["", "A-1", "A-2", "", "B-1"]
    assert rows[3][4:] == ["2 – 2 (fr)", "", "crucial", "3 – 3 (fr)", "=1+1\n« Été » 🙂", "Ada", "+33 : appeler", 1.0]
    assert sheets["essaim"][0][:3] == ["essaim-answers/1", str(told.pk), "1"]


def test_what_was_filled_in_is_what_changes_and_nothing_else(told, steward):
    content = filled(
        taken(told),
        A_1__standing="Cela ne nous concerne pas",
        A_1__reason="Plus personne",
        B_1__standing=3,
        B_1__importance="IMPORTANT",
        B_1__target="4 – 4 (fr)",
        A_2__comment=2024,
    )
    assert take(told, content, steward) == ("A-1", "A-2", "B-1")
    first, second, third = (held(told, code) for code in ("A-1", "A-2", "B-1"))
    assert (first.state, first.level, first.reason, first.comment) == (
        State.NOT_APPLICABLE,
        None,
        "Plus personne",
        ALL_SAID["comment"],
    )
    assert (second.state, second.reason, second.comment) == (State.NOT_APPLICABLE, "Personne ici", "2024")
    assert (third.state, third.level, third.importance, third.target) == (State.ANSWERED, 3, 3, 4)
    assert Intake.objects.count() == 0


def test_the_same_file_brought_again_changes_nothing(told, steward):
    content = filled(taken(told), B_1__standing=3, A_1__comment="Autre chose")
    take(told, content, steward)
    revisions = [row.revision for row in Answer.objects.order_by("criterion")]
    assert take(told, content, steward) == ()
    assert [row.revision for row in Answer.objects.order_by("criterion")] == revisions


def test_an_emptied_cell_takes_the_answer_back(told, steward):
    content = filled(taken(told), A_1__standing="", A_1__importance="", A_1__comment="")
    assert take(told, content, steward) == ("A-1",)
    row = held(told)
    assert (row.state, row.level, row.importance, row.comment, row.assignee) == (State.NONE, None, None, "", "Ada")


def test_what_only_changed_here_since_stays(told, steward):
    content = filled(taken(told), A_1__comment="Dans le fichier")
    say(told, steward, A_1=4, B_1=1)
    assert changes(met(told, content, steward)) == {("A-1", "comment"): "Dans le fichier"}


def conflict(told, steward):
    content = filled(taken(told), A_1__standing=3, A_1__comment="Du fichier", A_1__assignee="Grace")
    values = {"state": State.ANSWERED, "level": 1, "comment": "D’ici", "assignee": "Marie"}
    operations.answer(told, criterion="A-1", values=values, by=steward, at=LATER)
    return content


def test_where_two_people_met_what_stands_stays_and_no_word_is_lost(told, steward):
    content = conflict(told, steward)
    meeting = met(told, content, steward)
    assert [(one.part, one.is_conflict) for one in meeting.differences["A-1"]] == [
        ("standing", True),
        ("comment", True),
        ("assignee", True),
    ]
    assert meeting.conflicts == 1
    take(told, content, steward)
    row = held(told)
    assert (row.level, row.comment, row.assignee) == (1, "D’ici\nDu fichier", "Marie")
    assert take(told, content, steward) == ()


def test_where_two_people_met_a_person_chooses(told, steward):
    content = conflict(told, steward)
    take(told, content, steward, A_1__standing=FILE, A_1__comment=HERE, A_1__assignee=BOTH)
    row = held(told)
    assert (row.level, row.comment, row.assignee) == (3, "D’ici", "Marie")


def test_nothing_is_kept_when_somebody_answered_after_the_page_was_shown(told, steward):
    intake = brought(told, filled(taken(told), A_1__standing=3), steward)
    seen = queries.meeting_of(told, intake).seen
    say(told, steward, A_1=4)
    with pytest.raises(operations.SeenOtherwise):
        operations.take_workbook(told, intake=intake, seen=seen, chosen={}, by=steward, at=LATER)
    assert held(told).level == 4


def test_a_workbook_that_lost_its_hidden_sheet_replaces_nothing_unseen(told, steward):
    content = without(filled(taken(told), A_1__standing=3, B_1__standing=2), lambda sheets: sheets.pop("essaim"))
    meeting = met(told, content, steward)
    found = [(code, one.part, one.is_conflict) for code, parts in meeting.differences.items() for one in parts]
    assert found == [("A-1", "standing", True), ("B-1", "standing", False)]
    assert meeting.is_of_another_version


def test_a_workbook_of_a_former_version_replaces_nothing_unseen(told, steward):
    content = filled(taken(told), A_1__standing=3)
    publish_next()
    operations.move_to_version(told, to="2", choices={}, by=steward, at=LATER)
    told.refresh_from_db()
    meeting = met(told, content, steward)
    assert [one.is_conflict for one in meeting.differences["A-1"]] == [True]


def test_lines_may_be_sorted_and_columns_moved(told, steward):
    def turn(sheets):
        rows = sheets["Réponses"]
        sheets["Réponses"] = [row[::-1] for row in [*rows[:2], *rows[:1:-1]]]

    assert changes(met(told, without(taken(told), turn), steward)) == {}


def test_each_problem_is_told_at_its_cell_and_the_rest_goes_on(told, steward):
    def change(sheets):
        rows = sheets["Réponses"]
        rows[3][4], rows[3][6], rows[3][9] = "excellente", "énorme", "x" * 121
        rows[4][5] = ""
        rows[6][4], rows[6][8] = "2", "Bien"
        rows += [["Z-9", "", "", "", "2"], ["B-1", "", "", "", "3"], ["", "une note", "", "", ""]]

    meeting = met(told, without(taken(told), change), steward)
    place = [workbooks.place(meeting.sheet, one.row, one.column) for one in meeting.problems]
    assert list(zip(place, [one.fault for one in meeting.problems], strict=True)) == [
        ("Réponses!J4", CellFault.TOO_LONG),
        ("Réponses!G4", CellFault.NOT_A_CHOICE),
        ("Réponses!E4", CellFault.NOT_A_CHOICE),
        ("Réponses!F5", CellFault.REASON_MISSING),
        ("Réponses!A8", CellFault.UNKNOWN_CODE),
        ("Réponses!A9", CellFault.TWICE),
    ]
    assert changes(meeting) == {("B-1", "standing"): Stand(State.ANSWERED, 2, ""), ("B-1", "comment"): "Bien"}
    with translation.override("fr"):
        assert meeting.problems[2].values["allowed"].startswith("0 – 0 (fr) · 1 – 1 (fr)")


@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [
        (b"", "x.xlsx", FileRefused.EMPTY),
        (b"GIF89a", "x.gif", FileRefused.UNKNOWN_FORMAT),
        (b"code;standing\nA-1;2", "x.csv", None),
        (b"a;b\n1;2", "x.csv", FileRefused.NOT_OURS),
        (b"PK\x03\x04x", "x.xlsx", FileRefused.NOT_A_WORKBOOK),
        (b"x" * 10_000_001, "x.csv", FileRefused.TOO_LARGE),
        (saved({"A": [["Code"]]}), "x.xlsx", FileRefused.NOT_OURS),
    ],
)
def test_what_is_not_a_workbook_taken_here_is_refused_in_a_sentence(told, steward, content, name, fault):
    if fault is None:
        assert brought(told, content, steward, name).cells["rows"] == [["code", "standing"], ["A-1", "2"]]
        return
    with pytest.raises(operations.Refused) as refused:
        brought(told, content, steward, name)
    assert [one.sentence for one in refused.value.faults] == [fault.label]


def test_a_workbook_of_another_assessment_is_sent_there(told, steward):
    other = make_assessment(steward, framework="small")
    with pytest.raises(operations.Refused) as refused:
        brought(told, taken(other), steward)
    assert [one.sentence for one in refused.value.faults] == [FileRefused.ELSEWHERE.label]


def test_a_workbook_brought_again_makes_room_and_one_forgotten_goes_after_a_month(told, steward):
    brought(told, taken(told), steward)
    intake = brought(told, taken(told), steward)
    assert [one.pk for one in queries.intakes_of(told.organisation_id)] == [intake.pk]
    month = operations.intakes.WAITING
    assert operations.forget_intakes(told.organisation_id, at=LATER + month) == 0
    assert operations.forget_intakes(told.organisation_id, at=LATER + month * 1.1) == 1


def test_each_line_offers_the_choices_of_its_own_scale(told):
    sheet = zipfile.ZipFile(io.BytesIO(taken(told))).read("xl/worksheets/sheet2.xml").decode()
    offered = re.findall(r'type="list".*?sqref="([^"]+)"><formula1>([^<]+)</formula1>', sheet)
    assert offered == [
        ("E4:E5 E7", "essaim!$B$3:$B$10"),
        ("G4:G5 G7", "essaim!$A$3:$A$6"),
        ("H4:H5 H7", "essaim!$C$3:$C$7"),
    ]
