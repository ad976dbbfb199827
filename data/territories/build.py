"""Make the compact files of territories from npm's `@etalab/decoupage-administratif` (MIT; data: Licence Ouverte).

Communes of today and the arrondissements of Paris, Lyon and Marseille; former communes are left out.
Nothing here needs a database: the files are loaded by `essaim manage territories_load`.
"""

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "node_modules" / "@etalab" / "decoupage-administratif" / "data"
KINDS = {"commune-actuelle", "arrondissement-municipal"}


def read(name: str) -> list[dict]:
    """Return the entries of one file of the package."""
    return json.loads((SOURCE / f"{name}.json").read_text(encoding="utf-8"))


def write(name: str, rows: Iterable[Iterable[object]]) -> None:
    """Write a compressed CSV file whose bytes depend on its rows alone."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    (HERE / f"{name}.csv.gz").write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


def main() -> None:
    """Write regions, departments and communes."""
    if not SOURCE.is_dir():
        sys.exit(f"{SOURCE} is missing: run `make install`.")
    write("regions", ((entry["code"], entry["nom"]) for entry in read("regions")))
    write("departments", ((entry["code"], entry["nom"], entry["region"]) for entry in read("departements")))
    write(
        "communes",
        (
            (
                entry["code"],
                entry["nom"],
                " ".join(entry.get("codesPostaux", [])),
                entry["departement"],
                entry["region"],
                entry.get("population", 0),
            )
            for entry in read("communes")
            if entry["type"] in KINDS
        ),
    )


if __name__ == "__main__":
    main()
