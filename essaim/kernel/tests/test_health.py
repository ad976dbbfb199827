import json

import pytest
from django.db import connection

from essaim.kernel import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(health, "_tables_seen_ready", False)


@pytest.fixture
def heartbeat(db):
    def beat(seconds_ago):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
                [seconds_ago],
            )

    return beat


def test_all_is_well_while_a_worker_lives(client, heartbeat):
    heartbeat(20)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_worker_that_is_silent_for_half_a_minute_is_gone(client, heartbeat):
    heartbeat(31)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "part": "worker"})


def test_a_migration_still_to_apply_is_named_as_such(client, heartbeat):
    heartbeat(0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'kernel'")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "part": "migrations"})


def test_once_the_tables_were_seen_ready_one_query_is_enough(client, heartbeat, django_assert_num_queries):
    heartbeat(0)
    client.get("/healthz")
    with django_assert_num_queries(1):
        client.get("/healthz")


@pytest.mark.django_db(transaction=True)
def test_a_missing_database_is_said_without_its_address(client, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere/at-all")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable", "part": "database"})


@pytest.mark.parametrize("host", ["10.0.0.7", "unknown.example"])
def test_a_probe_may_ask_under_any_name(client, heartbeat, host):
    heartbeat(0)
    assert json.loads(client.get("/healthz", headers={"Host": host}).content) == {"status": "ok"}
