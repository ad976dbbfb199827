"""Who may do what through the API, and at what cost."""

import uuid

import pytest

from essaim.apps.assessments import queries
from essaim.apps.assessments.tests.factories import (
    Caller,
    make_assessment,
    make_steward,
    open_as,
    publish,
    publish_ours,
    say,
)
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member, make_token

pytestmark = pytest.mark.django_db


def member(client, steward, role):
    return Caller(client, make_token(make_member(steward.organisation, role=role).account))


ROUTES = [
    ("get", "", None),
    ("get", "/results", None),
    ("put", "/answers/A-1", {"state": "planned"}),
    ("put", "/answers", {"answers": [{"criterion": "A-1", "state": "planned"}]}),
    ("post", "/close", {"reason": "Vide"}),
    ("post", "/reopen", {"reason": "Vide"}),
]


@pytest.mark.parametrize(("method", "route", "body"), ROUTES)
def test_a_stranger_and_a_wrong_id_find_the_same_nothing(client, call, assessment, steward, method, route, body):
    stranger = Caller(client, make_token(make_steward().account))
    foreign = stranger(method, f"/assessments/{assessment.pk}{route}", body)
    unknown = call(method, f"/assessments/{uuid.uuid4()}{route}", body)
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.json() == unknown.json()
    open_as(steward)
    assert (queries.answers_of(assessment), queries.latest_of(steward.organisation_id).status) == ({}, "open")


@pytest.mark.parametrize(("method", "route", "body"), ROUTES)
def test_without_a_token_nothing_is_said(client, assessment, method, route, body):
    assert Caller(client, "no")(method, f"/assessments/{assessment.pk}{route}", body).status_code == 401


@pytest.mark.parametrize(("method", "route", "body"), ROUTES)
def test_a_reader_reads_and_writes_nothing(client, assessment, steward, method, route, body):
    reader = member(client, steward, Role.READER)
    status = 200 if method == "get" else 403
    assert reader(method, f"/assessments/{assessment.pk}{route}", body).status_code == status
    open_as(steward)
    assert (queries.answers_of(assessment), queries.latest_of(steward.organisation_id).status) == ({}, "open")


def test_the_list_and_the_start_are_closed_to_strangers_and_readers(client, assessment, steward):
    path = f"/organisations/{steward.organisation.slug}/assessments"
    body = {"framework": "small", "scope": "full"}
    reader = member(client, steward, Role.READER)
    assert (reader("get", path).status_code, reader("post", path, body).status_code) == (200, 403)
    stranger = Caller(client, make_token(make_steward().account))
    assert (stranger("get", path).status_code, stranger("post", path, body).status_code) == (404, 404)
    open_as(steward)
    assert queries.assessments_of(steward.organisation_id).count() == 1


@pytest.mark.parametrize("pk", ["1", "not-an-id", "00000000-0000-0000-0000-00000000000g"])
def test_an_id_of_the_wrong_form_is_not_found(call, pk):
    assert call("get", f"/assessments/{pk}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_with_one_or_three(call, steward, count, django_assert_num_queries):
    publish()
    for _ in range(count):
        make_assessment(steward, framework="small")
    path = f"/organisations/{steward.organisation.slug}/assessments"
    call("get", path)
    with django_assert_num_queries(7):
        assert call("get", path).json()["count"] == count


@pytest.mark.parametrize("scope", ["essential", "full"])
def test_one_answer_costs_the_same_at_15_and_35_criteria(call, steward, scope, django_assert_num_queries):
    publish_ours()
    assessment = make_assessment(steward, framework="essaim-35", scope=scope)
    codes = [one.code for one in queries.result_of(assessment).criteria]
    say(assessment, steward, **dict.fromkeys(codes, 2))
    path = f"/assessments/{assessment.pk}/answers/GOV-2"
    call("put", path, {"level": 1, "state": "answered"})
    # Savepoint and release stand here for the request's own BEGIN and COMMIT.
    with django_assert_num_queries(7):
        assert call("put", path, {"level": 3, "state": "answered", "revision": 2}).status_code == 200
