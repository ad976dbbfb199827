import time
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.models import FrameworkVersion, OwnVersion, Withdrawal

from .editions import Edition, Editions, editions_by_code, withdrawals_by_code

CONTENT = settings.ROOT / "data" / "frameworks"
FIRST = "essaim-35"  # what most people come for leads the catalogue
# Seconds before a newer version that another process published is looked for; one's own is read where it was published.
FRESH, OWN_FRESH = 60.0, 2.0


class NotPublished(Exception):
    """There is no such referential, or not in this version."""


def current(code: str, legal_family: str = "", *, owner: UUID | None = None) -> rules.Framework:
    """Return the latest version, in the words of this family; `NotPublished` when there is none.

    `owner` is the organisation whose own referential it is, and whose door the caller has passed; nobody for the
    catalogue's.
    """
    return version(code, newest(code, owner), legal_family, owner=owner)


def newest(code: str, owner: UUID | None) -> str:
    """Return which version of a referential is the latest; `NotPublished` when there is none. `owner` as above."""
    found = latest(owner).get(code) or _latest_now(owner).get(code)
    if found is None:
        raise NotPublished(code)
    return found


@lru_cache(maxsize=256)
def version(code: str, version: str, legal_family: str = "", *, owner: UUID | None = None) -> rules.Framework:
    """Return one version for good, in the words of this family; `NotPublished` otherwise. `owner` as for `current`."""
    return rules.resolve_terms(document(code, version, owner=owner), legal_family)


@lru_cache(maxsize=64)
def document(code: str, version: str, *, owner: UUID | None = None) -> rules.Framework:
    """Return one version as it is written, its terms left open; `NotPublished` when there is none."""
    return rules.Framework.model_validate(_field("document", code, version, owner))


def catalogue() -> tuple[rules.Framework, ...]:
    """Return the latest version of every referential of the catalogue: the platform's own first, then by code."""
    listed = latest(None).keys() - withdrawals().keys()
    return tuple(current(code) for code in sorted(listed, key=lambda code: (code != FIRST, code)))


def editions(code: str) -> tuple[Edition, ...]:
    """Return what was published of a public referential, the latest version first; nothing when there is none."""
    return editions_by_code(_minute()).get(code) or _published_now().get(code, ())


def withdrawals() -> Mapping[str, Withdrawal]:
    """Return the public referentials taken out of the catalogue, by code, each with its reason."""
    return withdrawals_by_code(_minute())


@lru_cache(maxsize=1)
def targets() -> Mapping[str, rules.Target]:
    """Return the references that criteria are linked to, by code."""
    found = [rules.parse_target(path.read_bytes()) for path in sorted((CONTENT / "targets").glob("*.yaml"))]
    return MappingProxyType({target.code: target for target in found})


def builtin_sources() -> list[bytes]:
    """Return the referentials that come with the platform, as files."""
    return [path.read_bytes() for path in sorted(CONTENT.glob("*.yaml"))]


def source_of(code: str, version: str, *, owner: UUID | None = None) -> str:
    """Return the file a version was published from; `NotPublished` when there is none."""
    return str(_field("source", code, version, owner))


def opinion_on(code: str, version: str, *, owner: UUID | None = None) -> rules.Opinion | None:
    """Return the opinion recorded before a version was published; `NotPublished` when there is no such version."""
    found = _field("opinion", code, version, owner)
    return rules.Opinion.model_validate(found) if found else None


def latest(owner: UUID | None) -> Mapping[str, str]:
    """Return the latest version of each referential, by code: an organisation's own, or the catalogue's."""
    if owner is None:
        return {code: found[0].version for code, found in editions_by_code(_minute()).items()}
    return _latest(owner, int(time.monotonic() / OWN_FRESH))


def forget() -> None:
    """Read the database again at the next question."""
    for kept in (_latest, version, document, editions_by_code, withdrawals_by_code):
        kept.cache_clear()


def _latest_now(owner: UUID | None) -> Mapping[str, str]:
    """Look again: what is not known here, another process may have published a moment ago."""
    _latest.cache_clear()
    _published_now()
    return latest(owner)


def _published_now() -> Editions:
    editions_by_code.cache_clear()
    return editions_by_code(_minute())


def _minute() -> int:
    return int(time.monotonic() / FRESH)


@lru_cache(maxsize=256)
def _latest(owner: UUID, moment: int) -> Mapping[str, str]:
    rows = (
        OwnVersion.objects.filter(organisation_id=owner)
        .order_by("published_at", "version")
        .values_list("code", "version")
    )
    return MappingProxyType(dict(rows))


def _published(owner: UUID | None) -> QuerySet[FrameworkVersion] | QuerySet[OwnVersion]:
    if owner is None:
        return FrameworkVersion.objects.all()
    return OwnVersion.objects.filter(organisation_id=owner)


def _field(name: str, code: str, version: str, owner: UUID | None) -> object:
    found = _published(owner).filter(code=code, version=version).values_list(name, flat=True)
    if (row := list(found)) == []:
        raise NotPublished(code, version)
    return row[0]
