"""The test database: made, migrated and emptied by the owner; used by the tests as the application role."""

from collections.abc import Generator, Iterable
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import setup_databases


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Generator[None]:
    """Make the database through the alias `owner` and point `default` to it; it goes with its throw-away cluster."""
    keep = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        setup_databases(
            verbosity=request.config.option.verbose,
            interactive=False,
            aliases={"owner"},
            serialized_aliases=set(),
            keepdb=keep,
        )
        owner, default = connections["owner"], connections["default"]
        for alias in set(connections) - {"owner"}:
            connections[alias].creation.set_as_test_mirror(owner.settings_dict)
        default.ops.execute_sql_flush = _flush_as_owner(owner)
        _check_role(default)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def _flush_as_owner(owner: BaseDatabaseWrapper) -> Any:
    def flush(statements: Iterable[str]) -> None:
        # A connection outside Django's: the alias itself is closed to the running test.
        with owner.get_new_connection(owner.get_connection_params()) as connection:
            for statement in statements:
                connection.execute(statement)

    return flush


def _check_role(connection: BaseDatabaseWrapper) -> None:
    """Refuse to run as a role that row-level security does not bind: such tests would lie."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (settings.DATABASES["default"]["USER"], False, False)
    connection.close()
