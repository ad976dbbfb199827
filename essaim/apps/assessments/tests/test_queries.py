import json

import pytest

from essaim.apps.assessments import operations, queries
from essaim.apps.assessments.enums import Scope
from essaim.apps.assessments.tests.factories import AT, LATER, make_assessment, publish_ours, say

pytestmark = pytest.mark.django_db


def test_assessments_come_the_latest_first(steward):
    first = make_assessment(steward)
    second = make_assessment(steward, at=LATER)
    assert list(queries.assessments_of(steward.organisation_id)) == [second, first]
    assert queries.latest_of(steward.organisation_id) == second
    operations.close(first, by=steward, reason="Vide", at=LATER)
    assert list(queries.assessments_of(steward.organisation_id).open()) == [second]
    assert list(queries.assessments_of(steward.organisation_id).closed()) == [first]


def test_there_is_no_latest_without_any(steward):
    assert queries.latest_of(steward.organisation_id) is None


def test_answers_come_by_criterion(steward):
    assessment = make_assessment(steward)
    say(assessment, steward, B_1=2, A_1=1)
    assert [(code, row.level) for code, row in queries.answers_of(assessment).items()] == [("A-1", 1), ("B-1", 2)]


def test_progress_counts_what_was_said_and_what_was_answered(steward):
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=1)
    operations.answer(assessment, criterion="A-2", values={"state": "unknown"}, by=steward, at=AT)
    operations.answer(assessment, criterion="B-1", values={"comment": "À voir"}, by=steward, at=AT)
    assert queries.progress_of(assessment) == (
        queries.Progress(theme="A", said=2, answered=1, applicable=2),
        queries.Progress(theme="B", said=0, answered=0, applicable=1),
    )


def test_an_answer_outside_the_scope_is_kept_aside(steward):
    assessment = make_assessment(steward, scope=Scope.THEMES, themes=["B"])
    say(assessment, steward, A_1=4)
    result = queries.result_of(assessment)
    assert (result.overall.answered, result.overall.applicable, result.not_this_year) == (0, 1, ("A",))


@pytest.mark.parametrize("scope", [Scope.ESSENTIAL, Scope.FULL])
def test_reading_costs_the_same_at_15_and_35_criteria(steward, scope, django_assert_num_queries):
    publish_ours()
    assessment = make_assessment(steward, framework="essaim-35", scope=scope)
    codes = [one.code for one in queries.result_of(assessment).criteria]
    say(assessment, steward, **dict.fromkeys(codes, 2))
    with django_assert_num_queries(1):
        found = queries.latest_of(steward.organisation_id)
    with django_assert_num_queries(1):
        result = queries.result_of(found)
    assert (result.overall.score, len(result.criteria)) == (50, len(codes))
    with django_assert_num_queries(1):
        answers = queries.answers_of(found)
    with django_assert_num_queries(0):
        queries.result_of(found, answers)
        queries.progress_of(found, answers)
    closed = operations.close(found, by=steward, at=LATER)
    with django_assert_num_queries(0):
        queries.result_of(closed)


def test_the_export_holds_everything_as_plain_values(steward, django_assert_num_queries):
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=1)
    make_assessment(steward, at=LATER)
    with django_assert_num_queries(17):
        export = queries.export_of(steward.organisation_id)
    assert json.loads(json.dumps(export)) == export
    assert {name: len(rows) for name, rows in export.items()} == {
        "assessments": 2,
        "answers": 1,
        "assessments_history": 2,
        "answers_history": 1,
        "evidence": 0,
        "supports": 0,
        "evidence_history": 0,
        "moves": 0,
        "former_answers": 0,
        "moves_history": 0,
        "reuses": 0,
        "provenances": 0,
        "annotations": 0,
        "annotations_history": 0,
        "reuses_history": 0,
        "intakes": 0,
        "templates": 0,
    }
    assert export["answers"][0]["criterion"] == "A-1"
    assert (export["answers"][0]["level"], export["answers"][0]["answered_at"]) == (1, "2026-02-01T09:00:00Z")
    assert export["assessments"][0]["id"] == str(assessment.pk)
