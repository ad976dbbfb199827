"""The plan on a page, its choices, and the way back."""

import pytest

from essaim.apps.assessments import operations
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, go_and_come_back, make_assessment, open_as, publish_next, say
from essaim.apps.assessments.tests.versions import levels, new, old
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member, membership_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(steward):
    old()
    assessment = make_assessment(steward, framework="small")
    say(assessment, steward, A_1=1, A_2=4, A_3=3, A_4=2, A_5=4, A_6=1)
    new()
    return assessment


@pytest.fixture
def visitor(steward):
    return pages.visitor(steward)


def address(assessment):
    return pages.address("version", assessment)


CHOICES = {"choice-A-2": "keep", "choice-A-31": "keep", "choice-A-32": "ask", "choice-A-4": "highest"}


def test_a_quiet_note_leads_to_the_plan_while_the_assessment_is_open(assessment, visitor, steward):
    for name, *args in (("theme", "A"), ("table",), ("results",)):
        words = pages.plain(visitor.get(pages.address(name, assessment, *args)).content.decode())
        assert words.count("Le référentiel a une nouvelle version, 2. Voir ce que deviennent vos réponses") == 1
    open_as(steward)
    operations.close(assessment, by=steward, at=AT)
    assert "nouvelle version" not in visitor.get(pages.address("results", assessment)).content.decode()


def test_no_note_where_nothing_is_newer(steward):
    assessment = make_assessment(steward)
    response = pages.visitor(steward).get(pages.address("results", assessment))
    assert (response.context["newer_version"], response.context["has_moved"]) == ("", False)


def test_the_plan_counts_first_and_then_tells_each_criterion(assessment, visitor):
    response = visitor.get(address(assessment))
    assert response.context["counts"] == [
        *("1 gardé tel quel", "1 déplacé dans un autre thème", "1 reformulé", "1 scindé"),
        *("2 réunis avec d’autres", "1 mis de côté", "1 nouveau"),
    ]
    assert [(fate.value, [step.passage.code for step in steps]) for fate, steps in response.context["groups"]] == [
        ("reworded", ["A-2"]),
        ("split", ["A-3"]),
        ("moved", ["B-1"]),
        ("orphaned", ["A-6"]),
    ]
    assert sorted(response.context["form"].fields) == ["choice-A-2", "choice-A-31", "choice-A-32", "choice-A-4", "to"]
    (meeting,) = response.context["meetings"]
    assert [(one.title.en, one.words) for one in meeting.sources] == [("A-4", "2 (fr)"), ("A-5", "4 (fr)")]


def test_only_answered_criteria_ask_for_a_choice(steward):
    old()
    blank = make_assessment(steward, framework="small")
    new()
    response = pages.visitor(steward).get(address(blank))
    assert sorted(response.context["form"].fields) == ["to"]


def test_a_button_applies_the_plan_and_another_undoes_it(assessment, visitor, steward):
    response = visitor.post(address(assessment), {"to": "2", **CHOICES})
    assert (response.status_code, response["Location"]) == (302, address(assessment))
    open_as(steward)
    assert levels(assessment) == {"A-1": 1, "A-2": 2, "A-31": 3, "A-32": None, "A-4": 4}
    after = visitor.get(address(assessment))
    assert [(version, answer.title.en) for version, answer in after.context["former"]] == [
        ("1", code) for code in ("A-2", "A-3", "A-4", "A-5", "A-6")
    ]
    assert pages.plain(after.content.decode()).count("Annuler et revenir") == 1
    assert pages.plain(after.content.decode()).count("Continuer à répondre") == 1
    assert visitor.post(pages.address("undo", assessment)).status_code == 302
    open_as(steward)
    assert levels(assessment) == {"A-1": 1, "A-2": 4, "A-3": 3, "A-4": 2, "A-5": 4, "A-6": 1}


def test_undo_is_refused_in_words_once_a_carried_answer_changed(assessment, visitor, steward):
    visitor.post(address(assessment), {"to": "2", **CHOICES})
    open_as(steward)
    assessment.refresh_from_db()
    say(assessment, steward, A_31=1)
    page = visitor.get(address(assessment))
    assert page.context["changed"] is True
    words = pages.plain(visitor.post(pages.address("undo", assessment), follow=True).content.decode())
    assert words.count("1 réponse a changé dans la nouvelle version") == 1


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({}, 422),
        ({"to": "2"}, 422),
        ({"to": "2", **CHOICES, "choice-A-4": "keep"}, 422),
        ({"to": "2\0", **CHOICES}, 422),
        ({"to": "x" * 5000, **CHOICES}, 422),
        ({"to": "3", **CHOICES}, 409),
    ],
)
def test_what_cannot_be_applied_is_said_and_nothing_moves(assessment, visitor, data, status):
    assert visitor.post(address(assessment), data).status_code == status
    assessment.refresh_from_db()
    assert assessment.framework_version == "1"


def test_applying_twice_says_that_it_is_done(assessment, visitor):
    visitor.post(address(assessment), {"to": "2", **CHOICES})
    assert visitor.post(address(assessment), {"to": "2", **CHOICES}).status_code == 409


def test_undoing_what_never_moved_is_said(assessment, visitor):
    words = pages.plain(visitor.post(pages.address("undo", assessment), follow=True).content.decode())
    assert words.count("Il n’y a rien à annuler.") == 1


def test_a_reader_sees_the_plan_and_cannot_apply_it(assessment):
    member = make_member(assessment.organisation, role=Role.READER)
    reader = pages.visitor(membership_of(member.account, assessment.organisation))
    shown = reader.get(address(assessment))
    assert (shown.status_code, "Passer à cette version" in shown.content.decode()) == (200, False)
    assert reader.post(address(assessment), {"to": "2", **CHOICES}).status_code == 403
    assert reader.post(pages.address("undo", assessment)).status_code == 403


def test_the_page_costs_as_much_at_one_answer_as_at_six(steward):
    old()
    one_answer, six = (make_assessment(steward, framework="small") for _ in range(2))
    say(one_answer, steward, A_2=4)
    say(six, steward, A_1=1, A_2=4, A_3=3, A_4=2, A_5=4, A_6=1)
    new()
    for one in (one_answer, six):
        visitor = pages.visitor(steward)
        visitor.get(address(one))
        assert pages.statements(visitor, "get", address(one)) == (200, 9)
        open_as(steward)


def test_answers_kept_from_a_version_that_was_left_can_be_read(steward):
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=2)
    go_and_come_back(assessment, steward)
    response = pages.visitor(steward).get(address(assessment))
    assert [(version, answer.title.en) for version, answer in response.context["former"]] == [("2", "B-2")]


def test_a_note_leads_to_what_was_kept_once_on_the_newest_version(steward):
    assessment = make_assessment(steward)
    publish_next()
    operations.move_to_version(assessment, to="2", choices={}, by=steward, at=AT)
    words = pages.plain(pages.visitor(steward).get(pages.address("results", assessment)).content.decode())
    assert words.count("Réponses gardées d’une autre version") == 1


@pytest.mark.parametrize(("view", "args"), [("theme", ("A",)), ("theme", ("B",)), ("table", ())])
def test_what_was_typed_of_a_question_that_is_gone_is_given_back(assessment, visitor, view, args):
    url = pages.address(view, assessment, *args)
    typed = pages.typed(visitor.get(url)) | {"A-6-comment": "not to be lost"}
    visitor.post(address(assessment), {"to": "2", **CHOICES})
    words = pages.plain(visitor.post(url, typed, follow=True).content.decode())
    assert words.count("questions disparues : not to be lost") == 1
