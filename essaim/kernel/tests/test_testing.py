import pytest
from django.db import connection, connections

pytestmark = pytest.mark.django_db


def test_tests_run_as_the_application_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("essaim_app", False, False)


def test_the_application_role_owns_no_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_default_and_owner_speak_to_the_same_test_database():
    names = {connections[alias].settings_dict["NAME"] for alias in ("default", "owner")}
    assert len(names) == 1
    assert names.pop().startswith("test_")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_transactional_test_writes_is_flushed_by_the_owner(time):
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    assert list(Session.objects.order_by("pk")) == []
    Session.objects.create(session_key="kept", session_data="", expire_date=timezone.now())
