"""Pages of the organisation itself: creation, profile, affiliations, tokens, the way to another.

Counts include the savepoint of the request's transaction (two statements), the session and the account.
"""

import pytest
from django.urls import reverse

from essaim.apps.organisations import operations, queries
from essaim.apps.organisations.enums import Kind
from essaim.apps.organisations.models import ApiToken, Organisation
from essaim.apps.organisations.tests.factories import (
    AT,
    as_tenant,
    make_account,
    make_organisation,
    make_token,
    membership_of,
    page,
)
from essaim.apps.territories.tests.factories import load_small_map

pytestmark = pytest.mark.django_db
FACTS = {"kind": "organisation", "name": "Les Tilleuls", "legal_family": "association"}


def test_the_list_costs_the_same_for_one_and_three_organisations(client, account, ours, django_assert_num_queries):
    with django_assert_num_queries(6):
        assert client.get("/structures/").content.decode().count("<article") == 1
    make_organisation(steward=account)
    make_organisation(steward=account)
    with django_assert_num_queries(6):
        assert client.get("/structures/").content.decode().count("<article") == 3


def test_an_organisation_is_created_by_its_form(client, account, tmp_path):
    load_small_map(tmp_path)
    sent = {**FACTS, "commune": "Le Mans", "employees": "9", "siret": "732 829 320 00074"}
    response = client.post("/structures/nouvelle", sent)
    assert (response.status_code, response.url) == (302, "/o/les-tilleuls/")
    with as_tenant(account=account):
        created = Organisation.objects.get()
        assert (created.insee_code, created.employees, created.volunteers) == ("72181", 9, None)
        assert (created.siren, created.siret) == ("732829320", "73282932000074")


def test_looking_for_a_commune_without_script_shows_choices_and_finds_no_fault(client, account, tmp_path):
    load_small_map(tmp_path)
    response = client.post("/structures/nouvelle", {"name": "Les T", "commune": "st denis", "search": "1"})
    text = response.content.decode()
    assert (response.status_code, text.count('name="insee_code"')) == (200, 2)
    assert text.count('value="Les T"') == 1
    assert text.count("alert-error") == 0


def test_a_commune_that_could_be_two_must_be_chosen(client, account, tmp_path):
    load_small_map(tmp_path)
    response = client.post("/structures/nouvelle", {**FACTS, "commune": "Saint-Denis"})
    assert (response.status_code, response.content.decode().count('name="insee_code"')) == (422, 2)
    sent = {**FACTS, "commune": "Saint-Denis", "insee_code": "97411"}
    assert client.post("/structures/nouvelle", sent).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "a\x00b"},
        {"name": "x" * 5000},
        {"legal_family": "guild"},
        {"kind": "guild"},
        {"employees": "-1"},
        {"employees": "9" * 400},
        {"employees": "neuf"},
        {"siret": "73282932000079"},
        {"siren": "356000000", "siret": "73282932000074"},
        {"rna": "W1"},
        {"naf_code": "00.00Z"},
        {"commune": "Atlantis"},
        {"commune": "\x00", "insee_code": "\x00"},
        {"naf_version": "3"},
    ],
)
def test_bad_input_gets_a_sentence_and_what_was_typed_is_kept(client, account, wrong):
    response = client.post("/structures/nouvelle", {**FACTS, "volunteers": "37", **wrong})
    text = response.content.decode()
    assert (response.status_code, text.count('value="37"')) == (422, 1)
    assert text.count("alert-error") == 1


def test_a_steward_changes_the_profile_and_an_unsaid_number_stays_unsaid(client, account, ours):
    response = client.post(page("profile", ours), {**FACTS, "employees": "0", "volunteers": ""})
    assert response.status_code == 302
    with as_tenant(ours):
        ours.refresh_from_db()
    assert (ours.employees, ours.volunteers) == (0, None)


def test_the_profile_shows_what_is_kept(client, account, ours, tmp_path):
    load_small_map(tmp_path)
    client.post(page("profile", ours), {**FACTS, "commune": "Saint-Denis", "insee_code": "97411"})
    again = client.get(page("profile", ours)).content.decode()
    assert again.count('value="97411" checked') == 1
    client.post(page("profile", ours), {**FACTS, "commune": "", "insee_code": "97411"})
    with as_tenant(ours):
        ours.refresh_from_db()
    assert ours.insee_code == ""


def test_affiliations_cost_the_same_for_one_and_three(client, account, ours, django_assert_num_queries):
    def affiliate():
        code = queries.affiliation_code(make_organisation(kind=Kind.NETWORK).pk)
        operations.ask_affiliation(membership_of(account, ours), code=code, at=AT)

    affiliate()
    with django_assert_num_queries(9):
        client.get(page("affiliations", ours))
    affiliate()
    affiliate()
    with django_assert_num_queries(9):
        assert client.get(page("affiliations", ours)).content.decode().count("<article") == 3


def test_an_affiliation_is_asked_and_accepted_by_the_pages(client, account, ours):
    lead = make_account()
    network = make_organisation(steward=lead, name="Le Réseau", kind=Kind.NETWORK)
    code = queries.affiliation_code(network.pk)
    assert client.post(page("affiliations", ours), {"code": "rien"}).status_code == 422
    assert client.post(page("affiliations", ours), {"code": code}).status_code == 302
    client.force_login(lead)
    with as_tenant(network):
        pk = queries.affiliations_of(network.pk).get().pk
    assert client.post(page("accept_affiliation", network, pk)).status_code == 302
    assert client.get(page("affiliations", network)).content.decode().count("Les Tilleuls") == 1
    assert client.get(page("team", ours)).status_code == 404


def test_the_one_who_asked_cannot_accept(client, account, ours):
    code = queries.affiliation_code(make_organisation(kind=Kind.NETWORK).pk)
    asked = operations.ask_affiliation(membership_of(account, ours), code=code, at=AT)
    client.post(page("accept_affiliation", ours, asked.pk))
    with as_tenant(ours):
        asked.refresh_from_db()
    assert asked.accepted_at is None


def test_a_new_token_is_shown_once_and_the_page_costs_the_same_for_one_and_three(
    client, account, ours, django_assert_num_queries
):
    shown = client.post("/compte/jetons/", {"name": "export", "organisation": str(ours.pk)}).content.decode()
    token = ApiToken.objects.get()
    assert shown.count(f"<code>{token.prefix}_") == 1
    with django_assert_num_queries(7):
        assert client.get("/compte/jetons/").content.decode().count(f"<code>{token.prefix}_") == 0
    make_token(account)
    make_token(account)
    with django_assert_num_queries(7):
        assert client.get("/compte/jetons/").content.decode().count("<article") == 3


def test_a_token_is_narrowed_to_ones_own_organisations_only(client, account):
    sent = {"name": "export", "organisation": str(make_organisation().pk)}
    assert client.post("/compte/jetons/", sent).status_code == 422


def test_one_revokes_ones_own_tokens_only(client, account):
    make_token(account)
    address = reverse("organisations:revoke_token", args=[ApiToken.objects.get().pk])
    client.force_login(make_account())
    assert client.post(address).status_code == 404
    client.force_login(account)
    assert client.post(address).status_code == 302
    assert ApiToken.objects.count() == 0


def test_one_switches_between_ones_organisations(client, account, ours):
    assert client.get(page("team", ours)).content.decode().count("switcher") == 0
    other = make_organisation(steward=account)
    assert client.get(page("team", ours)).content.decode().count(f'href="/o/{other.slug}/"') == 1
