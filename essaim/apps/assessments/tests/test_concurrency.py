"""Two people at the same moment, on two real connections."""

import pytest
from django.db import transaction

from essaim.apps.assessments import operations, queries
from essaim.apps.assessments.tests.factories import AT, LATER, held, make_assessment, make_steward, say
from essaim.apps.organisations.tests.colleagues import Colleague, acting_as

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def steward():
    with transaction.atomic():
        return make_steward()


@pytest.fixture
def assessment(steward):
    with acting_as(steward):
        assessment = make_assessment(steward)
        say(assessment, steward, A_1=1, A_2=1, B_1=1)
        return assessment


def planned(assessment, steward, revision=None, criterion="A-1"):
    return operations.answer(
        assessment, criterion=criterion, values={"state": "planned"}, revision=revision, by=steward, at=LATER
    )


def test_of_two_people_on_one_revision_the_second_is_told(assessment, steward):
    with acting_as(steward):
        operations.answer(assessment, criterion="A-1", values={"comment": "Le premier"}, revision=1, by=steward, at=AT)
        colleague = Colleague(steward, lambda: planned(assessment, steward, revision=1))
        assert colleague.waits()
    outcome = colleague.result()
    assert isinstance(outcome, operations.StaleRevision)
    assert [(one.held.comment, one.held.revision) for one in outcome.conflicts] == [("Le premier", 2)]
    with acting_as(steward):
        assert (held(assessment).level, held(assessment).comment) == (1, "Le premier")


def test_two_people_on_two_fields_of_one_answer_lose_nothing(assessment, steward):
    with acting_as(steward):
        operations.answer(assessment, criterion="A-1", values={"comment": "Le premier"}, by=steward, at=AT)
        colleague = Colleague(steward, lambda: planned(assessment, steward))
        assert colleague.waits()
    assert colleague.result().revision == 3
    with acting_as(steward):
        assert (held(assessment).state, held(assessment).comment) == ("planned", "Le premier")


def test_two_first_answers_to_one_criterion_make_one_row(steward):
    with acting_as(steward):
        assessment = make_assessment(steward)
    with acting_as(steward):
        operations.answer(assessment, criterion="B-1", values={"comment": "Le premier"}, revision=0, by=steward, at=AT)
        colleague = Colleague(steward, lambda: planned(assessment, steward, revision=0, criterion="B-1"))
        assert colleague.waits()
    assert isinstance(colleague.result(), operations.StaleRevision)
    with acting_as(steward):
        assert [row.comment for row in queries.answers_of(assessment).values()] == ["Le premier"]


def test_an_answer_that_meets_a_closing_waits_and_is_refused(assessment, steward):
    with acting_as(steward):
        operations.close(assessment, by=steward, at=LATER)
        colleague = Colleague(steward, lambda: planned(assessment, steward))
        assert colleague.waits()
    assert isinstance(colleague.result(), operations.AlreadyClosed)
    with acting_as(steward):
        assert held(assessment).level == 1


def test_a_first_answer_that_meets_a_closing_waits_and_is_refused(steward):
    with acting_as(steward):
        assessment = make_assessment(steward)
        say(assessment, steward, A_1=1, A_2=1)
    with acting_as(steward):
        operations.close(assessment, by=steward, at=LATER)
        colleague = Colleague(steward, lambda: planned(assessment, steward, criterion="B-1"))
        assert colleague.waits()
    assert isinstance(colleague.result(), operations.AlreadyClosed)
    with acting_as(steward):
        assert list(queries.answers_of(assessment)) == ["A-1", "A-2"]


def test_a_closing_that_meets_an_answer_waits_and_counts_it(assessment, steward):
    with acting_as(steward):
        operations.answer(assessment, criterion="A-1", values={"state": "answered", "level": 4}, by=steward, at=AT)
        colleague = Colleague(steward, lambda: operations.close(assessment, by=steward, at=LATER))
        assert colleague.waits()
    assert colleague.result().closed_result["answers"]["A-1"]["level"] == 4


def test_two_answers_to_two_criteria_do_not_wait_for_each_other(assessment, steward):
    with acting_as(steward):
        planned(assessment, steward, criterion="A-1")
        assert Colleague(steward, lambda: planned(assessment, steward, criterion="B-1")).result().state == "planned"


def test_two_pastes_in_opposite_orders_both_pass(assessment, steward):
    def paste(*codes):
        values = {code: {"comment": codes[0]} for code in codes}
        return operations.answer_many(assessment, values=values, by=steward, at=LATER)

    with acting_as(steward):
        paste("A-1", "B-1")
        colleague = Colleague(steward, lambda: paste("B-1", "A-1"))
        assert colleague.waits()
    assert [row.comment for row in colleague.result().values()] == ["B-1", "B-1"]
