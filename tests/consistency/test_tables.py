"""Every table is under row-level security, or stands here with its reason."""

import pytest
from django.apps import apps
from django.db import connection

from essaim.kernel import privacy
from tests.isolation.world import tenant_models

OPEN = {
    "django_migrations": "which migrations ran; no person, no tenant",
    "django_content_type": "names of models",
    "auth_permission": "names of permissions",
    "auth_group": "unused, comes with Django's authentication",
    "auth_group_permissions": "unused, comes with Django's authentication",
    "django_session": "found by a random key before anyone is known",
    "accounts_account": "identity comes first: the person is found before the tenant is",
    "account_emailaddress": "identity comes first",
    "account_emailconfirmation": "identity comes first",
    "mfa_authenticator": "identity comes first",
    "accounts_limit": "counts of attempts by hashed key, before anyone is known",
    "organisations_apitoken": "found by digest before anyone is known",
    "organisations_secretlink": "says which organisation a secret address belongs to, and nothing else",
    "pghistory_context": "stays empty: history keeps no context of requests",
    "usersessions_usersession": "a person's own sessions, found by account",
    "territories_commune": "public reference data",
    "territories_department": "public reference data",
    "territories_region": "public reference data",
    "territories_edition": "which reference data is loaded",
    "frameworks_frameworkversion": "the public catalogue",
    "frameworks_withdrawal": "what left the public catalogue, and why",
}
OPEN_PREFIXES = {"procrastinate_": "job arguments carry ids only"}


def tables() -> dict[str, tuple[bool, bool]]:
    """Return each table with (row-level security enabled, forced)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
            " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        )
        return {name: (enabled, forced) for name, enabled, forced in cursor.fetchall()}


@pytest.mark.django_db
def test_every_table_is_protected_or_has_a_reason_not_to_be():
    unprotected = {
        name
        for name, security in tables().items()
        if security != (True, True) and not name.startswith(tuple(OPEN_PREFIXES))
    }
    assert unprotected == set(OPEN)


@pytest.mark.django_db
def test_the_application_owns_no_table():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = relowner WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (0,)


def test_every_context_with_a_tenant_table_gives_it_back_and_forgets_it():
    for context in {model._meta.app_label for model in tenant_models()}:
        queries = __import__(f"essaim.apps.{context}.queries", fromlist=["export_of"])
        operations = __import__(f"essaim.apps.{context}.operations", fromlist=["erase"])
        assert callable(queries.export_of)
        assert callable(operations.erase)


PERSONAL = ("email", "name", "account", "_by", "ip", "phone", "user_agent", "assignee")


def test_a_field_that_looks_personal_is_declared():
    """Look at names: a false alarm is declared as what it is, which costs a line."""
    declared = {(entry.model, entry.field) for entry in privacy.register()}
    missing = []
    for model in apps.get_models():
        if not model.__module__.startswith("essaim.apps.") or model.__name__.endswith("Event"):
            continue
        if model._meta.app_label in {"territories"} or model.__name__ == "Organisation":
            continue
        for field in model._meta.concrete_fields:
            if any(field.name == word or field.name.endswith(word) for word in PERSONAL):
                label = f"{model._meta.app_label}.{model.__name__}"
                if (label, field.name) not in declared:
                    missing.append(f"{label}.{field.name}")
    assert missing == []
