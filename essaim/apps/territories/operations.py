import csv
import gzip
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connection, transaction

from essaim.apps.territories import rules
from essaim.apps.territories.models import Commune, Department, Edition, Region

NAMES = ("regions", "departments", "communes")
LOCK = 0x7E221708


class FilesMissing(Exception):
    """The files of territories have not been made yet."""


@transaction.atomic
def load(folder: Path) -> bool:
    """Load the files of the folder into the tables; return whether anything had changed since the last time."""
    files = [folder / f"{name}.csv.gz" for name in NAMES]
    if not all(file.exists() for file in files):
        raise FilesMissing
    fingerprint = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])  # two servers may start at once
    if Edition.objects.filter(pk=fingerprint).exists():
        return False
    for model in (Edition, Commune, Department, Region):
        model.objects.all().delete()
    regions, departments, communes = (_rows(file) for file in files)
    _copy("territories_region (code, name)", regions)
    _copy("territories_department (code, name, region_code)", departments)
    _copy(
        "territories_commune (code, name, folded_name, postcodes, department_code, region_code, population)",
        (
            [code, name, rules.fold(name), "{" + postcodes.replace(" ", ",") + "}", department, region, population]
            for code, name, postcodes, department, region, population in communes
        ),
    )
    Edition.objects.create(fingerprint=fingerprint)
    return True


def _rows(file: Path) -> Iterator[list[str]]:
    with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream)


def _copy(target: str, rows: Iterable[list[str]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
