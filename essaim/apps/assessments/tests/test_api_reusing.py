"""What programs read of answers taken from another assessment."""

import pytest

from essaim.apps.assessments.tests.factories import make_assessment, open_as, reuse_all, say

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
