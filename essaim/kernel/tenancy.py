"""Who may see a row: PostgreSQL's row-level security, opened for one transaction at a time.

The application role owns nothing and bypasses nothing. A transaction says which account acts
(`app.account`) and for which organisations (`app.organisations`); without these words no row answers.
Both are local to the transaction: a session-level setting would follow the connection through the pool.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, migrations

ORGANISATIONS = "(SELECT tenant_organisations())"
ACCOUNT = "(SELECT tenant_account())"

# Read once per statement thanks to the sub-select around each call.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION tenant_organisations() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT string_to_array(nullif(current_setting('app.organisations', true), ''), ',')::uuid[] $$;
CREATE OR REPLACE FUNCTION tenant_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.account', true), '')::uuid $$;
"""

# Digests, so that what a row bears does not open it.
HOLDER_FUNCTION = """
CREATE OR REPLACE FUNCTION tenant_secret() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT encode(sha256(convert_to(nullif(current_setting('app.secret', true), ''), 'UTF8')), 'hex') $$;
"""
HOLDER = "(SELECT tenant_secret())"


def set_account(account_id: UUID | None) -> None:
    """Say which account acts, until the transaction ends."""
    _set("app.account", str(account_id or ""))


def set_organisations(organisation_ids: Iterable[UUID]) -> None:
    """Say for which organisations rows may be read and written, until the transaction ends."""
    _set("app.organisations", ",".join(str(pk) for pk in organisation_ids))


def set_secret(secret: str) -> None:
    """Open the rows that bear the digest of this secret, and no other of their kind, until the transaction ends."""
    _set("app.secret", secret)


def _set(name: str, value: str) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a tenant is set inside a transaction, or it would not be set at all")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


class Protect(migrations.RunSQL):
    """Put a table under row-level security, its owner included; by default, by the row's organisation."""

    def __init__(self, table: str, using: str = "", check: str = "", column: str = "organisation_id") -> None:
        using = using or f"{column} = ANY ({ORGANISATIONS}::uuid[])"
        check = check or using
        super().__init__(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f"CREATE POLICY tenant ON {table} USING ({using}) WITH CHECK ({check});",
            f"DROP POLICY tenant ON {table};"
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
        )


class TenantKey(migrations.RunSQL):
    """Let other tenant tables refer to this one by organisation and id together."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_tenant_key UNIQUE (organisation_id, id);",
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_tenant_key;",
        )


class TenantReference(migrations.RunSQL):
    """Refer to a row of the same organisation: plain foreign-key checks bypass row-level security."""

    def __init__(self, table: str, column: str, target: str, on_delete: str = "CASCADE") -> None:
        name = f"{table}_{column}_tenant_fk"
        super().__init__(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (organisation_id, {column})"
            f" REFERENCES {target} (organisation_id, id) ON DELETE {on_delete};",
            f"ALTER TABLE {table} DROP CONSTRAINT {name};",
        )


class AccountReference(migrations.RunSQL):
    """Let the database forget an erased account here: row-level security would hide the row from whoever erases it."""

    def __init__(self, table: str, column: str) -> None:
        name = f"{table}_{column}_fk"
        super().__init__(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column})"
            " REFERENCES accounts_account (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;",
            f"ALTER TABLE {table} DROP CONSTRAINT {name};",
        )
