"""What was tried lately, shared by all processes: a cache whose every step is one statement.

allauth counts attempts, and refuses a one-time code used twice, through Django's cache. This one lives on a connection
of its own in autocommit: a request that fails gives back no attempt, and none waits for another's transaction.
`add` lets exactly one caller through, which is the lock allauth counts under.
"""

import json
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connections
from django.utils.crypto import salted_hmac
from psycopg.types.json import Jsonb

SET = """
    INSERT INTO accounts_limit (key, value, expires_at)
    VALUES (%s, %s, coalesce(now() + make_interval(secs => %s), 'infinity'))
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
    RETURNING true
"""
ADD = SET.replace("RETURNING", "WHERE accounts_limit.expires_at <= now() RETURNING")
GET = "SELECT value FROM accounts_limit WHERE key = %s AND expires_at > now()"
DELETE = "DELETE FROM accounts_limit WHERE key = %s RETURNING expires_at > now()"
INCREASE = """
    UPDATE accounts_limit SET value = to_jsonb(value::integer + %s) WHERE key = %s AND expires_at > now()
    RETURNING value
"""


class LimitsCache(BaseCache):
    """Django's cache over the table of limits; values are JSON, keys are kept as keyed hashes."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        row = self._run(GET, self.kept_as(key, version))
        return json.loads(row[0]) if row else default

    def set(
        self, key: str, value: Any, timeout: float | object | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._run(SET, self.kept_as(key, version), Jsonb(value), self._seconds(timeout))

    def add(
        self, key: str, value: Any, timeout: float | object | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return self._run(ADD, self.kept_as(key, version), Jsonb(value), self._seconds(timeout)) is not None

    def delete(self, key: str, version: int | None = None) -> bool:
        return self._run(DELETE, self.kept_as(key, version)) == (True,)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        row = self._run(INCREASE, delta, self.kept_as(key, version))
        if row is None:
            raise ValueError(key)
        return int(row[0])

    def _run(self, statement: str, *values: Any) -> tuple[Any, ...] | None:
        with connections["limits"].cursor() as cursor:
            cursor.execute(statement, values)
            row: tuple[Any, ...] | None = cursor.fetchone()
        return row

    def kept_as(self, key: str, version: int | None = None) -> str:
        """Return under which key the table keeps it."""
        return salted_hmac("essaim.limits", self.make_key(key, version), algorithm="sha256").hexdigest()

    def _seconds(self, timeout: float | object | None) -> float | object | None:
        return self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
