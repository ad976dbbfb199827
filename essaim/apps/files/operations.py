"""A file comes in once it is recognised, looked at and counted; it goes out with its row, or a night later."""

import hashlib
import uuid
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from essaim.apps.files import queries, rules
from essaim.apps.files.enums import FileFault
from essaim.apps.files.models import StoredFile
from essaim.apps.organisations.models import Membership
from essaim.kernel import antivirus

PATIENCE = timedelta(days=1)  # what no row tells of may still be on its way


@transaction.atomic
def store(by: Membership, *, name: str, content: bytes, at: datetime) -> StoredFile:
    """Keep a file of an organisation; `rules.Refused` says why it is not taken, and nothing of it stays."""
    kind = rules.kind_of(content, name)
    if queries.room_taken(by.organisation_id) + len(content) > settings.FILES_QUOTA:
        raise rules.Refused(FileFault.NO_ROOM)
    _look(content)
    place = f"{queries.folder_of(by.organisation_id)}/{uuid.uuid4().hex}"
    return StoredFile.objects.create(
        organisation=by.organisation,
        name=rules.shown_name(name, kind),
        kind=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        place=_kept(place, content),
        stored_at=at,
        stored_by_id=by.account_id,
    )


def remove(file: StoredFile) -> None:
    """Remove a file: its row now, its bytes once that is kept; what the store then refuses, `sweep` removes."""
    place = file.place
    file.delete()
    transaction.on_commit(lambda: default_storage.delete(place), robust=True)


def sweep(organisation_id: UUID, *, at: datetime) -> int:
    """Remove what the store holds for the organisation and no row tells of, a day old at least; return how many."""
    known = set(queries.files_of(organisation_id).values_list("place", flat=True))
    lost = [place for place in queries.places_of(organisation_id) if place not in known]
    old = [place for place in lost if default_storage.get_modified_time(place) < at - PATIENCE]
    for place in old:
        default_storage.delete(place)
    return len(old)


@transaction.atomic
def erase(organisation_id: UUID) -> None:
    """Remove all files of the organisation, bytes first: a store that does not answer puts the erasure off whole."""
    for place in queries.places_of(organisation_id):
        default_storage.delete(place)
    StoredFile.objects.filter(organisation_id=organisation_id).delete()


def _kept(place: str, content: bytes) -> str:
    try:
        return default_storage.save(place, ContentFile(content))
    except OSError as error:
        raise rules.Refused(FileFault.NO_STORE) from error


def _look(content: bytes) -> None:
    try:
        is_clean = antivirus.is_clean(content)
    except antivirus.Silent as silent:
        raise rules.Refused(FileFault.UNCHECKED) from silent
    if not is_clean:
        raise rules.Refused(FileFault.INFECTED)
