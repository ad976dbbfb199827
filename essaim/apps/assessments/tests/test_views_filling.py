"""The workbook on the pages: taken, brought back, looked at, kept; what waits is nobody else's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from essaim.apps.assessments import operations
from essaim.apps.assessments.enums import FileRefused, State
from essaim.apps.assessments.models import Intake
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, held, open_as, say
from essaim.apps.assessments.tests.workbooks import filled, opened
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member, membership_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(steward):
    return pages.visitor(steward)


def take(visitor, assessment, language="fr"):
    return visitor.get(pages.address("workbook_file", assessment, language)).content


def bring(visitor, assessment, content, name="classeur.xlsx"):
    return visitor.post(pages.address("workbook", assessment), {"file": SimpleUploadedFile(name, content)})


def look(visitor, assessment, content):
    address = bring(visitor, assessment, content)["Location"]
    return address, visitor.get(address)


def test_the_workbook_is_sent_as_a_file_of_its_language(visitor, assessment):
    response = visitor.get(pages.address("workbook_file", assessment, "fr"))
    told = response["Content-Disposition"]
    assert told == f'attachment; filename="{assessment.organisation.slug}-bilan-2026-a-remplir.xlsx"'
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert visitor.get(pages.address("workbook_file", assessment, "de")).status_code == 404


def test_a_program_takes_the_same_workbook(call, assessment):
    response = call("get", f"/assessments/{assessment.pk}/answers.xlsx?language=fr")
    assert (response.status_code, list(opened(response.content))) == (200, ["Mode d’emploi", "Réponses", "essaim"])


def test_each_change_is_seen_in_words_before_it_is_kept(visitor, assessment, steward):
    content = filled(take(visitor, assessment), A_1__standing=3, A_1__comment="Bien", B_1__standing="excellente")
    address, response = look(visitor, assessment, content)
    words = pages.plain(response.content.decode())
    assert words.count("1 pratique change. 2 restent comme elles sont.") == 1
    assert words.count("Où en êtes-vous ? Sans réponse → 3 (fr)") == 1
    assert words.count("Réponses!E7 « excellente » n’est pas l’un des choix : 0 – 0 (fr) · 1 – 1 (fr)") == 1
    open_as(steward)
    assert Intake.objects.count() == 1
    kept = visitor.post(address, {"seen": response.context["meeting"].seen})
    assert (kept.status_code, kept["Location"]) == (302, pages.address("table", assessment))
    open_as(steward)
    assert (held(assessment).level, held(assessment).comment, Intake.objects.count()) == (3, "Bien", 0)


def conflict(visitor, assessment, steward):
    say(assessment, steward, A_1=1)
    content = filled(take(visitor, assessment), A_1__standing=3, A_1__comment="Du fichier")
    values = {"state": State.ANSWERED, "level": 2, "comment": "D’ici"}
    open_as(steward)
    operations.answer(assessment, criterion="A-1", values=values, by=steward, at=AT)
    return content


def test_where_two_people_met_both_are_shown_and_one_is_chosen(visitor, assessment, steward):
    address, response = look(visitor, assessment, conflict(visitor, assessment, steward))
    told = [(part.before, part.after, part.default) for one in response.context["conflicts"] for part in one.parts]
    assert told == [("2 (fr)", "3 (fr)", "here"), ("D’ici", "Du fichier", "both")]
    visitor.post(address, {"seen": response.context["meeting"].seen, "A-1.standing": "file", "A-1.comment": "here"})
    open_as(steward)
    assert (held(assessment).level, held(assessment).comment) == (3, "D’ici")


def test_a_page_left_open_keeps_its_choices_and_is_looked_at_again(visitor, assessment, steward):
    address, response = look(visitor, assessment, conflict(visitor, assessment, steward))
    say(assessment, steward, A_1=4)
    again = visitor.post(address, {"seen": response.context["meeting"].seen, "A-1.comment": "here"})
    assert again.status_code == 409
    told = [(part.before, part.default) for one in again.context["conflicts"] for part in one.parts]
    assert told == [("4 (fr)", "here"), ("D’ici", "here")]


def test_two_views_that_an_answer_takes_the_place_of_are_shown(visitor, assessment, steward):
    content = filled(take(visitor, assessment), A_1__standing=3)
    views = [{"level": 1, "reason": "À deux"}, {"level": 4, "reason": "Partout"}]
    open_as(steward)
    operations.answer(assessment, criterion="A-1", values={"state": State.UNKNOWN, "views": views}, by=steward, at=AT)
    _, response = look(visitor, assessment, content)
    (change,) = response.context["conflicts"]
    assert change.parts[0].before == "Je ne sais pas\n1 (fr)\xa0: À deux\n4 (fr)\xa0: Partout"


def test_a_file_put_away_leaves_nothing(visitor, assessment, steward):
    address, _ = look(visitor, assessment, take(visitor, assessment))
    assert visitor.get(pages.address("workbook", assessment)).context["waiting"].get_absolute_url() == address
    visitor.post(address, {"discard": "1"})
    assert visitor.get(address).status_code == 404
    open_as(steward)
    assert Intake.objects.count() == 0


def test_a_file_that_cannot_be_read_says_why_beside_the_field(visitor, assessment):
    response = bring(visitor, assessment, b"GIF89a", "x.gif")
    assert response.status_code == 422
    assert response.context["form"].errors == {"file": [FileRefused.UNKNOWN_FORMAT.label]}


def test_a_closed_assessment_gives_its_workbook_and_takes_none(visitor, assessment, steward):
    content = filled(take(visitor, assessment), A_1__standing=3)
    address, response = look(visitor, assessment, content)
    open_as(steward)
    say(assessment, steward, A_2=1, B_1=1)
    operations.close(assessment, by=steward, reason="c’est l’heure", at=AT)
    assert visitor.post(address, {"seen": response.context["meeting"].seen}).status_code == 409
    assert bring(visitor, assessment, content).status_code == 200
    assert take(visitor, assessment)[:2] == b"PK"


def test_a_reader_takes_the_workbook_and_brings_none(assessment, steward):
    reader = make_member(assessment.organisation, role=Role.READER)
    other = pages.visitor(membership_of(reader.account, assessment.organisation))
    assert other.get(pages.address("workbook", assessment)).status_code == 200
    assert bring(other, assessment, b"x").status_code == 403


@pytest.mark.parametrize("practices", [1, 3])
def test_a_look_costs_the_same_whatever_changes(visitor, assessment, steward, practices):
    codes = ("A_1", "A_2", "B_1")[:practices]
    content = filled(take(visitor, assessment), **{f"{code}__standing": 2 for code in codes})
    open_as(steward)
    say(assessment, steward, **dict.fromkeys(codes, 4))
    address = bring(visitor, assessment, content)["Location"]
    assert pages.statements(visitor, "get", address) == (200, 9)
