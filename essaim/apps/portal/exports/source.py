"""The source of the running site, changes included: what the AGPL (section 13) promises to whoever uses it."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import StreamingHttpResponse

from essaim.apps.portal.exports.zips import zipped

# Named one by one: what an operator keeps beside the code (data, secrets) stays where it is.
FOLDERS = ("essaim", "data", "locale", "docs", "tests", "bench", "requirements")
FILES = ("*.md", "LICENSE", "Makefile", "conftest.py", "pyproject.toml", "package.json", "package-lock.json")


def source() -> StreamingHttpResponse:
    """Return the answer that carries the source as a ZIP."""
    return StreamingHttpResponse(
        zipped((path.relative_to(settings.ROOT).as_posix(), _pieces(path)) for path in _files(settings.ROOT)),
        content_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="essaim-source.zip"'},
    )


def _files(root: Path) -> Iterator[Path]:
    found = [path for pattern in FILES for path in root.glob(pattern)]
    found += [path for folder in FOLDERS for path in (root / folder).rglob("*") if "__pycache__" not in path.parts]
    return (path for path in sorted(found) if path.is_file() and not path.is_symlink())


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(64 * 1024), b"")
