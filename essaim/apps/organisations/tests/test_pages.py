"""Pages: who may see them, how many statements they cost, what bad input is told.

Counts include the savepoint of the request's transaction (two statements), the session and the account.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.apps.organisations import operations, queries, rules
from essaim.apps.organisations.enums import Kind, Role
from essaim.apps.organisations.models import ApiToken, Membership, Organisation
from essaim.apps.organisations.tests.factories import (
    AT,
    as_tenant,
    make_account,
    make_member,
    make_organisation,
    make_token,
    membership_of,
)
from essaim.apps.territories.tests.factories import load_small_map
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db
FACTS = {"kind": "organisation", "name": "Les Tilleuls", "legal_family": "association"}


@pytest.fixture
def account(client):
    account = make_account("ana@exemple.org", name="Ana")
    client.force_login(account)
    return account


@pytest.fixture
def ours(account):
    return make_organisation(steward=account, name="Les Tilleuls")


def page(name, organisation, *arguments):
    return reverse(f"organisations:{name}", args=[organisation.slug, *arguments])


def invite(account, organisation, email="claire@exemple.org", role=Role.CONTRIBUTOR):
    """Return an invitation and the path of its link."""
    membership = membership_of(account, organisation)
    invitation = operations.invite(membership, email=email, role=role, language="fr", at=timezone.now())
    invitation.digest = rules.digest("secret")
    invitation.save()
    return invitation, reverse("organisations:invitation", args=[f"{invitation.link_id}.secret"])


# the list and the creation


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


# the profile


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


# who may: steward, colleague, stranger, nobody

PLACES = [
    ("profile", (), 200, 200),
    ("team", (), 200, 200),
    ("leave", (), 200, 200),
    ("affiliations", (), 200, 200),
    ("role", ("member",), 200, 403),
    ("remove", ("member",), 200, 403),
    ("resend", ("invitation",), 302, 403),
    ("withdraw", ("invitation",), 302, 403),
    ("accept_affiliation", ("affiliation",), 302, 403),
    ("end_affiliation", ("affiliation",), 302, 403),
]
POSTED = {"resend", "withdraw", "accept_affiliation", "end_affiliation"}


@pytest.mark.parametrize(("name", "named", "to_steward", "to_reader"), PLACES)
def test_each_page_opens_to_whom_it_should(client, account, ours, name, named, to_steward, to_reader):
    reader, stranger = make_member(ours, role=Role.READER).account, make_account()
    things = {"member": make_member(ours), "invitation": invite(account, ours)[0]}
    network = make_organisation(kind=Kind.NETWORK)
    code = queries.affiliation_code(network.pk)
    things["affiliation"] = operations.ask_affiliation(membership_of(account, ours), code=code, at=AT)
    make_organisation(steward=stranger)
    address = page(name, ours, *(things[thing].pk for thing in named))
    go = client.post if name in POSTED else client.get

    def answer(person):
        client.logout()
        tenancy.set_account(None)
        tenancy.set_organisations([])
        if person:
            client.force_login(person)
        return go(address).status_code

    assert (answer(None), answer(stranger), answer(reader), answer(account)) == (302, 404, to_reader, to_steward)


@pytest.mark.parametrize("name", ["team", "profile", "affiliations"])
def test_a_reader_writes_nothing(client, account, ours, name):
    client.force_login(make_member(ours, role=Role.READER).account)
    sent = {**FACTS, "email": "x@exemple.org", "role": "reader", "language": "fr", "code": "x"}
    assert client.post(page(name, ours), sent).status_code == 403


def test_something_of_another_organisation_is_not_found_in_ones_own(client, account, ours):
    elsewhere = make_organisation()
    their_member = make_member(elsewhere)
    assert client.get(page("role", ours, their_member.pk)).status_code == 404


# the team


def test_the_team_costs_the_same_for_one_and_three_people(client, account, ours, django_assert_num_queries):
    invite(account, ours)
    with django_assert_num_queries(9):
        client.get(page("team", ours))
    for _ in range(2):
        make_member(ours)
        invite(account, ours, email=f"{_}@exemple.org")
    with django_assert_num_queries(9):
        assert client.get(page("team", ours)).content.decode().count("<tr>") == 4


def test_a_steward_invites_by_the_form(client, account, ours, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"email": "claire@exemple.org", "role": "reader", "language": "en"}
        assert client.post(page("team", ours), sent).status_code == 302
    assert [mail.to for mail in mailoutbox] == [["claire@exemple.org"]]


def test_an_address_already_in_the_team_is_told_and_what_was_typed_is_kept(client, account, ours):
    sent = {"email": account.email, "role": "steward", "language": "en"}
    response = client.post(page("team", ours), sent)
    assert (response.status_code, response.content.decode().count(f'value="{account.email}"')) == (422, 1)


def test_roles_change_and_people_leave_by_the_pages(client, account, ours):
    member = make_member(ours)
    assert client.post(page("role", ours, member.pk), {"role": "steward"}).status_code == 302
    assert client.post(page("leave", ours)).url == "/structures/"
    with as_tenant(ours):
        assert Membership.objects.get().role == Role.STEWARD


def test_the_last_steward_is_told_why_they_stay(client, account, ours):
    mine = membership_of(account, ours)
    response = client.post(page("role", ours, mine.pk), {"role": "reader"})
    assert response.status_code == 422
    assert client.post(page("leave", ours)).url == page("team", ours)
    assert client.post(page("remove", ours, mine.pk)).url == page("team", ours)
    with as_tenant(ours):
        assert Membership.objects.get().role == Role.STEWARD


# invitations


def test_an_invitation_waits_for_its_reader_to_sign_in(client, account, ours):
    _, path = invite(account, ours)
    client.logout()
    text = client.get(path).content.decode()
    assert text.count("Les Tilleuls") == 1
    assert text.count(f"?next={path}") == 2
    assert client.post(path, {"accept": "1"}).status_code == 200
    with as_tenant(ours):
        assert Membership.objects.count() == 1


def test_the_person_invited_joins_by_the_page(client, account, ours):
    _, path = invite(account, ours)
    client.force_login(make_account("claire@exemple.org"))
    assert client.post(path, {"accept": "1"}).url == "/o/les-tilleuls/"
    assert client.get(page("team", ours)).status_code == 200
    assert client.get(path).status_code == 404


def test_another_account_joins_only_knowingly_and_never_sees_the_address(client, account, ours):
    _, path = invite(account, ours)
    client.force_login(make_account("autre@exemple.org"))
    assert client.get(path).content.decode().count("claire@exemple.org") == 0
    assert client.post(path, {"accept": "1"}).status_code == 422
    assert client.post(path, {"accept": "1", "knowingly": "on"}).status_code == 302


def test_an_invitation_may_be_declined_without_an_account(client, account, ours):
    _, path = invite(account, ours)
    client.logout()
    assert client.post(path, {"refuse": "1"}).status_code == 200
    assert client.get(path).status_code == 404


def test_a_wrong_link_an_old_one_and_one_of_another_kind_are_the_same_404(client, account, ours):
    invitation, path = invite(account, ours)
    code = queries.affiliation_code(ours.pk)
    invitation.expires_at = timezone.now() - timedelta(seconds=1)
    invitation.save()
    wrong = [
        path,
        f"{path}x",
        "/invitations/x",
        "/invitations/.",
        f"/invitations/{code}.secret",
        "/invitations/%00.%00",
    ]
    assert {client.get(one).status_code for one in wrong} == {404}


def test_inviting_does_not_tell_whether_an_address_has_an_account(client, account, ours):
    make_account("connue@exemple.org")

    def told(email):
        sent = {"email": email, "role": "reader", "language": "fr"}
        return client.post(page("team", ours), sent, follow=True).content.decode().replace(email, "")

    assert told("connue@exemple.org").count("alert-success") == told("inconnue@exemple.org").count("alert-success") == 1


# affiliations and tokens


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
