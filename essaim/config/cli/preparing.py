"""What must be true before the site opens: tables, content, files, and in the demonstration its story."""

import hashlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from essaim.config.cli import opening


def prepare(*, demo: bool) -> str:
    """Bring everything up to date and return what the demonstration has to say."""
    from django.db import connections

    opening.setup()
    opening.migrate()
    for name, *words in steps():
        attempt(name, *words)
    collect()
    story = attempt("demo_story") if demo else ""
    connections.close_all()
    return story


def steps() -> Iterator[tuple[str, ...]]:
    """Yield the commands that bring the content that comes along; each does nothing when it is there."""
    from django.conf import settings

    yield ("territories_load",)
    for file in sorted((settings.ROOT / "data" / "frameworks").glob("*.yaml")):
        yield ("framework_load", str(file))


def attempt(name: str, *words: str) -> str:
    """Return what a command says, if this site has it; a refusal is told and does not keep the site closed."""
    from django.core.management import CommandError, call_command, get_commands

    said = io.StringIO()
    if name in get_commands():
        try:
            call_command(name, *words, stdout=said)
        except CommandError as refusal:
            print(f"essaim: {refusal}", file=sys.stderr)
    return said.getvalue()


def collect() -> None:
    """Collect and compress the static files when one of them changed."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = settings.STATIC_ROOT / "stamp"
    now = fingerprint()
    if not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now)


def fingerprint() -> str:
    """Return a mark of all static files: names, sizes, moments of change."""
    from django.contrib.staticfiles.finders import get_finders

    mark = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            mark.update(f"{storage.path(path)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return mark.hexdigest()
