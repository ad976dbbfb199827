"""Answering a theme a page, or one criterion at a time."""

import pytest
from django.test import Client

from essaim.apps.assessments import operations
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.models import Answer, Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, LATER, held, make_assessment, make_steward, publish_ours, say
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.tests.factories import make_member, membership_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward() -> Membership:
    return make_steward()


@pytest.fixture
def assessment(steward: Membership) -> Assessment:
    return make_assessment(steward)


@pytest.fixture
def visitor(steward: Membership) -> Client:
    return pages.visitor(steward)


def test_a_page_is_saved_by_its_one_button_and_leads_to_the_next_theme(visitor: Client, assessment: Assessment) -> None:
    url = pages.address("theme", assessment, "A")
    form = pages.typed(visitor.get(url)) | {"A-1-choice": "3", "A-1-comment": "Bien", "A-2-choice": "unknown"}
    response = visitor.post(url, form)
    assert (response.status_code, response.url) == (302, pages.address("theme", assessment, "B"))
    assert [(one.state, one.level, one.comment) for one in (held(assessment), held(assessment, "A-2"))] == [
        (State.ANSWERED, 3, "Bien"),
        (State.UNKNOWN, None, ""),
    ]


def test_the_last_theme_leads_to_the_results(visitor: Client, assessment: Assessment) -> None:
    response = visitor.post(pages.address("theme", assessment, "B"), {"B-1-choice": "0"})
    assert response.url == pages.address("results", assessment)


def test_what_was_not_touched_is_not_written(visitor: Client, assessment: Assessment, steward: Membership) -> None:
    url = pages.address("theme", assessment, "A")
    shown = pages.typed(visitor.get(url))
    say(assessment, steward, A_1=4)
    response = visitor.post(url, shown | {"A-2-choice": "2"})
    assert (response.status_code, held(assessment).level, held(assessment, "A-2").level) == (302, 4, 2)


def test_an_answer_without_its_reason_waits_beside_the_ones_that_are_saved(
    visitor: Client, assessment: Assessment
) -> None:
    url = pages.address("theme", assessment, "A")
    response = visitor.post(url, {"A-1-choice": "3", "A-2-choice": "not_applicable", "A-2-comment": "À revoir"})
    (sheet,) = response.context["problems"]
    assert (response.status_code, held(assessment).level, Answer.objects.count()) == (422, 3, 1)
    assert (sheet.criterion.code, sheet.form["comment"].value(), dict(sheet.form.errors)) == (
        "A-2",
        "À revoir",
        {"reason": ["Dites en quelques mots pourquoi cela ne vous concerne pas."]},
    )


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("choice", "7", "Ce niveau n’est pas sur l’échelle de ce critère."),
        ("importance", "9", "L’importance va de 1 (secondaire) à 4 (crucial)."),
        ("comment", "un\0deux", "Le caractère nul n’est pas autorisé."),
        ("comment", "a" * 5001, "Assurez-vous que cette valeur comporte au plus 5000 caractères (actuellement 5001)."),
        ("revision", "99999999999999999999", "Assurez-vous que cette valeur est inférieure ou égale à 2147483647."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    visitor: Client, assessment: Assessment, field: str, value: str, sentence: str
) -> None:
    response = visitor.post(pages.address("theme", assessment, "A"), {"A-1-choice": "3", f"A-1-{field}": value})
    (sheet,) = response.context["problems"]
    assert (response.status_code, Answer.objects.count()) == (422, 0)
    assert [str(error) for error in sheet.form.errors[field]] == [sentence]


def test_two_people_on_one_criterion_see_both_answers(
    visitor: Client, assessment: Assessment, steward: Membership
) -> None:
    url = pages.address("theme", assessment, "A")
    shown = pages.typed(visitor.get(url))
    say(assessment, steward, A_1=4)
    response = visitor.post(url, shown | {"A-1-choice": "1"})
    (sheet,) = response.context["problems"]
    assert (response.status_code, sheet.theirs.choice, sheet.ours.choice) == (409, "4 (fr)", "1 (fr)")
    assert held(assessment).level == 4


@pytest.mark.parametrize(("kept", "level"), [("mine", 1), ("theirs", 4)])
def test_the_person_chooses_which_answer_to_keep(
    visitor: Client, assessment: Assessment, steward: Membership, kept: str, level: int
) -> None:
    url = pages.address("theme", assessment, "A")
    shown = pages.typed(visitor.get(url))
    say(assessment, steward, A_1=4)
    over = str(held(assessment).revision)
    response = visitor.post(url, shown | {"A-1-choice": "1", "A-1-over": over, kept: "A-1"})
    assert (response.status_code, response.url, held(assessment).level) == (302, f"{url}#A-1", level)


def test_an_answer_taken_back_meanwhile_swallows_nothing_typed_since(
    visitor: Client, assessment: Assessment, steward: Membership
) -> None:
    say(assessment, steward, A_1=4)
    url = pages.address("theme", assessment, "A")
    shown = pages.typed(visitor.get(url))
    Answer.objects.all().delete()  # as going back to a former version does
    response = visitor.post(url, shown | {"A-1-choice": "1"})
    (sheet,) = response.context["problems"]
    assert (response.status_code, sheet.theirs.choice, sheet.ours.choice) == (409, State.NONE.label, "1 (fr)")
    visitor.post(url, shown | {"A-1-choice": "1", "A-1-over": "0", "mine": "A-1"})
    assert held(assessment).level == 1


def test_one_criterion_is_saved_alone(visitor: Client, assessment: Assessment) -> None:
    response = visitor.post(pages.address("answer", assessment, "A-1"), {"A-1-choice": "2", "A-1-importance": "4"})
    assert (response.status_code, held(assessment).level, held(assessment).importance) == (200, 2, 4)


@pytest.mark.parametrize(
    ("data", "status"),
    [({"A-1-choice": "not_applicable"}, 422), ({"A-1-choice": "2", "A-1-revision": "0"}, 409)],
)
def test_one_criterion_that_cannot_be_saved_says_so(
    visitor: Client, assessment: Assessment, steward: Membership, data: dict[str, str], status: int
) -> None:
    say(assessment, steward, A_1=4)
    assert visitor.post(pages.address("answer", assessment, "A-1"), data).status_code == status
    assert held(assessment).level == 4


def test_the_table_saves_who_and_the_next_step_and_the_theme_page_leaves_them(
    visitor: Client, assessment: Assessment
) -> None:
    row = {"A-1-choice": "2", "A-1-assignee": "Inès", "A-1-next_step": "En parler au bureau"}
    visitor.post(pages.address("answer", assessment, "A-1"), row)
    visitor.post(pages.address("answer", assessment, "A-1"), {"A-1-choice": "3"})
    answer = held(assessment)
    assert (answer.level, answer.assignee, answer.next_step) == (3, "Inès", "En parler au bureau")


@pytest.mark.parametrize("criterion", ["A-2", "Z-9"])
def test_a_criterion_set_aside_or_unknown_takes_no_answer(criterion: str) -> None:
    steward = make_steward(employees=0)
    url = pages.address("answer", make_assessment(steward), criterion)
    assert pages.visitor(steward).post(url, {f"{criterion}-choice": "2"}).status_code == 404


def test_a_criterion_set_aside_says_why_and_keeps_the_former_answer() -> None:
    steward = make_steward(employees=0)
    assessment = make_assessment(steward)
    say(assessment, steward, A_2=3)
    response = pages.visitor(steward).get(pages.address("theme", assessment, "A"))
    sheet = response.context["sheets"][1]
    assert (sheet.exclusion.fact, sheet.is_kept_aside) == ("employees", True)


def test_an_assessment_closed_meanwhile_keeps_what_was_typed_on_the_page(
    visitor: Client, assessment: Assessment, steward: Membership
) -> None:
    url = pages.address("theme", assessment, "A")
    form = pages.typed(visitor.get(url)) | {"A-1-choice": "1", "A-1-comment": "Ne pas perdre"}
    operations.close(assessment, by=steward, reason="Assemblée", at=LATER)
    response = visitor.post(url, form)
    sheet = response.context["sheets"][0]
    assert (response.status_code, response.context["can_edit"]) == (409, False)
    assert (sheet.form["choice"].value(), sheet.form["comment"].value()) == ("1", "Ne pas perdre")
    assert visitor.post(pages.address("answer", assessment, "A-1"), form).status_code == 409


def test_work_is_taken_up_where_it_was_left(visitor: Client, assessment: Assessment, steward: Membership) -> None:
    say(assessment, steward, A_1=4, A_2=1)
    assert visitor.get(pages.address("detail", assessment)).url == pages.address("theme", assessment, "B")
    say(assessment, steward, B_1=4)
    assert visitor.get(pages.address("detail", assessment)).url == pages.address("results", assessment)


def test_a_reader_reads_and_cannot_answer(assessment: Assessment) -> None:
    reader = make_member(assessment.organisation, role=Role.READER)
    visitor = pages.visitor(membership_of(reader.account, assessment.organisation))
    url = pages.address("theme", assessment, "A")
    assert (visitor.get(url).context["can_edit"], visitor.post(url, {"A-1-choice": "2"}).status_code) == (False, 403)


def test_a_stranger_finds_nothing(assessment: Assessment) -> None:
    stranger = pages.visitor(make_steward())
    own = stranger.get("/structures/")
    urls = [pages.address(name, assessment) for name in ("detail", "table", "results", "close", "reopen")]
    urls += [pages.address("theme", assessment, "A"), pages.address("answer", assessment, "A-1")]
    assert (own.status_code, {stranger.get(url).status_code for url in urls}) == (200, {404})


@pytest.mark.parametrize(("scope", "themes"), [(Scope.THEMES, ["B"]), (Scope.FULL, [])])
def test_an_answer_costs_eight_statements(
    steward: Membership, visitor: Client, scope: Scope, themes: list[str]
) -> None:
    assessment = make_assessment(steward, scope=scope, themes=themes)
    url = pages.address("answer", assessment, "B-1")
    assert pages.statements(visitor, "post", url, data={"B-1-choice": "2"}) == (200, 8)


@pytest.mark.parametrize(("theme", "scope"), [("ETH", Scope.ESSENTIAL), ("EMP", Scope.FULL)])
def test_a_theme_page_costs_the_same_whatever_its_size(steward: Membership, theme: str, scope: Scope) -> None:
    publish_ours()
    assessment = operations.start(steward, framework="essaim-35", scope=scope, title="Bilan", at=AT)
    visitor = pages.visitor(steward)
    url = pages.address("theme", assessment, theme)
    assert pages.statements(visitor, "get", url) == (200, 8)
