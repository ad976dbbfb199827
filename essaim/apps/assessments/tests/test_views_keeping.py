"""Keeping a trial: the right organisation, everything in it, once, and nothing left in the browser."""

import pytest
from django.test import Client

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.models import Answer, Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import make_steward, open_as, publish
from essaim.apps.assessments.views import trial_cookies
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.models import Organisation
from essaim.apps.organisations.tests.factories import make_account, make_member, make_organisation

pytestmark = pytest.mark.django_db
KEEP = "/essai/garder"
SENT = {"csrfmiddlewaretoken": "one showing"}


@pytest.fixture(autouse=True)
def small():
    frameworks.forget()
    publish()
    yield
    frameworks.forget()


@pytest.fixture
def browser():
    """Return a browser that keeps one answer, « not for us », of an association of nine."""
    client = Client()
    client.post("/essai/?referentiel=small", {"employees": "9", "legal_family": "association"})
    client.post("/essai/themes/A", {"A-1-choice": "not_applicable", "A-1-importance": "2"})
    return client


def page_of(membership):
    return f"/o/{membership.organisation.slug}/diagnostics/essai"


def signed_in(browser, account):
    browser.force_login(account)
    return browser


def test_a_visitor_signs_up_and_comes_back(browser):
    response = browser.get(KEEP)
    assert (response.status_code, response.url) == (302, "/compte/inscription/?next=%2Fessai%2Fgarder")
    assert "vous les retrouvez toutes" in browser.get(response.url).content.decode()


def test_someone_new_creates_their_organisation_with_the_facts_already_said(browser):
    signed_in(browser, make_account())
    response = browser.get(KEEP)
    assert response.url == "/structures/nouvelle?legal_family=association&employees=9&next=%2Fessai%2Fgarder"
    form = browser.get(response.url).context["form"]
    assert (form["legal_family"].value(), form["employees"].value(), form["volunteers"].value()) == (
        "association",
        "9",
        None,
    )
    facts = {"kind": "organisation", "name": "La Ruche", "legal_family": "association", "employees": "9"}
    assert browser.post(response.url, facts).url == KEEP
    assert browser.get(KEEP).url == f"/o/{Organisation.objects.get(name='La Ruche').slug}/diagnostics/essai"


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_creating_an_organisation_leads_nowhere_else(browser, address):
    signed_in(browser, make_account())
    facts = {"kind": "organisation", "name": "La Ruche", "legal_family": "association"}
    response = browser.post(f"/structures/nouvelle?next={address}", facts)
    assert response.url == f"/o/{Organisation.objects.get(name='La Ruche').slug}/"


def test_one_chooses_among_the_organisations_where_one_may_write(browser):
    steward = make_steward()
    other = make_organisation(steward=steward.account)
    read = make_member(make_organisation(), role=Role.READER, account=steward.account)
    response = signed_in(browser, steward.account).get(KEEP)
    assert {one.organisation for one in response.context["memberships"]} == {steward.organisation, other}
    assert browser.get(page_of(read)).status_code == 403


def test_someone_who_only_reads_is_told_what_to_do(browser):
    reader = make_member(make_steward().organisation, role=Role.READER)
    response = signed_in(browser, reader.account).get(KEEP)
    assert (response.status_code, response.context["memberships"]) == (200, [])


def test_one_press_makes_it_the_organisations_and_the_browser_forgets_it(browser):
    steward = make_steward()
    signed_in(browser, steward.account)
    assert list(browser.get(page_of(steward)).context["form"].fields) == ["A-1"]
    response = browser.post(page_of(steward), SENT | {"A-1": "Pas de locaux."})
    open_as(steward)
    assessment = Assessment.objects.get()
    assert (response.url, response.cookies[trial_cookies.COOKIE]["max-age"]) == (assessment.get_absolute_url(), 0)
    kept = Answer.objects.get()
    said = (kept.criterion, kept.state, kept.importance, kept.reason)
    assert said == ("A-1", State.NOT_APPLICABLE, 2, "Pas de locaux.")


def test_pressed_twice_it_is_kept_once(browser):
    steward = make_steward()
    signed_in(browser, steward.account)
    held = browser.cookies[trial_cookies.COOKIE].value
    first = browser.post(page_of(steward), SENT).url
    forgotten = browser.post(page_of(steward), SENT).url
    browser.cookies[trial_cookies.COOKIE] = held
    again = browser.post(page_of(steward), SENT).url
    open_as(steward)
    assert ({first, forgotten, again}, Assessment.objects.count()) == ({first}, 1)


def test_a_reason_too_long_waits_in_its_field_and_nothing_is_lost(browser):
    steward = make_steward()
    response = signed_in(browser, steward.account).post(page_of(steward), SENT | {"A-1": "a" * 301})
    assert (response.status_code, response.context["form"]["A-1"].value()) == (422, "a" * 301)
    assert trial_cookies.COOKIE not in response.cookies


@pytest.mark.parametrize("address", [KEEP, "own"])
def test_a_browser_without_answers_says_where_they_may_be(address):
    steward = make_steward()
    client = pages.visitor(steward)
    response = client.get(page_of(steward) if address == "own" else address)
    assert (response.status_code, "dans un autre navigateur" in response.content.decode()) == (200, True)


def test_pressing_without_answers_keeps_nothing():
    steward = make_steward()
    assert pages.visitor(steward).post(page_of(steward), SENT).status_code == 409


def test_the_organisations_pages_remind_of_answers_still_in_the_browser(browser):
    steward = make_steward()
    reader = make_member(steward.organisation, role=Role.READER)
    address = f"/o/{steward.organisation.slug}/diagnostics/"
    link = f'href="{page_of(steward)}"'
    assert link in signed_in(browser, steward.account).get(address).content.decode()
    assert link not in signed_in(browser, reader.account).get(address).content.decode()
