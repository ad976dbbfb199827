"""Typing paper answers in: a key a line, saved as one goes, on the same rows as the table."""

import pytest

from essaim.apps.assessments import operations
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.models import Answer
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, held, make_assessment, open_as, say
from essaim.apps.frameworks import operations as frameworks
from essaim.apps.frameworks.tests.factories import criterion, scale, source, theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(steward):
    return pages.visitor(steward)


def row(assessment, code, revision=0, **fields):
    return {f"{code}-{name}": value for name, value in {"revision": revision, **fields}.items()}


def send(visitor, assessment, code, **fields):
    return visitor.post(pages.address("answer", assessment, code) + "?entry", row(assessment, code, **fields))


def test_each_line_has_its_code_and_each_choice_begins_with_its_key(visitor, assessment):
    response = visitor.get(pages.address("entry", assessment))
    form = response.context["groups"][0][1][0].form
    assert [text for _value, text in form.fields["choice"].choices] == [
        "–",
        "0 · 0 (fr)",
        "1 · 1 (fr)",
        "2 · 2 (fr)",
        "3 · 3 (fr)",
        "4 · 4 (fr)",
        "p · Pas encore, mais c’est prévu",
        "n · Cela ne nous concerne pas",
        "? · Je ne sais pas",
    ]
    assert list(form.fields) == ["choice", "reason", "importance", "comment", "revision", "over", "shown"]
    assert pages.plain(response.content.decode()).count("0 sur 3") == 1


def test_a_line_is_saved_as_one_goes_and_the_page_says_how_far_one_is(visitor, assessment, steward):
    response = send(visitor, assessment, "A-1", choice="3", reason="", importance="4", comment="Vu")
    assert response.status_code == 200
    assert pages.plain(response.content.decode()).count("1 sur 3") == 1
    open_as(steward)
    assert (held(assessment).level, held(assessment).importance, held(assessment).comment) == (3, 4, "Vu")


def test_what_the_page_does_not_show_stays(visitor, assessment, steward):
    values = {"state": State.ANSWERED, "level": 1, "assignee": "Ada", "next_step": "Écrire", "target": 4}
    operations.answer(assessment, criterion="A-1", values=values, by=steward, at=AT)
    send(visitor, assessment, "A-1", revision=1, choice="2", reason="", importance="", comment="")
    open_as(steward)
    kept = held(assessment)
    assert (kept.level, kept.assignee, kept.next_step, kept.target) == (2, "Ada", "Écrire", 4)


def test_what_is_not_for_us_wants_its_reason_and_keeps_the_rest(visitor, assessment):
    response = send(visitor, assessment, "A-1", choice="not_applicable", reason="", importance="", comment="Vu")
    assert response.status_code == 422
    assert Answer.objects.count() == 0


def test_the_whole_page_is_sent_at_once_without_javascript(visitor, assessment, steward):
    address = pages.address("entry", assessment)
    typed = pages.typed(visitor.get(address))
    typed |= {"A-1-choice": "2", "A-2-choice": "planned", "B-1-choice": "unknown"}
    assert visitor.post(address, typed)["Location"] == address
    open_as(steward)
    said = [(one.criterion, one.state, one.level) for one in Answer.objects.order_by("criterion")]
    assert said == [("A-1", "answered", 2), ("A-2", "planned", None), ("B-1", "unknown", None)]


def test_an_answer_given_meanwhile_is_shown_beside_ours(visitor, assessment, steward):
    say(assessment, steward, A_1=1)
    response = send(visitor, assessment, "A-1", choice="3", reason="", importance="", comment="")
    assert response.status_code == 409
    assert held(assessment).level == 1


@pytest.mark.parametrize("practices", [1, 3])
def test_the_page_costs_the_same_whatever_it_holds(visitor, steward, practices):
    codes = [criterion(f"A-{number + 1}") for number in range(practices)]
    frameworks.load(source(theme("A", *codes), code="short", scales=[scale(values=(0, 1, 2))]), at=AT)
    assessment = make_assessment(steward, framework="short", scope=Scope.FULL)
    assert pages.statements(visitor, "get", pages.address("entry", assessment)) == (200, 7)
