"""Three roles: the site's own, which row-level security binds; the tables' owner; the system's, for backups."""

from typing import Any

import psycopg
from psycopg import sql

DATABASE = "essaim"
APPLICATION = "essaim_app"
OWNER = "essaim_owner"
SYSTEM = "essaim_system"
ALL = (APPLICATION, OWNER, SYSTEM)

# What an administrator runs as superuser, in this order; passwords are theirs to add.
ROLES = (
    f"CREATE ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS",
    f"CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
    f"CREATE ROLE {SYSTEM} LOGIN BYPASSRLS NOSUPERUSER",
    f"GRANT pg_read_all_data, pg_write_all_data TO {SYSTEM}",
    f"CREATE DATABASE {DATABASE} OWNER {OWNER} ENCODING 'UTF8' TEMPLATE template0",
)
GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
)


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
    """Let the application role use every table, sequence and function of the owner's database."""
    from django.conf import settings

    role = settings.DATABASES["default"]["USER"]
    with connection.cursor() as cursor:
        for statement in GRANTS:
            cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role)))


def after_migrate(using: str, **_: object) -> None:
    """Renew the grants once the owner has migrated."""
    from django.db import connections

    if using == "owner":
        grant(connections[using])
