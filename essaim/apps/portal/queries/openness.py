"""What the house holds about people and how it is held, read from the running code and database."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db import connection
from django.utils.functional import Promise

from essaim.apps.portal.enums import Held
from essaim.kernel import privacy


@dataclass(frozen=True)
class Kept:
    """Fields held for one purpose, on one ground, for one time."""

    fields: tuple[str, ...]
    purpose: str | Promise
    legal_basis: str | Promise
    retention: str | Promise


@dataclass(frozen=True)
class Protection:
    """How many tables keep each row to its organisation or its account, and how many hold history."""

    protected: int
    history: int


def personal_data() -> list[tuple[str, list[Kept]]]:
    """Return what is held about people, by kind of object: the account first, then what is done with it."""
    places = Held.values
    entries = sorted(privacy.register(), key=lambda entry: places.index(entry.model))
    return [(str(Held(model).label), _by_purpose(found)) for model, found in groupby(entries, lambda one: one.model)]


def protection() -> Protection:
    """Return what the database itself refuses to show outside an organisation, as it stands now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE relname LIKE '%event') FROM pg_class"
            " WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity"
            " AND relnamespace = 'public'::regnamespace"
        )
        return Protection(*cursor.fetchone())


def _by_purpose(entries: Iterable[privacy.PersonalField]) -> list[Kept]:
    rows: dict[tuple[str, str, str], list[str]] = {}
    for entry in entries:
        key = (str(entry.purpose), str(entry.legal_basis), str(entry.retention))
        rows.setdefault(key, []).append(entry.field)
    return [Kept(tuple(fields), *key) for key, fields in rows.items()]
