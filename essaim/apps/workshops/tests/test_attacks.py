"""Attacks on what is not revealed yet, and on what is: two people at the same moment, on real connections."""

import pytest
from django.db import transaction

from essaim.apps.assessments import operations as assessments
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.tests.factories import LATER, make_assessment, make_steward, say
from essaim.apps.organisations.tests.colleagues import Colleague, acting_as
from essaim.apps.workshops import operations, queries, rules
from essaim.apps.workshops.tests.factories import group_of, make_workshop, voice, voices

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def steward():
    with transaction.atomic():
        return make_steward()


@pytest.fixture
def workshop(steward):
    with acting_as(steward):
        workshop = make_workshop(steward, make_assessment(steward))
        voices(workshop, [0, 1, 2, 3, 4])
        return workshop


def reveal(workshop):
    return operations.reveal(workshop, criteria=["A-1"], at=LATER)


def tally(workshop):
    return rules.from_plain(queries.deliberations_of(workshop)["A-1"].tally)


def test_of_two_who_reveal_at_once_one_does_and_the_other_is_told_so(steward, workshop):
    with acting_as(steward):
        reveal(workshop)
        second = Colleague(steward, lambda: reveal(workshop))
        assert second.waits()
    assert isinstance(second.result(), operations.AlreadyRevealed)


def test_who_answers_while_it_is_being_revealed_waits_and_changes_nothing(steward, workshop):
    with acting_as(steward):
        shown = reveal(workshop)["A-1"].tally
        late = Colleague(steward, lambda: voice(workshop, "late", A_1=4, A_2=1))
        assert late.waits()
    assert late.result() == {"A-1"}
    with acting_as(steward):
        assert (queries.deliberations_of(workshop)["A-1"].tally, tally(workshop).people) == (shown, 5)
        assert {row.criterion for row in queries.revealed_voices(workshop)} == {"A-1"}
        assert sum(row.voices for row in queries.revealed_voices(workshop)) == 5


def test_revealing_waits_for_who_is_answering_and_counts_them(steward, workshop):
    with acting_as(steward):
        voice(workshop, "just in time", A_1=4)
        revealing = Colleague(steward, lambda: reveal(workshop))
        assert revealing.waits()
    revealing.result()
    with acting_as(steward):
        assert tally(workshop).people == 6


def test_what_is_revealed_is_what_every_voice_that_was_kept_said(steward, workshop):
    """Twenty people answer while somebody reveals: each is counted, or told that it is too late; none is lost."""
    people = [
        Colleague(steward, lambda place=place: voice(workshop, f"one {place}", A_1=place % 5)) for place in range(20)
    ]
    revealing = Colleague(steward, lambda: reveal(workshop))
    outcomes = [person.result() for person in people]
    assert set(revealing.result()) == {"A-1"}
    kept = sum(outcome == frozenset() for outcome in outcomes)
    assert kept + sum(outcome == {"A-1"} for outcome in outcomes) == 20
    with acting_as(steward):
        assert tally(workshop).people == 5 + kept


def test_hands_counted_while_it_is_being_revealed_come_too_late(steward, workshop):
    with acting_as(steward):
        reveal(workshop)
        late = Colleague(steward, lambda: operations.count_hands(workshop, criterion="A-1", hands={"2": 5}))
        assert late.waits()
    assert isinstance(late.result(), operations.AlreadyRevealed)


def test_a_voice_is_not_changed_once_it_is_revealed(steward, workshop):
    with acting_as(steward):
        reveal(workshop)
        said = {"A-1": rules.Said(State.ANSWERED, 4)}
        group = group_of(workshop)
        late = operations.say(workshop, secret=f"person 0 of {group}", group=group, asked=["A-1"], voices=said)
        assert (late, tally(workshop).cells["0"]) == ({"A-1"}, 1)


@pytest.fixture
def assessment(steward, workshop):
    """Return the workshop's assessment, with enough answers to be closed."""
    with acting_as(steward):
        say(workshop.assessment, steward, A_1=1, A_2=1, B_1=1)
        return workshop.assessment


def agree(workshop, steward):
    values = {"A-1": {"state": State.ANSWERED, "level": 3}}
    return operations.agree(workshop, values=values, revisions={}, by=steward, at=LATER)


def test_the_assessment_is_closed_while_the_room_agrees_and_what_was_agreed_is_in_it(steward, workshop, assessment):
    with acting_as(steward):
        agree(workshop, steward)
        closing = Colleague(steward, lambda: assessments.close(assessment, by=steward, at=LATER))
        assert closing.waits()
    assert closing.result().closed_result["answers"]["A-1"]["level"] == 3


def test_who_agrees_while_the_assessment_is_being_closed_is_told_that_it_is_over(steward, workshop, assessment):
    with acting_as(steward):
        assessments.close(assessment, by=steward, at=LATER)
        late = Colleague(steward, lambda: agree(workshop, steward))
        assert late.waits()
    assert isinstance(late.result(), operations.WorkshopOver)
