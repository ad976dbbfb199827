import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections

from essaim.kernel.database import roles

pytestmark = pytest.mark.django_db


def as_role(alias="owner"):
    settings = connections[alias].settings_dict
    return psycopg.connect(
        dbname=settings["NAME"], user=settings["USER"], host=settings["HOST"], port=settings["PORT"], autocommit=True
    )


def test_the_application_role_is_accepted():
    assert roles.refusal(connection) is None


@pytest.mark.parametrize(
    ("role", "what"),
    [("essaim_owner", "owns tables"), ("essaim_system", "bypasses row-level security"), ("postgres", "is a superuser")],
)
def test_a_role_that_row_level_security_would_not_bind_is_refused(role, what):
    settings = connection.settings_dict
    with psycopg.connect(dbname=settings["NAME"], user=role, host=settings["HOST"], port=settings["PORT"]) as other:
        assert roles.refusal(other).startswith(f"The site refuses to start: its database role {role} {what}, ")


def test_a_table_made_later_by_the_owner_is_open_to_the_application():
    with as_role() as owner:
        owner.execute("CREATE TABLE made_later (id serial, word text)")
        try:
            with as_role("default") as application:
                application.execute("INSERT INTO made_later (word) VALUES ('yes')")
                application.execute("UPDATE made_later SET word = 'no'")
                assert application.execute("SELECT id, word FROM made_later").fetchall() == [(1, "no")]
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    application.execute("TRUNCATE made_later")
        finally:
            owner.execute("DROP TABLE made_later")


def test_the_application_role_makes_no_table():
    with as_role("default") as application, pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute("CREATE TABLE mine (id int)")


def test_an_administrator_reads_every_statement(capsys):
    call_command("roles", "--sql")
    lines = capsys.readouterr().out.strip().splitlines()
    assert [line for line in lines if not line.startswith("--")] == [f"{statement};" for statement in roles.ROLES]
