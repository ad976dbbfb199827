"""Trying without an account: the browser keeps all, the database nothing, until someone says « keep »."""

from http.cookies import SimpleCookie

import pytest
from django.core.signing import TimestampSigner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import publish, publish_next
from essaim.apps.assessments.views import trial_cookies
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.tests.factories import criterion, theme

pytestmark = pytest.mark.django_db
RESULTS = "/essai/resultats"


@pytest.fixture(autouse=True)
def small():
    frameworks.forget()
    publish()
    yield
    frameworks.forget()


@pytest.fixture
def visitor():
    """Return the browser of someone who begins with `small`."""
    client = Client()
    client.post("/essai/?referentiel=small", {"employees": "9"})
    return client


def packed(client):
    """Return what the browser keeps, without its signature."""
    text = client.cookies[trial_cookies.COOKIE].value
    return text.rsplit(":", 2)[0] if text else ""


def answer(client, **choices):
    typed = {f"{name.replace('_', '-')}-choice": choice for name, choice in choices.items()}
    return client.post("/essai/themes/A", typed)


def test_the_facts_may_stay_unsaid():
    client = Client()
    response = client.post("/essai/", {"legal_family": "", "employees": "", "volunteers": ""})
    assert (response.status_code, response.url, packed(client).split("~")[4]) == (302, "/essai/themes/A", "..")


def test_a_fact_that_cannot_be_read_is_refused_beside_its_field():
    response = Client().post("/essai/", {"employees": "-3"})
    assert (response.status_code, list(response.context["form"].errors), trial_cookies.COOKIE in response.cookies) == (
        422,
        ["employees"],
        False,
    )


def test_an_answer_goes_to_the_browser_and_nothing_to_the_database(visitor):
    with CaptureQueriesContext(connection) as captured:
        response = answer(visitor, A_1="3")
    assert (response.status_code, response.url) == (302, "/essai/themes/B")
    assert packed(visitor).split("~")[4:] == ["9..", "0.3"]
    assert [one["sql"] for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))] == []


def test_the_cookie_is_closed_to_scripts_and_other_sites_and_ends(visitor):
    morsel = answer(visitor, A_1="3").cookies[trial_cookies.COOKIE]
    assert (morsel["httponly"], morsel["samesite"], morsel["max-age"], morsel["secure"]) == (True, "Lax", 5_184_000, "")


def test_the_cookie_travels_by_https_alone_where_the_site_does(visitor):
    response = visitor.post("/essai/themes/A", {"A-1-choice": "3"}, secure=True)
    assert response.cookies[trial_cookies.COOKIE]["secure"] is True


def test_no_cache_on_the_way_keeps_a_page_with_answers(visitor):
    assert visitor.get(RESULTS)["Cache-Control"] == "private, no-cache"


def test_what_was_said_is_shown_again(visitor):
    answer(visitor, A_1="not_applicable")
    assert pages.typed(visitor.get("/essai/themes/A"))["A-1-choice"] == "not_applicable"


def test_a_page_asks_for_no_text(visitor):
    form = visitor.get("/essai/themes/A").context["sheets"][0].form
    assert list(form.fields) == ["choice", "importance", "revision", "over", "shown"]


def test_a_change_is_kept_as_it_is_made(visitor):
    response = visitor.post("/essai/reponses/A-1", {"A-1-choice": "2", "A-1-importance": "4"})
    assert (response.status_code, packed(visitor).split("~")[5]) == (200, "0.2!4")


def test_a_choice_that_is_not_on_the_scale_waits_beside_its_question(visitor):
    answer(visitor, A_1="2")
    response = answer(visitor, A_1="9")
    assert (response.status_code, packed(visitor).split("~")[5]) == (422, "0.2")
    assert [sheet.criterion.code for sheet in response.context["problems"]] == ["A-1"]
    assert visitor.post("/essai/reponses/A-1", {"A-1-choice": "9"}).status_code == 422


@pytest.mark.parametrize("address", ["/essai/themes/Z", "/essai/?referentiel=nothing"])
def test_what_does_not_exist_is_not_found(visitor, address):
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("code", ["Z-9", "A-2"])
def test_only_the_essential_questions_are_answered_one_by_one(visitor, code):
    assert visitor.post(f"/essai/reponses/{code}", {f"{code}-choice": "2"}).status_code == 404


def test_results_say_how_things_stand_and_what_that_rests_on(visitor):
    answer(visitor, A_1="3")
    words = pages.plain(visitor.get(RESULTS).content.decode())
    led = "Vos pratiques : 3 (fr) : 1. Sur quoi cela repose 1 réponse sur 1"
    assert led in words


def test_results_before_any_answer_lead_to_the_first_question():
    response = Client().get(RESULTS)
    assert (response.status_code, response.context["next_url"]) == (200, "/essai/themes/A")


def test_answers_are_erased_at_a_press(visitor):
    answer(visitor, A_1="3")
    response = visitor.post("/essai/effacer")
    assert (response.url, response.cookies[trial_cookies.COOKIE]["max-age"]) == ("/essai/", 0)


@pytest.mark.parametrize("text", ["1~small~1~2026-03-12~..~0.4", "nonsense", ""])
def test_a_cookie_that_we_did_not_sign_is_not_read_and_the_visitor_is_told(text):
    client = Client()
    client.cookies = SimpleCookie({trial_cookies.COOKIE: f"{text}:1vOqXk:{'x' * 43}"})
    response = client.get("/essai/")
    assert (response.status_code, response.context["said"], response.context["is_spoiled"]) == (200, 0, True)


@pytest.mark.parametrize("text", [f"{start}~2026-03-12~..~0.4" for start in ("9~small~1", "1~gone~1", "1~small~7")])
def test_a_cookie_of_ours_that_means_nothing_any_more_is_not_read(text):
    client = Client()
    signed = TimestampSigner(salt=trial_cookies.COOKIE + trial_cookies.SALT).sign(text)
    client.cookies = SimpleCookie({trial_cookies.COOKIE: signed})
    response = client.get("/essai/")
    assert (response.status_code, response.context["said"], response.context["is_spoiled"]) == (200, 0, True)


def test_a_new_version_does_not_disturb_a_trial(visitor):
    answer(visitor, A_1="3")
    publish_next()
    frameworks.forget()
    assert visitor.get(RESULTS).context["result"].version == "1"


def test_another_referential_waits_until_the_first_answers_are_settled(visitor):
    answer(visitor, A_1="3")
    publish(code="other")
    frameworks.forget()
    response = visitor.get("/essai/?referentiel=other")
    assert (response.context["other"].framework.code, response.context["other"].said) == ("small", 1)
    assert visitor.post("/essai/?referentiel=other", {}).status_code == 200
    assert packed(visitor).split("~")[1] == "small"


def test_a_referential_without_a_short_set_says_so():
    publish(code="long", themes=[theme("A", criterion("A-1"))], applicability=[])
    frameworks.forget()
    words = pages.plain(Client().get("/essai/?referentiel=long").content.decode())
    assert "Ce référentiel n’a pas de version courte" in words
