import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound

from essaim.kernel import jobs

pytestmark = pytest.mark.django_db(transaction=True)


def note(text):
    Session.objects.create(session_key=uuid.uuid4().hex, session_data=text, expire_date=timezone.now())


def notes():
    return sorted(Session.objects.values_list("session_data", flat=True))


def setting(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


@jobs.job
def look(organisation_id, person_id=None):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        note(f"{cursor.fetchone()[0]} {organisation_id} sees {setting('app.organisations')} of {person_id}")


@jobs.job
def fail(organisation_id):
    note("lost with its transaction")
    raise ValueError("on purpose")


@jobs.periodic("0 0 29 2 *")  # hardly ever by itself
def nightly(at):
    note(f"{at:%Y-%m-%d} sees {setting('app.organisations') or 'nothing'}")


def test_a_job_runs_as_the_application_role_and_sees_its_organisation_alone():
    one, person = uuid.uuid4(), uuid.uuid4()
    jobs.defer("test_jobs.look", organisation_id=one, person_id=person)
    jobs.work(wait=False)
    assert notes() == [f"essaim_app {one} sees {one} of {person}"]


def test_each_organisation_has_a_job_of_its_own():
    both = sorted([uuid.uuid4(), uuid.uuid4()], key=str)
    jobs.defer_each("test_jobs.look", both)
    jobs.work(wait=False)
    assert notes() == [f"essaim_app {pk} sees {pk} of None" for pk in both]


def test_no_tenant_is_left_when_the_job_ends():
    jobs.defer("test_jobs.look", organisation_id=uuid.uuid4())
    jobs.work(wait=False)
    assert not setting("app.organisations")


def test_a_job_asked_for_in_a_transaction_that_is_taken_back_never_runs():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.defer("test_jobs.look", organisation_id=uuid.uuid4())
        raise ZeroDivisionError
    jobs.work(wait=False)
    assert notes() == []


def test_a_job_that_fails_writes_nothing_and_is_tried_again_later():
    jobs.defer("test_jobs.fail", organisation_id=uuid.uuid4())
    jobs.work(wait=False)
    assert notes() == []
    waiting = ProcrastinateJob.objects.get()
    assert (waiting.status, waiting.attempts) == ("todo", 1)
    assert waiting.scheduled_at - timezone.now() > timedelta(seconds=1)


def test_arguments_are_ids_and_nothing_else():
    with pytest.raises(ValueError, match="badly formed"):
        jobs.defer("test_jobs.look", organisation_id=uuid.uuid4(), person_id="marie@coop.fr")


def test_an_unknown_job_is_refused_when_asked_for():
    with pytest.raises(TaskNotFound):
        jobs.defer("test_jobs.lok", organisation_id=uuid.uuid4())


def test_a_periodic_job_sees_no_organisation_and_is_told_its_time():
    app.configure_task("test_jobs.nightly").defer(timestamp=int(datetime(2026, 3, 1, 3, tzinfo=UTC).timestamp()))
    jobs.work(wait=False)
    assert notes() == ["2026-03-01 sees nothing"]


def test_a_job_whose_worker_died_is_taken_up_again():
    one = uuid.uuid4()
    jobs.defer("test_jobs.look", organisation_id=one)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")  # its worker left no trace
    app.configure_task("kernel.rescue").defer(timestamp=0)
    jobs.work(wait=False)
    jobs.work(wait=False)
    assert notes() == [f"essaim_app {one} sees {one} of None"]
