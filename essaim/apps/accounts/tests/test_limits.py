from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from essaim.apps.accounts import operations
from essaim.apps.accounts.models import Limit
from essaim.apps.accounts.tests import factories

ALONE = pytest.mark.django_db(databases=["default", "limits"])
TOGETHER = pytest.mark.django_db(databases=["default", "limits", "owner"], transaction=True)
WRONG = {"login": "lea@exemple.fr", "password": "pas le bon du tout"}


def all_at_once(number, work):
    """Do the work in as many threads, each with its own connections, started together."""
    barrier = Barrier(number)

    def one(_):
        try:
            barrier.wait()
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


@ALONE
def test_a_value_is_kept_until_it_expires():
    cache.set("essai", [1.5, 2], 60)
    assert cache.get("essai") == [1.5, 2]
    assert cache.get("autre", "rien") == "rien"
    Limit.objects.using("limits").update(expires_at=timezone.now() - timedelta(hours=1))
    assert cache.get("essai") is None


@ALONE
def test_a_key_is_added_once_until_it_expires_or_is_deleted():
    assert [cache.add("clef", True, 60), cache.add("clef", True, 60)] == [True, False]
    assert [cache.delete("clef"), cache.delete("clef"), cache.add("clef", True, 60)] == [True, False, True]
    Limit.objects.using("limits").update(expires_at=timezone.now() - timedelta(hours=1))
    assert cache.add("clef", True, 60) is True


@ALONE
def test_no_address_can_be_read_in_the_table(client):
    factories.account()
    client.post(reverse("account_login"), WRONG, REMOTE_ADDR="203.0.113.7")
    rows = [(row.key, str(row.value)) for row in Limit.objects.using("limits").all()]
    assert len(rows) == 3
    assert [row for row in rows if "exemple" in str(row) or "203.0" in str(row) or len(row[0]) != 64] == []


@ALONE
def test_expired_limits_are_purged():
    cache.set("vieux", 1, 60)
    cache.set("jeune", 1, 7200)
    assert operations.delete_expired_limits(at=timezone.now()) == 0
    Limit.objects.update(expires_at=timezone.now() + timedelta(hours=1))


@TOGETHER
def test_one_of_many_takes_the_lock():
    assert sorted(all_at_once(8, lambda: cache.add("verrou", True, 60))) == [False] * 7 + [True]


@TOGETHER
def test_many_count_without_losing_one():
    cache.set("compte", 0, 60)
    assert sorted(all_at_once(8, lambda: cache.incr("compte"))) == [1, 2, 3, 4, 5, 6, 7, 8]


@TOGETHER
def test_five_tries_pass_however_many_are_made_at_once(settings):
    settings.LANGUAGE_CODE = "en"
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
    factories.account()

    def passes():
        return "do not go together" in Client().post(reverse("account_login"), WRONG).content.decode()

    # On a slow machine one may be refused for having waited for its turn too long: it then passes afterwards.
    at_once = all_at_once(8, passes)
    afterwards = [passes() for _ in range(5)]
    assert sum(at_once) + sum(afterwards) == 5


@TOGETHER
def test_a_failed_page_takes_back_no_count_and_holds_no_lock():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        connection.ensure_connection()
        cache.set("compte", 1, 60)
        assert all_at_once(1, lambda: cache.incr("compte")) == [2]
        raise ZeroDivisionError
    assert cache.get("compte") == 2


@TOGETHER
def test_too_many_tries_are_told_in_a_sentence_then_with_429(client):
    factories.account()
    answers = [client.post(reverse("account_login"), WRONG) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [422] * 30 + [429]
    assert answers[-1].templates[0].name == "429.html"
    assert client.get(reverse("account_login")).status_code == 200


@ALONE
def test_behind_a_proxy_tries_are_counted_by_visitor_whatever_the_visitor_adds(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    forged = [
        client.post(reverse("account_login"), WRONG, headers={"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.7"})
        for n in range(4)
    ]
    other = client.post(reverse("account_login"), WRONG, headers={"X-Forwarded-For": "203.0.113.8"})
    assert [answer.status_code for answer in (*forged, other)] == [422, 422, 422, 429, 422]
