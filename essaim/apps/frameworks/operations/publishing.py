import hashlib
import json
import logging
from datetime import datetime

from django.db import transaction

from essaim.apps.frameworks import queries, rules
from essaim.apps.frameworks.models import FrameworkVersion
from essaim.apps.frameworks.rules import formats

from .situations import VersionTaken

logger = logging.getLogger(__name__)


def examine(source: bytes) -> formats.Reading:
    """Return the referential a file describes, and what it said that cannot be held; `rules.Refused` says why not."""
    return formats.read(source, queries.targets())


def check(source: bytes) -> rules.Framework:
    """Return the referential a file describes; `rules.Refused` names every problem."""
    return examine(source).framework


def load(source: bytes, *, at: datetime) -> tuple[FrameworkVersion, bool]:
    """Publish a file, and say whether it is new; `rules.Refused`, or `VersionTaken` when its words differ."""
    reading = examine(source)
    return publish(reading.framework, reading.source, at=at)


def publish(framework: rules.Framework, source: str, *, at: datetime) -> tuple[FrameworkVersion, bool]:
    """Publish a referential with the text of its file, and say whether it is new; `VersionTaken` as for `load`."""
    words, published_at = as_published(framework, source), {"published_at": at}
    published, is_new = FrameworkVersion.objects.get_or_create(
        code=framework.code, version=framework.version, defaults=words | published_at
    )
    if published.digest != words["digest"]:
        raise VersionTaken(framework.code, framework.version)
    if is_new:
        read_again()
    return published, is_new


def read_again() -> None:
    """Forget what was read: now, and once others can read what was written, for what they read meanwhile."""
    queries.forget()
    transaction.on_commit(queries.forget)


def as_published(framework: rules.Framework, source: str) -> dict[str, object]:
    """Return what is kept of a version's words, with what tells them from any others."""
    document = rules.as_json(framework)
    digest = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
    return {"document": document, "digest": digest, "source": source}


def load_builtin(*, at: datetime) -> list[FrameworkVersion]:
    """Publish the referentials that come with the platform, once; what is published already stays as it is."""
    new = []
    for source in queries.builtin_sources():
        try:
            published, is_new = load(source, at=at)
        except VersionTaken as taken:
            logger.warning("%s %s is published with other words: kept as it is", taken.code, taken.version)
        else:
            new += [published] if is_new else []
    return new
