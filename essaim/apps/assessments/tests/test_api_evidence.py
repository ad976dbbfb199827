from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.apps.assessments.models import Evidence
from essaim.apps.assessments.tests.factories import make_evidence, say

pytestmark = pytest.mark.django_db
LINK = {"title": "Charte", "link": "https://exemple.org/charte", "dated_on": "2026-01-15"}


@pytest.fixture
def path(assessment):
    return f"/organisations/{assessment.organisation.slug}/evidence"


def test_a_link_is_kept_with_what_it_backs(call, path, assessment):
    practice = {"framework": "small", "criterion": "A-1", "framework_is_own": False}
    answer = call("post", path, {**LINK, "supports": [practice]})
    assert (answer.status_code, answer.json()["supports"]) == (201, [practice])
    listed = call("get", path).json()
    assert (listed["count"], listed["items"]) == (1, [answer.json()])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"link": "http://exemple.org"}, "link"),
        ({"title": " "}, "title"),
        ({"dated_on": str(timezone.localdate() + timedelta(days=2))}, "dated_on"),
        ({"supports": [{"framework": "small", "criterion": "Z-1"}]}, "supports.0.criterion"),
    ],
)
def test_what_cannot_be_kept_is_named(call, path, changes, field):
    answer = call("post", path, LINK | changes)
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (422, [field])
    assert Evidence.objects.count() == 0


def test_results_tell_which_practices_are_documented(call, assessment, steward):
    say(assessment, steward, A_1=3, B_1=4)
    make_evidence(assessment, steward, file=True)
    shown = call("get", f"/assessments/{assessment.pk}/results").json()
    assert shown["confidence"] == {"documented": 1, "declared": 1}
    assert {one["code"]: one["documented"] for one in shown["criteria"]} == {"A-1": True, "A-2": False, "B-1": False}


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_with_one_or_three(call, path, assessment, steward, count, django_assert_num_queries):
    for _ in range(count):
        make_evidence(assessment, steward, file=True)
    with django_assert_num_queries(10):
        assert call("get", path).json()["count"] == count
