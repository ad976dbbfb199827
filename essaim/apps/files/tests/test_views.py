import pytest
from django.core.files.storage import default_storage

from essaim.apps.files.tests import samples
from essaim.apps.files.tests.factories import make_file
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_account, make_member, make_organisation, membership_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward():
    account = make_account()
    return membership_of(account, make_organisation(steward=account))


def test_a_file_leaves_to_be_saved_and_never_to_be_shown(client, steward):
    file = make_file(steward, name="Règles d’été.txt", content=b"bonjour")
    client.force_login(steward.account)
    answer = client.get(file.get_absolute_url())
    assert b"".join(answer.streaming_content) == b"bonjour"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''R%C3%A8gles%20d%E2%80%99%C3%A9t%C3%A9.txt"
    assert (answer["Content-Type"], answer["Content-Length"]) == ("text/plain; charset=utf-8", "7")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")


def test_those_who_only_read_open_files_and_strangers_find_none(client, steward):
    file = make_file(steward)
    reader = make_member(steward.organisation, role=Role.READER, account=make_account())
    stranger = make_account()
    make_organisation(steward=stranger)
    seen = []
    for account in (reader.account, stranger):
        client.force_login(account)
        seen.append(client.get(file.get_absolute_url()).status_code)
    client.logout()
    assert [*seen, client.get(file.get_absolute_url()).status_code] == [200, 404, 302]


def test_a_file_the_store_lost_is_not_found(client, steward):
    file = make_file(steward, content=samples.png(), name="photo.png")
    default_storage.delete(file.place)
    client.force_login(steward.account)
    assert client.get(file.get_absolute_url()).status_code == 404
