from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import QuerySet, Sum
from django.utils import translation
from django.utils.translation import gettext as _

from essaim.apps.files.models import StoredFile
from essaim.kernel.takeaway import plain

PIECE = 64 * 1024
COLUMNS = ["id", "name", "kind", "size", "sha256", "stored_at", "stored_by_id"]


class Missing(Exception):
    """The store does not hold the file any more, or does not answer."""


def files_of(organisation_id: UUID) -> QuerySet[StoredFile]:
    """Return the organisation's files, the latest first."""
    return StoredFile.objects.filter(organisation_id=organisation_id).select_related("organisation")


def room_taken(organisation_id: UUID) -> int:
    """Return how many bytes the organisation's files weigh."""
    total: int | None = files_of(organisation_id).order_by().aggregate(total=Sum("size"))["total"]
    return total or 0


def folder_of(organisation_id: UUID) -> str:
    """Return the folder of the store that holds an organisation's files."""
    return organisation_id.hex


def pieces_of(file: StoredFile) -> Iterator[bytes]:
    """Return the bytes of a file, piece by piece; `Missing` at once when the store does not give it."""
    try:
        stream = default_storage.open(file.place)
    except OSError as error:
        raise Missing from error
    return _pieces(stream)


def _pieces(stream: Any) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(PIECE):
            yield piece


def places_of(organisation_id: UUID) -> list[str]:
    """Return the places of the store where the organisation has something, whether a row tells of it or not."""
    folder = folder_of(organisation_id)
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    return [f"{folder}/{name}" for name in names]


def export_of(organisation_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return what is known of the organisation's files, as plain values; `contents_of` gives the files themselves."""
    rows = plain(files_of(organisation_id).order_by("stored_at", "id").values(*COLUMNS))
    return {"files": [row | {"path": _path(row["id"], row["name"])} for row in rows]}


def contents_of(organisation_id: UUID) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield each file with its path in the export and its bytes; a note stands for one that the store does not give."""
    for file in files_of(organisation_id).order_by("stored_at", "id"):
        path = _path(str(file.pk), file.name)
        try:
            pieces = pieces_of(file)
        except Missing:
            yield f"{path}.txt", _absent()
        else:
            yield path, pieces


def _absent() -> Iterator[bytes]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said = _("This file could not be read when the export was made. Ask again later, or ask the site’s keeper.")
        yield f"{said}\n".encode()


def _path(pk: str, name: str) -> str:
    return f"files/{pk[:8]}-{name}"
