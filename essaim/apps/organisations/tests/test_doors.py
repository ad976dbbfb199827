"""Who may open which page: steward, colleague, stranger, nobody.

Counts include the savepoint of the request's transaction (two statements), the session and the account.
"""

import pytest
from django.test import Client

from essaim.apps.organisations import operations, queries
from essaim.apps.organisations.enums import Kind, Role
from essaim.apps.organisations.tests.factories import (
    AT,
    make_account,
    make_invitation,
    make_member,
    make_organisation,
    make_token,
    membership_of,
    page,
)
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db
FACTS = {"kind": "organisation", "name": "Les Tilleuls", "legal_family": "association"}


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
    things = {"member": make_member(ours), "invitation": make_invitation(account, ours)[0]}
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


def test_what_a_person_or_a_program_is_shown_is_kept_by_no_cache_on_the_way(client):
    account = make_account()
    organisation = make_organisation(steward=account)
    token = make_token(account)
    assert client.get("/").has_header("Cache-Control") is False
    client.force_login(account)
    program = {"authorization": f"Bearer {token}"}
    shown = [client.get(f"/o/{organisation.slug}/"), client.get("/o/ailleurs/"), client.get("/structures/")]
    shown.append(Client().get(f"/api/v1/organisations/{organisation.slug}", headers=program))
    assert {answer["Cache-Control"] for answer in shown} == {"private, no-cache"}
