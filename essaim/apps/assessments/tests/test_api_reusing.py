"""What programs read of answers taken from another assessment."""

import pytest

from essaim.apps.assessments.tests.factories import held, make_assessment, open_as, reuse_all, say

pytestmark = pytest.mark.django_db


def test_a_reused_answer_bears_its_provenance_until_it_is_said_again(call, assessment, steward):
    say(assessment, steward, A_1=3)
    fresh = make_assessment(steward, framework="small")
    reuse_all(assessment, fresh, steward)
    (answer,) = call("get", f"/assessments/{fresh.pk}").json()["answers"]
    assert (answer["criterion"], answer["level"], answer["provenance"]) == (
        "A-1",
        3,
        {
            "assessment": str(assessment.pk),
            "framework": "small",
            "version": "1",
            "criterion": "A-1",
            "said_at": "2026-02-01T09:00:00Z",
        },
    )
    said = call("put", f"/assessments/{fresh.pk}/answers/A-1", {"state": "answered", "level": 3}).json()
    assert (said["level"], said["revision"], said["provenance"]) == (3, 2, None)


def test_a_conflict_tells_the_provenance_too(call, assessment, steward):
    say(assessment, steward, A_1=3)
    fresh = make_assessment(steward, framework="small")
    reuse_all(assessment, fresh, steward)
    body = {"state": "answered", "level": 1, "revision": 0}
    response = call("put", f"/assessments/{fresh.pk}/answers/A-1", body)
    (conflict,) = response.json()["conflicts"]
    assert (response.status_code, conflict["held"]["provenance"]["criterion"]) == (409, "A-1")
    open_as(steward)


@pytest.fixture
def fresh(assessment, steward):
    """Return an assessment without an answer, beside one that says A-1."""
    say(assessment, steward, A_1=3)
    return make_assessment(steward, framework="small")


def test_what_another_assessment_can_give_is_told_before_it_is_taken(call, assessment, fresh):
    proposal = {"criterion": "A-1", "source": "A-1", "state": "answered", "level": 3, "doubt": None}
    found = call("get", f"/assessments/{fresh.pk}/offers/{assessment.pk}")
    assert found.json() == {"proposals": [proposal], "left_alone": []}


def test_what_leaves_no_doubt_is_taken_over_and_taken_back(call, assessment, fresh):
    done = call("post", f"/assessments/{fresh.pk}/reuses", {"source": str(assessment.pk)})
    assert (done.status_code, done.json()["criteria"], done.json()["source"]) == (201, ["A-1"], str(assessment.pk))
    (answer,) = call("get", f"/assessments/{fresh.pk}").json()["answers"]
    assert (answer["level"], answer["provenance"]["criterion"]) == (3, "A-1")
    undo = f"/assessments/{fresh.pk}/reuses/{done.json()['id']}"
    assert call("delete", undo).json() == {"count": 1}
    assert call("delete", undo).status_code == 404


def test_what_somebody_said_here_stays(call, assessment, fresh, steward):
    say(fresh, steward, A_1=1)
    refused = call("post", f"/assessments/{fresh.pk}/reuses", {"source": str(assessment.pk), "criteria": ["A-1"]})
    assert (refused.status_code, refused.json()["detail"]) == (409, "There is nothing to take over.")
    open_as(steward)
    assert held(fresh).level == 1


def test_a_criterion_that_the_other_does_not_give_is_refused_by_name(call, assessment, fresh):
    refused = call("post", f"/assessments/{fresh.pk}/reuses", {"source": str(assessment.pk), "criteria": ["B-1"]})
    (error,) = refused.json()["errors"]
    assert (refused.status_code, error["field"]) == (422, "criteria")


def test_an_assessment_of_another_organisation_gives_nothing(call, assessment, steward):
    foreign = make_assessment(framework="small")
    open_as(steward)
    assert call("get", f"/assessments/{assessment.pk}/offers/{foreign.pk}").status_code == 404
    assert call("post", f"/assessments/{assessment.pk}/reuses", {"source": str(foreign.pk)}).status_code == 404
