import csv
import io
import json
import zipfile

import pytest

from essaim.apps.assessments import operations as assessments
from essaim.apps.assessments.tests.factories import AT
from essaim.apps.files.tests import samples
from essaim.apps.organisations.tests.factories import nobody
from essaim.apps.portal import exports
from essaim.apps.portal.tests.factories import NOW, make_full

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken():
    """The organisation taken along, read while nobody is the tenant, as after the request."""
    steward, _ = make_full()
    pieces = exports.archive(steward, at=NOW)
    nobody()
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def rows(archive, table):
    return list(csv.DictReader(io.StringIO(archive.read(f"csv/{table}.csv").decode("utf-8-sig"))))


def answer_of(archive, title):
    (found,) = [row for row in rows(archive, "answers") if row["assessment"] == title]
    return found


def test_the_archive_holds_open_formats_and_the_referential_used(taken):
    assert taken.testzip() is None
    assert sorted(name for name in taken.namelist() if not name.startswith("files/")) == [
        "README.txt",
        "assessments.json",
        "csv/affiliations.csv",
        "csv/annotations.csv",
        "csv/annotations_history.csv",
        "csv/answers.csv",
        "csv/answers_history.csv",
        "csv/assessments.csv",
        "csv/assessments_history.csv",
        "csv/deliberations.csv",
        "csv/deliberations_history.csv",
        "csv/drafts.csv",
        "csv/evidence.csv",
        "csv/evidence_history.csv",
        "csv/files.csv",
        "csv/former_answers.csv",
        "csv/intakes.csv",
        "csv/invitations.csv",
        "csv/moves.csv",
        "csv/moves_history.csv",
        "csv/organisation.csv",
        "csv/organisation_history.csv",
        "csv/provenances.csv",
        "csv/referentials.csv",
        "csv/respondent_groups.csv",
        "csv/reuses.csv",
        "csv/reuses_history.csv",
        "csv/seats.csv",
        "csv/sharings.csv",
        "csv/supports.csv",
        "csv/team.csv",
        "csv/team_history.csv",
        "csv/templates.csv",
        "csv/workshops.csv",
        "csv/workshops_history.csv",
        "files.json",
        "frameworks.json",
        "organisations.json",
        "referentials/small-1.yaml",
        "referentials/small-2.yaml",
        "workshops.json",
    ]


def test_the_files_leave_as_they_came(taken):
    (row,) = json.loads(taken.read("files.json"))["tables"]["files"]
    assert (row["name"], taken.read(row["path"])) == ("Statuts.pdf", samples.PDF)


def test_each_context_gives_one_json_file_that_says_what_it_is(taken):
    part = json.loads(taken.read("assessments.json"))
    assert {name: part[name] for name in part if name != "tables"} == {
        "format": "essaim-export/1",
        "context": "assessments",
        "organisation": "le-fil-du-canal",
        "exported_at": "2026-11-20T09:00:00+00:00",
    }
    answer = part["tables"]["answers"][0]
    assert (answer["criterion"], answer["level"], answer["comment"]) == ("A-1", 2, '=HYPERLINK("http://x")')


def test_what_each_said_alone_and_the_secrets_of_links_never_leave(taken):
    workshop = json.loads(taken.read("workshops.json"))["tables"]
    assert [seat["email"] for seat in workshop["seats"]] == ["asked@exemple.org"]
    columns = {column for rows in workshop.values() for row in rows for column in row}
    assert [name for name in columns if "secret" in name or "digest" in name or "ballot" in name] == []


def test_answers_kept_from_another_version_are_told_in_its_words(taken):
    (answer,) = rows(taken, "former_answers")
    assert (answer["version"], answer["assessment"], answer["criterion_en"]) == ("2", "Bilan 2026", "B-2")
    assert (answer["level"], answer["theme_en"]) == ("1", "B")


def test_answers_are_told_in_words_in_both_languages(taken):
    answer = answer_of(taken, "Bilan 2026")
    assert (answer["criterion"], answer["level"]) == ("A-1", "2")
    assert (answer["criterion_fr"], answer["criterion_en"]) == ("A-1 (fr)", "A-1")
    assert (answer["state_fr"], answer["state_en"]) == ("Répondu", "Answered")
    assert (answer["importance_fr"], answer["importance_en"]) == ("important", "important")


def test_an_answer_taken_from_elsewhere_says_where_it_comes_from(taken):
    own, answer = (answer_of(taken, title) for title in ("Bilan 2026", "Brouillon"))
    assert (answer["criterion"], answer["level"]) == ("A-1", "2")
    assert (answer["reused_from_assessment"], answer["reused_from_criterion"]) == ("Bilan 2026", "A-1")
    assert (own["reused_from_assessment"], own["reused_from_criterion"]) == ("", "")


def test_a_comment_that_looks_like_a_formula_runs_in_no_spreadsheet(taken):
    assert rows(taken, "answers")[0]["comment"] == '\'=HYPERLINK("http://x")'


def test_the_readme_speaks_both_languages(taken):
    lines = taken.read("README.txt").decode().splitlines()
    assert lines[0] == "Tout ce que la structure Le Fil du canal a écrit sur Essaim"
    assert "All that Le Fil du canal has written on Essaim" in lines


def test_the_archive_leaves_before_it_is_whole():
    steward, assessment = make_full()
    comment = "".join(chr(33 + (place * 7919) % 90) for place in range(5000))
    assessments.answer(assessment, criterion="B-1", values={"comment": comment}, by=steward, at=AT)
    pieces = list(exports.archive(steward, at=NOW))
    assert len(pieces) > 3
    assert zipfile.ZipFile(io.BytesIO(b"".join(pieces))).testzip() is None


def test_one_reads_the_archive_as_whoever_asked_even_after_the_page(client):
    steward, _ = make_full()
    client.force_login(steward.account)
    response = client.get("/o/le-fil-du-canal/export.zip")
    nobody()
    assert response["Content-Type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))).namelist()
    assert "assessments.json" in names


def test_the_source_of_the_site_is_given_to_anyone_and_nothing_else(client):
    response = client.get("/source.zip")
    names = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))).namelist()
    assert "essaim/apps/portal/rules.py" in names
    assert [name for name in names if name.startswith(("var/", ".")) or "secret" in name] == []
