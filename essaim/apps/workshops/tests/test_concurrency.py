"""A whole room at once, on real connections: thirty phones answer one link, and a revealing waits for none too long."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client

from essaim.apps.assessments.tests.factories import make_assessment, make_steward, open_as
from essaim.apps.organisations.tests.colleagues import Colleague
from essaim.apps.workshops import operations, queries
from essaim.apps.workshops.tests.factories import group_of, make_workshop, show, voice

pytestmark = pytest.mark.django_db(transaction=True)
PHONES = 30


@pytest.fixture
def steward():
    with transaction.atomic():
        return make_steward()


@pytest.fixture
def workshop(steward):
    with transaction.atomic():
        open_as(steward)
        workshop = make_workshop(steward, make_assessment(steward))
        return operations.open_meeting(workshop)


def acting_as(steward, intention):
    with transaction.atomic():
        open_as(steward)
        return intention()


def test_thirty_phones_answer_one_link_at_once(workshop, steward):
    address = f"/api/v1/w/{workshop.meeting_link_id}.{workshop.meeting_secret}"
    group = str(acting_as(steward, lambda: group_of(workshop)).pk)
    together = threading.Barrier(10)
    voices = json.dumps({"voices": [{"criterion": code, "level": 2} for code in ("A-1", "A-2", "B-1")]})

    def answer(number):
        try:
            together.wait(timeout=30)
            client = Client()
            joined = client.post(f"{address}/ballots", json.dumps({"group": group}), content_type="application/json")
            headers = {"Ballot-Secret": joined.json()["secret"]}
            said = client.put(f"{address}/voices", voices, content_type="application/json", headers=headers)
            return joined.status_code, said.status_code, len(said.json()["voices"])
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as room:
        outcomes = list(room.map(answer, range(PHONES)))
    assert outcomes == [(201, 200, 3)] * PHONES
    counted = acting_as(steward, lambda: (queries.ballot_counts(workshop), queries.voice_counts(workshop)))
    assert [sum(numbers.values()) for numbers in counted] == [PHONES, PHONES * 3]


def test_two_voices_do_not_wait_for_each_other(workshop, steward):
    with transaction.atomic():
        open_as(steward)
        voice(workshop, "first", A_1=1)
        assert Colleague(steward, lambda: voice(workshop, "second", A_1=2)).result() == frozenset()


def test_a_voice_that_meets_a_revealing_waits_and_is_left_out(workshop, steward):
    with transaction.atomic():
        open_as(steward)
        queries.locked(workshop)
        show(workshop, "A-1")
        late = Colleague(steward, lambda: voice(workshop, "late", A_1=2, B_1=1))
        assert late.waits()
    assert late.result() == {"A-1"}


def test_a_revealing_that_meets_a_voice_waits_and_counts_it(workshop, steward):
    def reveal():
        queries.locked(workshop)
        show(workshop, "A-1")
        return [one.level for one in queries.revealed_voices(workshop)]

    with transaction.atomic():
        open_as(steward)
        voice(workshop, "in time", A_1=3)
        revealing = Colleague(steward, reveal)
        assert revealing.waits()
    assert revealing.result() == [3]
