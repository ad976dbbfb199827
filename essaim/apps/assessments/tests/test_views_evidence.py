import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essaim.apps.assessments import operations
from essaim.apps.assessments.models import Evidence, Support
from essaim.apps.assessments.tests.factories import AT, make_evidence, say
from essaim.apps.assessments.tests.pages import address, plain, statements, visitor
from essaim.apps.files.tests import samples

pytestmark = pytest.mark.django_db
TOLD = {"title": "Charte", "dated_on": "2026-01-15", "expires_on": "", "confidentiality": "team", "link": ""}


@pytest.fixture
def browser(steward):
    return visitor(steward)


@pytest.fixture
def here(assessment):
    return address("practice_evidence", assessment, "A-1")


@pytest.fixture
def home(assessment):
    return reverse("assessments:all_evidence", args=[assessment.organisation.slug])


def test_a_file_brought_under_a_question_backs_it(browser, assessment, here):
    answer = browser.post(here, {**TOLD, "file": SimpleUploadedFile("Charte.pdf", samples.PDF)})
    assert (answer.status_code, answer.url) == (302, here)
    evidence = Evidence.objects.get()
    assert (evidence.title, evidence.file.name, Support.objects.get().criterion) == ("Charte", "Charte.pdf", "A-1")
    page = browser.get(here).content.decode()
    assert f"/fichiers/{evidence.file_id}" in page


def test_a_link_is_enough(browser, here):
    assert browser.post(here, {**TOLD, "link": "https://exemple.org/charte"}).status_code == 302
    assert Evidence.objects.get().link == "https://exemple.org/charte"


@pytest.mark.parametrize("content", [b"<html>", b"", b"a" * 20_000_001], ids=["a web page", "nothing", "too much"])
def test_a_refused_file_leaves_every_word_and_asks_for_the_file_again(browser, here, content):
    answer = browser.post(here, {**TOLD, "file": SimpleUploadedFile("a.pdf", content)})
    form = answer.context["form"]
    assert (answer.status_code, [*form.errors], form["title"].value()) == (422, ["file"], "Charte")
    assert form["dated_on"].value() == "2026-01-15"
    assert "choisissez-le à nouveau" in plain(answer.content.decode())


def test_one_already_there_is_taken_and_let_go(browser, assessment, steward, here):
    evidence = make_evidence(assessment, steward, criterion="B-1")
    browser.post(here, {"take": evidence.pk})
    assert sorted(Support.objects.values_list("criterion", flat=True)) == ["A-1", "B-1"]
    browser.post(here, {"drop": evidence.pk})
    assert list(Support.objects.values_list("criterion", flat=True)) == ["B-1"]
    assert browser.post(here, {"take": "nonsense"}).status_code == 404


def test_what_is_typed_on_the_page_is_saved_on_the_way_to_evidence(browser, assessment, here):
    answer = browser.post(address("theme", assessment, "A"), {"A-1-choice": "3", "evidence": "A-1"})
    assert (answer.status_code, answer.url) == (302, here)
    sheet = browser.get(address("theme", assessment, "A")).context["sheets"][0]
    assert (sheet.form["choice"].value(), sheet.confidence) == ("3", "declared")


def test_a_sheet_says_what_backs_it_and_whether_it_is_documented(browser, assessment, steward):
    say(assessment, steward, A_1=3, A_2=2)
    make_evidence(assessment, steward)
    page = browser.get(address("theme", assessment, "A"))
    assert [sheet.confidence for sheet in page.context["sheets"]] == ["documented", ""]
    assert "Preuves (1)" in plain(page.content.decode())


def test_results_tell_confidence_beside_coverage(browser, assessment, steward):
    say(assessment, steward, A_1=3, A_2=3, B_1=1)
    make_evidence(assessment, steward)
    words = plain(browser.get(address("results", assessment)).content.decode())
    told = "Pratiques installées ou mieux : 2. Appuyées par une preuve datée : 1"
    assert told in words.replace("\xa0", " ")


def test_a_closed_assessment_keeps_its_evidence_as_it_was(browser, assessment, steward, here):
    say(assessment, steward, A_1=3, A_2=3, B_1=1)
    make_evidence(assessment, steward)
    operations.close(assessment, by=steward, at=AT)
    assert browser.post(here, {**TOLD, "link": "https://exemple.org"}).status_code == 302
    page = browser.get(here)
    assert ([item.told.title for item in page.context["held"]], page.context["others"]) == (["Compte rendu"], [])
    assert Evidence.objects.count() == 1


def test_evidence_is_described_anew_or_removed(browser, assessment, steward, home):
    evidence = make_evidence(assessment, steward, file=True)
    url = evidence.get_absolute_url()
    assert browser.post(url, {**TOLD, "title": ""}).status_code == 422
    assert browser.post(url, {**TOLD, "title": "Charte signée"}).url == home
    evidence.refresh_from_db()
    assert evidence.title == "Charte signée"
    assert browser.post(url, {"remove": "yes"}).url == home
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_or_three(browser, assessment, steward, home, count):
    for _ in range(count):
        make_evidence(assessment, steward, file=True)
    assert statements(browser, "get", home) == (200, 8)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_practice_costs_the_same_for_one_or_three(browser, assessment, steward, here, count):
    for _ in range(count):
        make_evidence(assessment, steward, criterion="B-1")
    assert statements(browser, "get", here) == (200, 10)
