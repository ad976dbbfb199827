import io
import json
import zipfile
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.models import Organisation
from essaim.apps.organisations.tests.factories import make_account, make_member, make_token, nobody
from essaim.apps.portal.tests.factories import make_full

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/organisations/le-fil-du-canal"


def headers(account):
    return {"authorization": f"Bearer {make_token(account)}"}


def test_a_program_takes_everything_along(client):
    steward, _ = make_full()
    response = client.get(f"{ROOT}/export.zip", headers=headers(steward.account))
    nobody()
    taken = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert json.loads(taken.read("organisations.json"))["tables"]["organisation"][0]["name"] == "Le Fil du canal"


def test_a_program_asks_for_the_deletion(client):
    steward, _ = make_full()
    before = timezone.now()
    response = client.delete(ROOT, headers=headers(steward.account))
    answer = response.json()
    assert (response.status_code, answer["slug"]) == (202, "le-fil-du-canal")
    held = Organisation.objects.get(slug="le-fil-du-canal").delete_after
    assert datetime.fromisoformat(answer["delete_after"]) - held < timedelta(milliseconds=1)
    assert held - before > timedelta(days=29)


def test_a_reader_may_neither_take_along_nor_erase(client):
    steward, _ = make_full()
    reader = make_member(steward.organisation, role=Role.READER).account
    assert client.get(f"{ROOT}/export.zip", headers=headers(reader)).status_code == 403
    assert client.delete(ROOT, headers=headers(reader)).status_code == 403


def test_a_stranger_finds_nothing(client):
    make_full()
    stranger = make_account()
    assert client.get(f"{ROOT}/export.zip", headers=headers(stranger)).status_code == 404
    assert client.delete(ROOT, headers=headers(stranger)).status_code == 404
