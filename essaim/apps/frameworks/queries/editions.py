from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.models import FrameworkVersion, Withdrawal


@dataclass(frozen=True, slots=True)
class Edition:
    """One published version of the catalogue: when, by whom where somebody put it there, and the opinion on it."""

    version: str
    published_at: datetime
    publisher: str
    opinion: rules.Opinion | None


Editions = Mapping[str, tuple[Edition, ...]]


@lru_cache(maxsize=1)
def editions_by_code(minute: int) -> Editions:
    """Return what the catalogue published of each referential, the latest version first."""
    found: dict[str, tuple[Edition, ...]] = {}
    rows = FrameworkVersion.objects.order_by("published_at", "version").defer("document", "source")
    for row in rows:
        opinion = rules.Opinion.model_validate(row.opinion) if row.opinion else None
        edition = Edition(row.version, row.published_at, row.publisher_name, opinion)
        found[row.code] = (edition, *found.get(row.code, ()))
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def withdrawals_by_code(minute: int) -> Mapping[str, Withdrawal]:
    """Return what was taken out of the catalogue, each with its reason."""
    return MappingProxyType({row.code: row for row in Withdrawal.objects.order_by("code")})
