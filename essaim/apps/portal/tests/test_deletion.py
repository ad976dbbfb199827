from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from essaim.apps.accounts.models import Account
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.models import Organisation
from essaim.apps.organisations.tests.factories import make_account, make_member, membership_of
from essaim.apps.portal import operations
from essaim.apps.portal.tests.factories import NOW, make_full

pytestmark = pytest.mark.django_db
PAGE = "/o/le-fil-du-canal/structure/supprimer"


@pytest.fixture
def steward():
    steward, _ = make_full()
    make_member(steward.organisation, account=make_account("emily@exemple.org", name="Emily", language="en"))
    return membership_of(steward.account, steward.organisation)


def held(organisation):
    return Organisation.objects.get(pk=organisation.pk)


def test_the_day_is_thirty_days_away_and_asking_again_does_not_move_it(steward):
    first = operations.ask_deletion(steward.organisation, by=steward, at=NOW)
    again = operations.ask_deletion(steward.organisation, by=steward, at=NOW + timedelta(days=3))
    assert (first, again) == (datetime(2026, 12, 20, 9, tzinfo=UTC), first)


def test_everyone_in_the_team_is_told_in_their_language(steward, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        operations.ask_deletion(steward.organisation, by=steward, at=NOW)
        operations.ask_deletion(steward.organisation, by=steward, at=NOW)
    assert len(mail.outbox) == 2
    assert {letter.to[0]: letter.subject for letter in mail.outbox} == {
        steward.account.email: "Le Fil du canal : effacement le 20 décembre 2026",
        "emily@exemple.org": "Le Fil du canal will be erased on Dec. 20, 2026",
    }


def test_any_steward_keeps_the_organisation_and_everyone_is_told(steward, django_capture_on_commit_callbacks):
    operations.ask_deletion(steward.organisation, by=steward, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        operations.keep(steward.organisation, by=steward)
    assert held(steward.organisation).delete_after is None
    assert sorted(letter.subject for letter in mail.outbox) == [
        "Le Fil du canal reste sur Essaim",
        "Le Fil du canal stays on Essaim",
    ]


def test_nothing_is_erased_before_its_day(steward):
    organisation = steward.organisation
    assert operations.erase_if_due(organisation.pk, at=NOW) is False
    day = operations.ask_deletion(organisation, by=steward, at=NOW)
    assert operations.erase_if_due(organisation.pk, at=day - timedelta(seconds=1)) is False
    assert held(organisation).name == "Le Fil du canal"


def test_accounts_outlive_the_organisation(steward):
    day = operations.ask_deletion(steward.organisation, by=steward, at=NOW)
    operations.erase_if_due(steward.organisation_id, at=day)
    assert Account.objects.filter(pk=steward.account_id).exists()


def test_the_page_wants_the_name(client, steward):
    client.force_login(steward.account)
    refused = client.post(PAGE, {"name": "Le Fil du fleuve"})
    assert refused.status_code == 422
    assert 'value="Le Fil du fleuve"' in refused.content.decode()
    assert held(steward.organisation).delete_after is None


@pytest.mark.parametrize("name", ["", "\0", "x" * 100_000])
def test_the_page_refuses_nonsense(client, steward, name):
    client.force_login(steward.account)
    assert client.post(PAGE, {"name": name}).status_code == 422


def test_with_the_name_the_deletion_is_asked_for_and_can_be_taken_back(client, steward):
    client.force_login(steward.account)
    before = timezone.now()
    assert client.post(PAGE, {"name": "le fil du canal"}).url == "/o/le-fil-du-canal/"
    assert held(steward.organisation).delete_after - before > timedelta(days=29)
    assert client.get(PAGE).status_code == 200
    assert client.post("/o/le-fil-du-canal/structure/garder").url == "/o/le-fil-du-canal/"
    assert held(steward.organisation).delete_after is None


@pytest.mark.parametrize(
    ("role", "export", "delete", "keep"),
    [(Role.STEWARD, 200, 200, 302), (Role.CONTRIBUTOR, 200, 403, 403), (Role.READER, 403, 403, 403)],
)
def test_those_who_write_take_along_and_stewards_alone_erase(client, steward, role, export, delete, keep):
    client.force_login(make_member(steward.organisation, role=role).account)
    assert client.get("/o/le-fil-du-canal/export.zip").status_code == export
    assert client.get(PAGE).status_code == delete
    assert client.post("/o/le-fil-du-canal/structure/garder").status_code == keep
