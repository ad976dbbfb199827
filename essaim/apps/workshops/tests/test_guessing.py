"""Secret addresses cannot be found by trying many, and a room that shares one network loses nothing by it."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from essaim.apps.accounts import operations as accounts
from essaim.apps.accounts.models import Limit
from essaim.apps.accounts.rules import MOST_WRONG_TRIES
from essaim.apps.assessments.tests.factories import make_assessment, make_steward
from essaim.apps.workshops import operations
from essaim.apps.workshops.tests.factories import make_seat, make_workshop
from essaim.kernel import tenancy

# Tries are counted on a connection of their own, and read on the page's: what is counted has to be kept for good.
pytestmark = pytest.mark.django_db(databases=["default", "limits", "owner"], transaction=True)
HERE, ELSEWHERE = "203.0.113.7", "203.0.113.8"


@pytest.fixture(autouse=True)
def from_here(client):
    client.defaults["REMOTE_ADDR"] = HERE


@pytest.fixture
def workshop():
    """Return a workshop that is led from outside, with a link for its meeting; the test goes on as nobody."""
    with transaction.atomic():
        steward = make_steward()
        return make_workshop(steward, make_assessment(steward))


@pytest.fixture
def links(workshop):
    """Return a personal link, the meeting's, the facilitator's, and what programs use; and a group to join."""
    with transaction.atomic():
        tenancy.set_organisations([workshop.organisation_id])
        seat, secret = make_seat(workshop)
        led = operations.hand_over(workshop, name="Claire")
        held = operations.open_meeting(workshop)
    return {
        "seat": reverse("workshops:answer", args=[f"{seat.link_id}.{secret}"]),
        "meeting": reverse("workshops:answer", args=[f"{held.meeting_link_id}.{held.meeting_secret}"]),
        "led": reverse("workshops:led_room", args=[led]),
        "api": f"/api/v1/w/{held.meeting_link_id}.{held.meeting_secret}",
    }


def try_many(network=HERE, times=MOST_WRONG_TRIES):
    for _ in range(times):
        accounts.note_wrong_try(network)


@pytest.mark.parametrize("address", ["/a/abc.def", "/anime/abc.def", "/api/v1/w/abc.def"])
def test_the_hundred_and_first_wrong_address_is_held_back(client, address):
    try_many(times=MOST_WRONG_TRIES - 1)
    assert [client.get(address).status_code for _ in range(3)] == [404, 429, 429]


def test_after_many_wrong_tries_a_right_address_tells_no_more_than_a_wrong_one(client, links):
    try_many()
    assert {client.get(address).status_code for address in links.values()} == {429}
    assert client.get(links["meeting"])["Retry-After"] == "300"


def test_those_who_were_in_the_room_go_on_while_somebody_beside_them_tries_addresses(client, links):
    phones = {links[name]: Client(REMOTE_ADDR=HERE) for name in ("seat", "meeting", "led")}
    assert [phone.get(address).status_code for address, phone in phones.items()] == [200] * 3
    group = client.get(links["api"]).json()["groups"][0]["id"]
    joined = client.post(f"{links['api']}/ballots", {"group": group}, content_type="application/json")
    try_many()
    assert [phone.get(address).status_code for address, phone in phones.items()] == [200] * 3
    voices = {"voices": [{"criterion": "A-1", "level": 2}]}
    secret = {"Ballot-Secret": joined.json()["secret"]}
    said = client.put(f"{links['api']}/voices", voices, content_type="application/json", headers=secret)
    assert said.status_code == 200


def test_having_come_in_by_one_link_opens_no_other(client, links):
    client.get(links["meeting"])
    known = client.cookies["entered"].value
    try_many()
    client.cookies["entered"] = known
    assert [client.get(links[name]).status_code for name in ("meeting", "seat", "led")] == [200, 429, 429]
    client.cookies["entered"] = "yes"
    assert client.get(links["meeting"]).status_code == 429


def test_tries_from_another_network_hold_nobody_back_here(client, links):
    try_many(ELSEWHERE)
    assert client.get(links["meeting"]).status_code == 200


def test_right_addresses_are_not_counted_however_often(client, links):
    for _ in range(3):
        client.get(links["meeting"])
    assert Limit.objects.count() == 0


def test_tries_are_forgotten_after_a_while(client, links):
    try_many()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_limit SET expires_at = now() - interval '1 second'")
    assert client.get(links["meeting"]).status_code == 200
