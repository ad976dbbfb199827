"""A small map for tests: what looks alike, what is overseas, what is split in arrondissements."""

import csv
import gzip
import io
from pathlib import Path

from essaim.apps.territories import operations

REGIONS = [("11", "Île-de-France"), ("52", "Pays de la Loire"), ("04", "La Réunion"), ("987", "Polynésie française")]
DEPARTMENTS = [
    ("75", "Paris", "11"),
    ("93", "Seine-Saint-Denis", "11"),
    ("44", "Loire-Atlantique", "52"),
    ("72", "Sarthe", "52"),
    ("974", "La Réunion", "04"),
    ("987", "Polynésie française", "987"),
]
COMMUNES = [
    ("75056", "Paris", "75001 75010 75011 75020", "75", "11", 2103778),
    ("75111", "Paris 11e Arrondissement", "75011", "75", "11", 139992),
    ("93066", "Saint-Denis", "93200 93210", "93", "11", 150000),
    ("97411", "Saint-Denis", "97400 97417", "974", "04", 155000),
    ("44109", "Nantes", "44000 44100 44200 44300", "44", "52", 325070),
    ("44110", "Nantes-la-Petite", "44400", "44", "52", 900),
    ("44172", "Sainte-Luce-sur-Loire", "44980", "44", "52", 15600),
    ("72181", "Le Mans", "72000 72100", "72", "52", 145000),
    ("98735", "Papeete", "98714", "987", "987", 26654),
]


def write_files(folder: Path, communes: list[tuple[object, ...]] = COMMUNES) -> None:
    """Write the three files as `data/territories/build.py` does."""
    for name, rows in (("regions", REGIONS), ("departments", DEPARTMENTS), ("communes", communes)):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        (folder / f"{name}.csv.gz").write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


def load_small_map(folder: Path) -> None:
    """Load the small map; `folder` is a temporary one."""
    write_files(folder)
    operations.load(folder)
