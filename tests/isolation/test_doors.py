"""The alarm: each address with an object in it, tried by those who must not pass."""

import json
import re

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from essaim.apps.organisations.tests.factories import make_organisation, make_token
from tests.isolation import routes
from tests.isolation.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def statuses(client, method, addresses):
    return {(address, getattr(client, method)(address).status_code) for address in addresses}


def test_a_stranger_finds_nothing_under_another_organisation(client, world):
    client.force_login(world.stranger)
    addresses = {
        routes.filled(address, organisation=world.theirs.slug, pk=pk)
        for address in routes.tenant_patterns()
        for pk in world.objects
    }
    for method in ("get", "post"):
        assert {status for _, status in statuses(client, method, addresses)} == {404}


def test_a_stranger_finds_no_foreign_object_under_their_own_organisation(client, world):
    client.force_login(world.stranger)
    addresses = {
        routes.filled(address, organisation=world.strangers_own.slug, pk=pk)
        for address in routes.tenant_patterns()
        if "<uuid:" in address
        for pk in world.objects
    }
    for method in ("get", "post"):
        assert {status for _, status in statuses(client, method, addresses)} <= {404, 405}
    assert {status for _, status in statuses(client, "get", addresses)} >= {404}


def test_a_passer_by_is_asked_to_sign_in(client, world):
    for address in routes.tenant_patterns():
        path = routes.filled(address, organisation=world.theirs.slug, pk=world.objects[0])
        answer = client.get(path)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/compte/connexion/"), path


def test_the_owner_opens_every_page_with_one_of_their_objects(client, world):
    client.force_login(world.owner)
    for address in routes.tenant_patterns():
        found = {
            client.get(routes.filled(address, organisation=world.theirs.slug, pk=pk)).status_code
            for pk in world.objects
        }
        assert found & {200, 302, 405}, address


def test_a_reader_changes_nothing(client, world):
    client.force_login(world.reader)
    for address in routes.tenant_patterns():
        for pk in world.objects:
            path = routes.filled(address, organisation=world.theirs.slug, pk=pk)
            if not path.endswith("/equipe/quitter"):
                assert client.post(path).status_code in {403, 404, 405}, path


def ask(client, method, path, body, token="", **headers):
    headers |= {"authorization": f"Bearer {token}"} if token else {}
    if isinstance(body, routes.Form):
        return client.generic(method, path, encode_multipart(BOUNDARY, body), MULTIPART_CONTENT, headers=headers)
    return client.generic(
        method, path, json.dumps(body) if body else "", content_type="application/json", headers=headers
    )


def api_paths(world):
    for method, path, body in routes.api_routes():
        for pk in world.objects:
            filled = path.replace("{slug}", world.theirs.slug).replace("{criterion}", "A-1").replace("{code}", "small")
            yield method, re.sub(r"{\w+}", str(pk), filled), body


def test_programs_of_a_stranger_get_the_same_404_everywhere(client, world):
    for method, path, body in api_paths(world):
        answer = ask(client, method, path, body, world.strangers_token)
        assert answer.status_code == 404, (method, path, answer.content)
        assert answer["Content-Type"] == "application/problem+json"


def test_programs_without_a_key_get_401_everywhere(client, world):
    assert {ask(client, method, path, body).status_code for method, path, body in api_paths(world)} == {401}


def test_a_narrowed_key_is_not_told_what_a_wider_one_was_answered(client, world):
    elsewhere = make_organisation(steward=world.owner)
    path = f"/api/v1/organisations/{world.theirs.slug}/assessments"
    body = {"framework": "small", "scope": "full"}
    answers = [
        ask(client, "POST", path, body, token, **{"Idempotency-Key": "a"})
        for token in (world.token, world.token, make_token(world.owner, elsewhere))
    ]
    assert [answer.status_code for answer in answers] == [201, 201, 422]
