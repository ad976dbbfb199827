"""The API of organisations, and what all routes share: tokens, problems, sending twice."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client

from essaim.apps.organisations import queries
from essaim.apps.organisations.models import ApiToken, Organisation
from essaim.apps.organisations.tests.factories import (
    as_tenant,
    make_account,
    make_member,
    make_organisation,
    make_token,
)
from essaim.apps.territories.tests.factories import load_small_map

pytestmark = pytest.mark.django_db
BODY = {"name": "Les Tilleuls", "legal_family": "association", "siret": "73282932000074", "employees": 9}


class Caller:
    """A program that calls the API with a token."""

    def __init__(self, token, language="fr"):
        self.client = Client(headers={"authorization": f"Bearer {token}", "accept-language": language})

    def get(self, path):
        return self.client.get(f"/api/v1{path}")

    def post(self, path, body, key=None):
        data = body if isinstance(body, str | bytes) else json.dumps(body)
        headers = {"idempotency-key": key} if key else {}
        return self.client.post(f"/api/v1{path}", data, content_type="application/json", headers=headers)


@pytest.fixture
def account():
    return make_account()


@pytest.fixture
def caller(account):
    return Caller(make_token(account))


def problem(response):
    """Return a problem document, after checking that it is one."""
    assert response["Content-Type"] == "application/problem+json"
    document = response.json()
    assert document["status"] == response.status_code
    return document


def fields(response):
    return [error["field"] for error in problem(response)["errors"]]


def test_an_organisation_is_created_and_read_by_its_steward(caller):
    response = caller.post("/organisations", BODY)
    assert response.status_code == 201
    assert response.json() == {
        "slug": "les-tilleuls",
        "name": "Les Tilleuls",
        "kind": "organisation",
        "legal_family": "association",
        "siren": "732829320",
        "siret": "73282932000074",
        "rna": None,
        "employees": 9,
        "volunteers": None,
        "insee_code": None,
        "naf_code": None,
        "naf_version": None,
        "role": "steward",
    }
    assert caller.get("/organisations/les-tilleuls").json() == response.json()


def test_reading_an_organisation_costs_four_statements_whatever_the_number_of_ones_organisations(
    account, django_assert_num_queries
):
    slug = make_organisation(steward=account).slug
    caller = Caller(make_token(account))
    caller.get(f"/organisations/{slug}")
    with django_assert_num_queries(5):
        assert caller.get(f"/organisations/{slug}").status_code == 200
    make_organisation(steward=account)
    make_organisation(steward=account)
    with django_assert_num_queries(6):
        assert caller.get(f"/organisations/{slug}").status_code == 200


@pytest.mark.parametrize(
    "headers", [{}, {"authorization": "Bearer faux"}, {"authorization": "Basic x"}, {"authorization": "Bearer"}]
)
def test_without_a_valid_token_the_answer_is_401(client, headers):
    response = client.get("/api/v1/organisations/x", headers=headers)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert problem(response)["title"] == "Jeton nécessaire"


def test_a_session_alone_does_not_open_the_api(client, account):
    client.force_login(account)
    assert client.get(f"/api/v1/organisations/{make_organisation(steward=account).slug}").status_code == 401


def test_a_foreign_organisation_and_an_unknown_one_are_the_same_404(caller):
    foreign = make_organisation()
    one, other = caller.get(f"/organisations/{foreign.slug}"), caller.get("/organisations/inconnue")
    assert (one.status_code, other.status_code) == (404, 404)
    assert problem(one) == problem(other)


def test_a_reader_of_the_team_may_read(account):
    organisation = make_organisation()
    make_member(organisation, role="reader", account=account)
    assert Caller(make_token(account)).get(f"/organisations/{organisation.slug}").json()["role"] == "reader"


def test_a_token_narrowed_to_an_organisation_opens_no_other(account):
    one, other = make_organisation(steward=account), make_organisation(steward=account)
    caller = Caller(make_token(account, one))
    assert caller.get(f"/organisations/{one.slug}").status_code == 200
    assert caller.get(f"/organisations/{other.slug}").status_code == 404
    assert caller.post("/organisations", BODY).status_code == 403


def test_the_day_of_the_last_use_is_noted(caller, account):
    caller.get("/organisations/x")
    assert ApiToken.objects.get().last_used_on is not None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": None}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"legal_family": "guild"}, "legal_family"),
        ({"siret": "73282932000079"}, "siret"),
        ({"siren": "356000000"}, "siret"),
        ({"rna": "W1"}, "rna"),
        ({"naf_code": "00.00Z"}, "naf_code"),
        ({"employees": -1}, "employees"),
        ({"employees": 2**31}, "employees"),
        ({"employees": 10**30}, "employees"),
        ({"employees": "neuf"}, "employees"),
        ({"employees": True}, "employees"),
        ({"employees": 1.5}, "employees"),
        ({"insee_code": "99999"}, "insee_code"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_bad_input_is_refused_with_the_name_of_its_field(caller, change, field):
    response = caller.post("/organisations", {**BODY, **change})
    assert response.status_code == 422
    assert fields(response) == [field]


def test_a_refusal_is_told_in_the_language_of_the_request(account):
    token = make_token(account)
    sent = {**BODY, "siret": "73282932000079"}
    english = problem(Caller(token, "en").post("/organisations", sent))
    assert english["errors"][0]["detail"] == (
        "This SIRET is not valid: it has 14 digits, and the last one checks the others."
    )
    french = problem(Caller(token, "fr").post("/organisations", sent))
    assert french["errors"][0]["detail"] == (
        "Ce SIRET n’est pas valable : il compte 14 chiffres, dont le dernier vérifie les autres."
    )


@pytest.mark.parametrize("body", ["{", "", "[", b"\xff\xfe", "[" * 100_000, '{"employees": ' + "9" * 5000 + "}"])
def test_a_body_that_is_not_json_is_one_clear_problem(caller, body):
    response = caller.post("/organisations", body)
    assert response.status_code in {400, 422}
    problem(response)


def test_a_body_past_a_megabyte_is_too_large(caller):
    response = caller.post("/organisations", {**BODY, "name": "x" * 1_100_000})
    assert (response.status_code, problem(response)["title"]) == (413, "Trop volumineux")


def test_unknown_addresses_and_methods_are_problems_too(client, caller):
    for path in ("", "rien", "organisations/x/rien"):
        assert problem(client.get(f"/api/v1/{path}"))["status"] == 404
    for path, allowed in (("organisations", "POST"), ("organisations/x", "GET, DELETE")):
        response = client.patch(f"/api/v1/{path}")
        assert (problem(response)["status"], response["Allow"]) == (405, allowed)
    assert problem(caller.get("/organisations/x?q=%00"))["status"] == 422


def test_a_known_commune_is_taken(caller, tmp_path):
    load_small_map(tmp_path)
    assert caller.post("/organisations", {**BODY, "insee_code": "44109"}).json()["insee_code"] == "44109"


def test_the_same_key_and_body_give_the_same_answer_once(caller, account):
    one, other = (caller.post("/organisations", BODY, key="a") for _ in range(2))
    assert (one.status_code, other.status_code, one.content) == (201, 201, other.content)
    with as_tenant(account=account):
        assert Organisation.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(caller):
    caller.post("/organisations", BODY, key="a")
    response = caller.post("/organisations", {**BODY, "employees": 10}, key="a")
    assert (response.status_code, fields(response)) == (422, ["Idempotency-Key"])


def test_a_refused_request_may_come_again_with_its_key_once_mended(caller):
    assert caller.post("/organisations", {**BODY, "siret": "1"}, key="a").status_code == 422
    assert caller.post("/organisations", BODY, key="a").status_code == 201


def test_a_key_belongs_to_its_account(caller):
    caller.post("/organisations", BODY, key="a")
    assert (
        Caller(make_token(make_account())).post("/organisations", {**BODY, "name": "Autre"}, key="a").status_code == 201
    )


@pytest.mark.parametrize("key", ["x" * 201, "é\x7f"])
def test_an_odd_key_is_refused(caller, key):
    assert fields(caller.post("/organisations", BODY, key=key)) == ["Idempotency-Key"]


@pytest.mark.django_db(transaction=True)
def test_the_same_request_sent_twice_at_once_creates_one_organisation():
    with transaction.atomic():
        account = make_account()
        token = make_token(account)

    def send(_):
        try:
            return Caller(token).post("/organisations", BODY, key="a").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(send, range(2))) == [201, 201]
    with transaction.atomic(), as_tenant(account=account):
        assert len(queries.memberships_of(account.pk)) == 1


def test_the_description_is_openapi_3_1_and_names_the_problems(client):
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"] == "3.1.0"
    creation = schema["paths"]["/api/v1/organisations"]["post"]["responses"]
    assert list(creation["422"]["content"]) == ["application/problem+json"]
    assert creation["422"]["content"]["application/problem+json"]["schema"]["$ref"].endswith("ProblemDocument")


def test_the_reference_is_a_page_without_script_from_elsewhere(client):
    response = client.get("/api/v1/docs")
    assert response.status_code == 200
    assert response.content.decode().count("<h3><code>POST /api/v1/organisations</code></h3>") == 1
    assert "cdn" not in response.content.decode()
