"""Three roles: the site's own, which row-level security binds; the tables' owner; the system's, for backups."""

from typing import Any

import psycopg
from psycopg import sql

DATABASE = "essaim"
APPLICATION = "essaim_app"
OWNER = "essaim_owner"
SYSTEM = "essaim_system"
ALL = (APPLICATION, OWNER, SYSTEM)

ROLES = (
    f"CREATE ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS",
    f"CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
    f"CREATE ROLE {SYSTEM} LOGIN BYPASSRLS NOSUPERUSER",
    f"GRANT pg_read_all_data, pg_write_all_data TO {SYSTEM}",
    f"CREATE DATABASE {DATABASE} OWNER {OWNER} ENCODING 'UTF8' TEMPLATE template0",
)
# On the owner's tables of today, and of tomorrow: a migration cut short leaves no table the site may not read.
RIGHTS = {
    "TABLES": "SELECT, INSERT, UPDATE, DELETE",
    "SEQUENCES": "USAGE, SELECT",
    "FUNCTIONS": "EXECUTE",
}


def administrator_sql() -> str:
    """Return what an administrator runs as superuser, by psql."""
    note = (
        f"-- Run as a superuser, then give each role a password: \\password {OWNER}\n"
        f"-- DATABASE_URL=postgresql://{APPLICATION}:…@host/{DATABASE}        the site and its worker\n"
        f"-- DATABASE_OWNER_URL=postgresql://{OWNER}:…@host/{DATABASE}    migrations\n"
        f"-- DATABASE_SYSTEM_URL=postgresql://{SYSTEM}:…@host/{DATABASE}  backup and restore\n"
    )
    return note + "".join(f"{statement};\n" for statement in ROLES)


def prepare(url: str) -> None:
    """Make the roles and the database of a new cluster, as its superuser; a second time changes nothing."""
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            return
        for statement in ROLES:
            try:
                connection.execute(statement)
            except psycopg.errors.DuplicateObject:
                continue  # made before a start that was cut short


def grant(connection: Any) -> None:
    """Let the application role use every table, sequence and function the connection's owner has or will have."""
    from django.conf import settings

    role = sql.Identifier(settings.DATABASES["default"]["USER"])
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
        for kind, rights in RIGHTS.items():
            today = sql.SQL(f"GRANT {rights} ON ALL {kind} IN SCHEMA public TO {{}}").format(role)
            tomorrow = sql.SQL(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON {kind} TO {{}}").format(
                role
            )
            cursor.execute(today)
            cursor.execute(tomorrow)


def before_migrate(using: str, **_: object) -> None:
    """Renew the rights when the owner migrates."""
    from django.db import connections

    if using == "owner":
        grant(connections[using])


def refusal(connection: Any) -> str | None:
    """Return why the site must not speak as this role, if it must not: row-level security would not bind it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls,"
            " EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user)"
            " FROM pg_roles WHERE rolname = current_user"
        )
        name, is_superuser, bypasses, owns = cursor.fetchone()
    for is_so, what in (
        (is_superuser, "is a superuser"),
        (bypasses, "bypasses row-level security"),
        (owns, "owns tables"),
    ):
        if is_so:
            return (
                f"The site refuses to start: its database role {name} {what}, so nothing would keep one organisation"
                " from another's data. `essaim manage roles --sql` says how to make the right one."
            )
    return None
