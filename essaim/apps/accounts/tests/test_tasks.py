from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone

from essaim.apps.accounts import queries, signals, tasks
from essaim.apps.accounts.models import Account
from essaim.apps.accounts.tests import factories

pytestmark = pytest.mark.django_db(databases=["default", "limits"])
NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)


def account(email, *, last_visit, warned=None):
    person = factories.account(email)
    Account.objects.filter(pk=person.pk).update(last_login=last_visit, warned_at=warned)
    return person


def test_a_quiet_account_is_warned_once_then_erased_a_month_later():
    account("active@exemple.fr", last_visit=NOON - timedelta(days=650))
    quiet = account("calme@exemple.fr", last_visit=NOON - timedelta(days=710))
    tasks.warn_the_quiet(NOON)
    tasks.warn_the_quiet(NOON)
    tasks.forget_the_quiet(NOON + timedelta(days=29))
    assert [letter.to for letter in mail.outbox] == [["calme@exemple.fr"]]
    tasks.forget_the_quiet(NOON + timedelta(days=31))
    quiet.refresh_from_db()
    assert quiet.erased_at == NOON + timedelta(days=31)
    assert Account.objects.filter(erased_at=None).get().email == "active@exemple.fr"


def test_who_comes_back_after_the_warning_stays():
    back = account("retour@exemple.fr", last_visit=NOON - timedelta(days=5), warned=NOON - timedelta(days=40))
    tasks.forget_the_quiet(NOON)
    back.refresh_from_db()
    assert back.erased_at is None
    assert queries.to_warn(NOON + timedelta(days=720)).get() == back


def test_who_is_still_needed_stays():
    quiet = account("seule@exemple.fr", last_visit=NOON - timedelta(days=800), warned=NOON - timedelta(days=40))
    object_ = lambda **_: ["Encore utile."]  # noqa: E731
    signals.erasure_asked.connect(object_, weak=False)
    tasks.forget_the_quiet(NOON)
    signals.erasure_asked.disconnect(object_)
    quiet.refresh_from_db()
    assert quiet.erased_at is None


def test_accounts_never_confirmed_and_sessions_that_are_over_go(client):
    person = factories.account()
    factories.sign_in(client, person)
    Account.objects.create_user("jamais@exemple.fr", None)
    tasks.forget_unfinished(timezone.now() + timedelta(days=6))
    assert (Account.objects.count(), Session.objects.count(), queries.sessions_of(person).count()) == (2, 1, 1)
    tasks.forget_unfinished(timezone.now() + timedelta(days=40))
    assert (Account.objects.get(), Session.objects.count(), queries.sessions_of(person).count()) == (person, 0, 0)
