import time
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from django.conf import settings

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.models import FrameworkVersion

CONTENT = settings.ROOT / "data" / "frameworks"
NotPublished = FrameworkVersion.DoesNotExist
FIRST = "essaim-35"  # what most people come for leads the catalogue
FRESH = 60.0  # seconds before another process's publication is looked for

_shelf: tuple[float, Mapping[str, str]] | None = None


def current(code: str, legal_family: str = "") -> rules.Framework:
    """Return the latest version, in the words of this family; `NotPublished` when there is none."""
    latest = _latest().get(code)
    if latest is None:
        raise NotPublished(code)
    return version(code, latest, legal_family)


@lru_cache(maxsize=256)
def version(code: str, version: str, legal_family: str = "") -> rules.Framework:
    """Return one version for good, in the words of this family; `NotPublished` otherwise."""
    return rules.resolve_terms(document(code, version), legal_family)


@lru_cache(maxsize=64)
def document(code: str, version: str) -> rules.Framework:
    """Return one version as it is written, its terms left open; `NotPublished` when there is none."""
    found = FrameworkVersion.objects.values_list("document", flat=True).get(code=code, version=version)
    return rules.Framework.model_validate(found)


def catalogue() -> tuple[rules.Framework, ...]:
    """Return the latest version of every referential: the platform's own first, then by code."""
    return tuple(current(code) for code in sorted(_latest(), key=lambda code: (code != FIRST, code)))


@lru_cache(maxsize=1)
def targets() -> Mapping[str, rules.Target]:
    """Return the references that criteria are linked to, by code."""
    found = [rules.parse_target(path.read_bytes()) for path in sorted((CONTENT / "targets").glob("*.yaml"))]
    return MappingProxyType({target.code: target for target in found})


def builtin_sources() -> list[bytes]:
    """Return the referentials that come with the platform, as files."""
    return [path.read_bytes() for path in sorted(CONTENT.glob("*.yaml"))]


def source_of(code: str, version: str) -> str:
    """Return the file a version was published from."""
    return FrameworkVersion.objects.values_list("source", flat=True).get(code=code, version=version)


def forget() -> None:
    """Read the database again at the next question."""
    global _shelf  # noqa: PLW0603
    _shelf = None
    version.cache_clear()
    document.cache_clear()


def _latest() -> Mapping[str, str]:
    global _shelf  # noqa: PLW0603
    now = time.monotonic()
    if _shelf is None or now - _shelf[0] > FRESH:
        versions = FrameworkVersion.objects.order_by("published_at", "version").values_list("code", "version")
        _shelf = (now, dict(versions))
    return _shelf[1]
