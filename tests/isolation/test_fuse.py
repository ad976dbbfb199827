"""The fuse: with the policies' own filters away, the database itself answers nothing to a stranger."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from essaim.apps.assessments.models import Answer
from essaim.apps.organisations.tests.factories import AT, as_tenant
from tests.isolation.world import World, make_world, tenant_models

pytestmark = pytest.mark.django_db
FOUND_BEFORE_THE_TENANT = {"ApiToken", "SecretLink"}
READ_BY_THEIR_HOLDER_ALONE = {"Ballot", "Voice"}  # decision 16: `essaim/apps/workshops/tests/test_secrecy.py`


@pytest.fixture
def world() -> World:
    return make_world()


def protected():
    return [model for model in tenant_models() if model.__name__ not in FOUND_BEFORE_THE_TENANT]


def test_a_stranger_reads_no_row_of_any_table_history_included(world):
    with as_tenant(world.theirs, world.owner):
        held = {model.__name__: model._base_manager.filter(organisation=world.theirs).count() for model in protected()}
    assert {name for name, rows in held.items() if rows == 0} == READ_BY_THEIR_HOLDER_ALONE, held
    with as_tenant(world.strangers_own, world.stranger):
        assert sum(model._base_manager.filter(organisation=world.theirs).count() for model in protected()) == 0
    assert sum(model._base_manager.count() for model in protected()) == 0


def test_a_stranger_changes_and_removes_no_row(world):
    with as_tenant(world.strangers_own, world.stranger), connection.cursor() as cursor:
        for model in protected():
            table = model._meta.db_table
            cursor.execute(
                f"UPDATE {table} SET organisation_id = organisation_id WHERE organisation_id = %s", [world.theirs.pk]
            )
            assert cursor.rowcount == 0, table
            cursor.execute(f"DELETE FROM {table} WHERE organisation_id = %s", [world.theirs.pk])
            assert cursor.rowcount == 0, table


def test_no_row_moves_to_another_organisation(world):
    for model in protected():
        if model.__name__ in READ_BY_THEIR_HOLDER_ALONE:
            continue
        with (
            as_tenant(world.theirs, world.owner),
            pytest.raises((ProgrammingError, IntegrityError)),
            transaction.atomic(),
        ):
            model._base_manager.filter(organisation=world.theirs).update(organisation=world.strangers_own)


def references():
    """Return (child, column) for each reference between tenant tables."""
    tenant = tenant_models()
    for child in protected():
        for field in child._meta.fields:
            parent = field.related_model
            is_between = parent in tenant and parent in protected() and field.name != "organisation"
            if is_between and not child.__name__.endswith("Event"):
                yield child, field.column


def test_no_row_refers_to_a_row_of_another_organisation(world):
    pairs = list(references())
    assert pairs
    for child, column in pairs:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'"
                " AND pg_get_constraintdef(oid) LIKE %s",
                [child._meta.db_table, f"FOREIGN KEY (organisation_id, {column})%"],
            )
            assert cursor.fetchone() == (1,), (child, column)


def test_the_database_refuses_an_answer_to_a_foreign_assessment(world):
    foreign = Answer(organisation=world.strangers_own, assessment_id=world.objects[0], criterion="A-9", answered_at=AT)
    with as_tenant(world.strangers_own, world.stranger), pytest.raises(IntegrityError), transaction.atomic():
        foreign.save(force_insert=True)


def test_the_list_of_tenants_cannot_be_led_to_another_table(world):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE organisations_organisation (id uuid)")
        cursor.execute("SELECT organisation_ids()")
        assert {world.theirs.pk, world.strangers_own.pk} <= {row[0] for row in cursor.fetchall()}
