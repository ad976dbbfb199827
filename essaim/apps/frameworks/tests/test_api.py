from datetime import UTC, datetime

import pytest

from essaim.apps.frameworks import operations, queries
from essaim.apps.frameworks.tests import factories, own
from essaim.apps.organisations.tests.factories import make_token

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TRANSACTION = 2  # the savepoint that stands for the request’s transaction, and its release


def get(client, address, language="en"):
    return client.get(f"/api/v1/{address}", headers={"accept-language": language})


def test_a_referential_is_given_whole(client):
    mapped = factories.rich("A-1", essential=True, weight=2, mappings=[{"target": "sdg", "code": "5"}])
    operations.load(factories.source(factories.theme("A", mapped, card=factories.card())), at=NOON)
    assert get(client, "frameworks/small").json() == {
        "code": "small",
        "version": "1",
        "title": "Small",
        "description": "words",
        "licence": "CC0",
        "themes": [
            {
                "code": "A",
                "title": "A",
                "summary": "words",
                "card": {
                    "about": "about",
                    "key_ideas": ["idea"],
                    "stakes": {"organisation": "ours", "society": "everyone’s"},
                    "practices": [{"domain": "domain", "text": "practice", "setting": None}],
                    "further": [{"title": "law", "url": None}, {"title": "guide", "url": "https://example.org"}],
                },
                "criteria": [
                    {
                        "code": "A-1",
                        "title": "A-1",
                        "question": "A-1?",
                        "help": "help",
                        "anchors": [
                            {"value": 0, "label": "0", "text": "none"},
                            {"value": 1, "label": "1", "text": "some"},
                            {"value": 2, "label": "2", "text": "all"},
                        ],
                        "essential": True,
                        "weight": 2.0,
                        "path": ["A"],
                        "groups": [],
                        "asked_when": None,
                        "mappings": [{"target": "sdg", "code": "5", "title": "Gender equality", "notes": []}],
                        "stakes": {"organisation": "ours", "society": "everyone’s"},
                        "practices": [{"domain": "domain", "text": "practice", "setting": "setting"}],
                        "indicators": [
                            {
                                "name": "name",
                                "definition": "definition",
                                "unit": "unit",
                                "direction": "up",
                                "frequency": "frequency",
                                "where": "where",
                            }
                        ],
                        "evidence": ["minutes"],
                        "first_step": "first step",
                        "plain_question": "plain",
                        "plain_status": "unread",
                        "facilitation": {"opening": "opening", "example": "example", "move_on": "move_on"},
                    }
                ],
            }
        ],
        "versions": [{"version": "1", "published_at": "2026-11-22T12:00:00Z"}],
        "withdrawn": None,
    }


def test_a_criterion_without_levels_of_its_own_has_those_of_its_scale(client):
    operations.load(factories.source(scales=[factories.scale(values=(1, 3))]), at=NOON)
    [theme, _] = get(client, "frameworks/small").json()["themes"]
    assert theme["criteria"][0]["anchors"] == [
        {"value": 1, "label": "1", "text": "words"},
        {"value": 3, "label": "3", "text": "words"},
    ]


def test_the_list_keeps_to_what_is_needed_to_answer(client):
    operations.load(factories.source(factories.theme("A", factories.rich("A-1"), card=factories.card())), at=NOON)
    [theme] = get(client, "frameworks").json()["items"][0]["themes"]
    assert set(theme) == {"code", "title", "summary", "criteria"}
    assert set(theme["criteria"][0]) == {
        *(
            "code",
            "title",
            "question",
            "help",
            "anchors",
            "essential",
            "weight",
            "path",
            "groups",
            "asked_when",
            "mappings",
        )
    }


def test_texts_come_in_the_language_asked_for(client):
    operations.load(factories.source(), at=NOON)
    assert get(client, "frameworks/small", "fr").json()["title"] == "Small (fr)"


def test_an_older_version_is_given_when_asked_for(client):
    operations.load(factories.source(), at=NOON)
    operations.load(factories.source(version="2"), at=NOON.replace(hour=13))
    assert get(client, "frameworks/small").json()["version"] == "2"
    assert get(client, "frameworks/small?version=1").json()["version"] == "1"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_no_query_once_read(client, django_assert_num_queries, count):
    for number in range(count):
        operations.load(factories.source(code=f"small-{number}"), at=NOON)
    queries.catalogue()
    with django_assert_num_queries(TRANSACTION):
        listing = get(client, "frameworks").json()
    assert (listing["count"], len(listing["items"])) == (count, count)


def test_the_list_comes_by_parts(client):
    for number in range(3):
        operations.load(factories.source(code=f"small-{number}"), at=NOON)
    listing = get(client, "frameworks?limit=1&offset=1").json()
    assert (listing["count"], [item["code"] for item in listing["items"]]) == (3, ["small-1"])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("frameworks/other", 404),
        ("frameworks/small?version=9", 404),
        ("frameworks/small?version=%C3%A9", 422),
        ("frameworks/small?version=%00", 422),
        ("frameworks/%00", 404),
        ("frameworks?limit=0", 422),
        ("frameworks?offset=99999999999999999999", 422),
    ],
)
def test_what_cannot_be_answered_is_a_problem_document(client, address, status):
    operations.load(factories.source(), at=NOON)
    response = get(client, address)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")


def test_an_own_referential_is_read_with_a_token_of_its_organisation_alone(client):
    steward = own.make_steward()
    own.publish_own(steward, factories.source(code="ours"))
    base = f"organisations/{steward.organisation.slug}/frameworks"
    headers = {"authorization": f"Bearer {make_token(steward.account)}", "accept-language": "en"}
    listed = client.get(f"/api/v1/{base}", headers=headers).json()
    assert (listed["count"], [one["code"] for one in listed["items"]]) == (1, ["ours"])
    whole = client.get(f"/api/v1/{base}/ours", headers=headers).json()
    assert (whole["code"], [one["version"] for one in whole["versions"]], whole["withdrawn"]) == ("ours", ["1"], None)
    strangers = {"authorization": f"Bearer {make_token(own.make_steward().account)}"}
    assert client.get(f"/api/v1/{base}/ours", headers=strangers).status_code == 404
    assert client.get(f"/api/v1/{base}/ours").status_code == 401
    assert get(client, "frameworks/ours").status_code == 404
