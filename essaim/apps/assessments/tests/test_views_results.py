"""Reading where one stands, closing, opening again."""

import pytest

from essaim.apps.assessments import operations
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.exports.words import coverage, in_words
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, LATER, make_assessment, make_steward, publish_ours, say
from essaim.apps.organisations.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward() -> Membership:
    return make_steward()


@pytest.fixture
def ours(steward: Membership) -> Assessment:
    publish_ours()
    return operations.start(steward, framework="essaim-35", scope=Scope.ESSENTIAL, title="Bilan 2026", at=AT)


def test_results_lead_with_words_coverage_and_where_there_is_most_to_do(steward: Membership, ours: Assessment) -> None:
    say(ours, steward, GOV_2=3, GOV_3=3, STR_1=1, TER_1=4, ENV_1=2)
    operations.answer(ours, criterion="ENV-2", values={"state": State.PLANNED}, by=steward, at=AT)
    response = pages.visitor(steward).get(pages.address("results", ours))
    overall = response.context["overall"]
    assert in_words(overall.distribution) == (
        "1\u00a0évaluée et partagée, 2\u00a0installées, 1\u00a0organisée, 1\u00a0aux premiers pas, 1\u00a0prévue"
    )
    assert (coverage(overall), response.context["weakest"].code) == ("6 réponses sur 15", "STR")
    assert str(overall.why_null.label) == "Il y a trop peu de réponses pour un chiffre d’ensemble."


@pytest.mark.parametrize("scope", [Scope.ESSENTIAL, Scope.FULL])
def test_results_open_on_a_blank_page(steward: Membership, scope: Scope) -> None:
    publish_ours()
    blank = operations.start(steward, framework="essaim-35", scope=scope, title="Bilan", at=AT)
    assert pages.visitor(steward).get(pages.address("results", blank)).status_code == 200


def test_priorities_say_why_and_what_is_unknown_is_to_clear_up(steward: Membership, ours: Assessment) -> None:
    say(ours, steward, GOV_2=0, GOV_3=1)
    operations.answer(ours, criterion="GOV-3", values={"importance": 4}, by=steward, at=AT)
    values: operations.Values = {"state": State.UNKNOWN, "importance": 3}
    operations.answer(ours, criterion="ETH-1", values=values, by=steward, at=AT)
    context = pages.visitor(steward).get(pages.address("results", ours)).context
    assert [(item.one.code, item.one.importance) for item in context["first"]] == [("GOV-3", 4), ("GOV-2", None)]
    assert [item.one.code for item in context["clear_up"]] == ["ETH-1"]


def test_themes_of_another_year_are_named(steward: Membership) -> None:
    assessment = make_assessment(steward, scope=Scope.THEMES, themes=["A"])
    say(assessment, steward, A_1=2)
    context = pages.visitor(steward).get(pages.address("results", assessment)).context
    assert [theme.code for theme in context["not_this_year"]] == ["B"]


def test_a_theme_emptied_by_the_profile_explains_its_stand_in() -> None:
    steward = make_steward(employees=0, volunteers=25)
    publish_ours()
    ours = operations.start(steward, framework="essaim-35", scope=Scope.ESSENTIAL, title="Bilan", at=AT)
    context = pages.visitor(steward).get(pages.address("theme", ours, "EMP")).context
    assert (context["fallback"].criterion, context["fallback"].because.fact) == ("EMP-6", "employees")


def test_closing_below_the_floor_asks_for_a_reason_and_keeps_it(steward: Membership, ours: Assessment) -> None:
    say(ours, steward, GOV_2=3)
    visitor, url = pages.visitor(steward), pages.address("close", ours)
    refused = visitor.post(url, {"reason": ""})
    assert (refused.status_code, refused.context["form"].errors["reason"]) == (
        422,
        ["14 pratiques restent sans réponse\u202f: dites en quelques mots pourquoi vous vous arrêtez là."],
    )
    assert visitor.post(url, {"reason": "L’assemblée est lundi."}).url == pages.address("results", ours)
    ours.refresh_from_db()
    assert (ours.is_open, ours.closing_reason) == (False, "L’assemblée est lundi.")


def test_closing_what_is_closed_leads_to_its_results(steward: Membership) -> None:
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=3, A_2=3, B_1=3)
    visitor, url = pages.visitor(steward), pages.address("close", assessment)
    assert [visitor.post(url, {}).url for _ in range(2)] == [pages.address("results", assessment)] * 2


def test_closing_at_full_coverage_asks_for_nothing(steward: Membership) -> None:
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=3, A_2=3, B_1=3)
    assert pages.visitor(steward).post(pages.address("close", assessment), {}).status_code == 302


@pytest.mark.parametrize(("reason", "status", "is_open"), [("", 422, False), ("Une erreur sur l’énergie", 302, True)])
def test_opening_again_needs_a_reason(steward: Membership, reason: str, status: int, *, is_open: bool) -> None:
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=3, A_2=3, B_1=3)
    operations.close(assessment, by=steward, at=LATER)
    response = pages.visitor(steward).post(pages.address("reopen", assessment), {"reason": reason})
    assessment.refresh_from_db()
    assert (response.status_code, assessment.is_open) == (status, is_open)


@pytest.mark.parametrize(("page", "cost"), [("results", 8), ("table", 7)])
def test_a_page_costs_the_same_with_one_criterion_and_with_thirty_five(
    steward: Membership, page: str, cost: int
) -> None:
    one = make_assessment(steward, scope=Scope.THEMES, themes=["B"])
    publish_ours()
    many = operations.start(steward, framework="essaim-35", scope=Scope.FULL, title="Bilan", at=AT)
    say(one, steward, B_1=2)
    say(many, steward, GOV_1=2, ENV_4=3, ETH_3=1)
    visitor = pages.visitor(steward)
    visitor.get("/structures/")
    assert [pages.statements(visitor, "get", pages.address(page, each)) for each in (one, many)] == [(200, cost)] * 2


VIEWS = [{"level": 1, "reason": "Rien n’est écrit."}, {"level": 3, "reason": "Tout le monde le fait."}]


@pytest.mark.parametrize(
    ("name", "args"), [("results", []), ("theme", ["GOV"]), ("table", [])], ids=["results", "theme", "table"]
)
@pytest.mark.parametrize("is_closed", [False, True])
def test_both_views_are_shown_where_people_do_not_agree_today(
    steward: Membership, ours: Assessment, name: str, args: list[str], is_closed: bool
) -> None:
    say(ours, steward, GOV_3=3)
    operations.answer(ours, criterion="GOV-2", values={"state": State.UNKNOWN, "views": VIEWS}, by=steward, at=AT)
    if is_closed:
        operations.close(ours, by=steward, reason="Assemblée générale", at=LATER)
    page = pages.visitor(steward).get(pages.address(name, ours, *args)).content.decode()
    shown = [words in page for words in ("1 · Premiers pas", "Rien n’est écrit.", "3 · Installée", "Tout le monde le")]
    assert shown == [True] * 4
    assert page.count("Pas d’accord aujourd’hui") == 1
