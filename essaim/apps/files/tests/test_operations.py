import hashlib
import sys
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from essaim.apps.files import operations, queries, rules
from essaim.apps.files.enums import FileFault
from essaim.apps.files.models import StoredFile
from essaim.apps.files.tests import samples
from essaim.apps.files.tests.factories import make_file
from essaim.apps.organisations.tests.factories import make_account, make_organisation, membership_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward():
    account = make_account()
    return membership_of(account, make_organisation(steward=account))


def test_a_file_is_kept_as_it_was_under_a_name_that_tells_nothing(steward):
    file = make_file(steward, name="../Statuts 2026.exe")
    assert b"".join(queries.pieces_of(file)) == samples.PDF
    assert (file.name, file.kind, file.size) == ("Statuts 2026.pdf", "pdf", len(samples.PDF))
    assert (file.sha256, file.stored_by_id) == (hashlib.sha256(samples.PDF).hexdigest(), steward.account_id)
    folder, _slash, place = file.place.partition("/")
    assert (folder, len(place), "Statuts" in file.place) == (steward.organisation_id.hex, 32, False)


def test_a_refused_file_leaves_nothing(steward):
    with pytest.raises(rules.Refused):
        make_file(steward, content=b"<html>")
    assert (StoredFile.objects.count(), queries.places_of(steward.organisation_id)) == (0, [])


def test_an_organisation_has_so_much_room_and_no_more(steward, settings):
    settings.FILES_QUOTA = 2 * len(samples.PDF)
    make_file(steward)
    make_file(steward)
    with pytest.raises(rules.Refused) as refused:
        make_file(steward)
    assert (refused.value.fault, queries.room_taken(steward.organisation_id)) == (
        FileFault.NO_ROOM,
        2 * len(samples.PDF),
    )


def test_a_store_that_cannot_write_refuses_the_file(steward, settings, tmp_path):
    (tmp_path / "files").write_text("no folder")
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": store}
    with pytest.raises(rules.Refused) as refused:
        make_file(steward)
    assert refused.value.fault == FileFault.NO_STORE


def test_files_on_disk_are_readable_by_the_site_alone(steward, settings, tmp_path):
    modes = {"location": tmp_path, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": modes}
    settings.STORAGES = {**settings.STORAGES, "default": store}
    path = tmp_path / make_file(steward).place
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_removed_file_loses_its_bytes_once_that_is_kept(steward, django_capture_on_commit_callbacks):
    file = make_file(steward)
    with django_capture_on_commit_callbacks(execute=True):
        operations.remove(file)
        assert default_storage.exists(file.place)
    assert (default_storage.exists(file.place), StoredFile.objects.count()) == (False, 0)


def test_bytes_that_no_row_tells_of_go_after_a_day(steward):
    file = make_file(steward)
    default_storage.save(f"{steward.organisation_id.hex}/lost", ContentFile(b"lost"))
    now = timezone.now()
    assert operations.sweep(steward.organisation_id, at=now) == 0
    assert operations.sweep(steward.organisation_id, at=now + timedelta(days=2)) == 1
    assert queries.places_of(steward.organisation_id) == [file.place]


def test_an_erased_organisation_leaves_no_byte_and_others_keep_theirs(steward):
    make_file(steward)
    default_storage.save(f"{steward.organisation_id.hex}/lost", ContentFile(b"lost"))
    default_storage.save("another/kept", ContentFile(b"kept"))
    operations.erase(steward.organisation_id)
    assert (StoredFile.objects.count(), queries.places_of(steward.organisation_id)) == (0, [])
    assert default_storage.exists("another/kept")


def test_the_export_names_each_file_where_it_lies_in_the_archive(steward):
    file = make_file(steward)
    (row,) = queries.export_of(steward.organisation_id)["files"]
    ((path, pieces),) = queries.contents_of(steward.organisation_id)
    assert (row["path"], row["size"], row["name"]) == (path, len(samples.PDF), "Statuts.pdf")
    assert (path, b"".join(pieces)) == (f"files/{str(file.pk)[:8]}-Statuts.pdf", samples.PDF)


def test_the_export_holds_a_note_in_place_of_what_the_store_does_not_give(steward):
    lost = make_file(steward)
    default_storage.delete(lost.place)
    ((path, pieces),) = queries.contents_of(steward.organisation_id)
    french, english = b"".join(pieces).decode().splitlines()
    assert path == f"files/{str(lost.pk)[:8]}-Statuts.pdf.txt"
    assert french.startswith("Ce fichier n’a pas pu être lu")
    assert english.startswith("This file could not be read")


@pytest.mark.parametrize(("code", "fault"), [(1, FileFault.INFECTED), (2, FileFault.UNCHECKED)])
def test_what_the_antivirus_refuses_or_does_not_answer_for_is_not_kept(steward, settings, code, fault):
    settings.ANTIVIRUS = f'{sys.executable} -c "import sys; sys.exit({code})"'
    with pytest.raises(rules.Refused) as refused:
        make_file(steward)
    assert (refused.value.fault, queries.places_of(steward.organisation_id)) == (fault, [])
