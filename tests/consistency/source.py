"""The files of the house, as the consistency tests read them."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = ROOT / "essaim" / "apps"


def files(*endings: str, under: str = "essaim") -> Iterator[Path]:
    """Yield the files that git keeps, or would, below the folder."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", under],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in sorted(set(listing.stdout.splitlines())):
        path = ROOT / name
        if name.endswith(endings) and path.is_file():
            yield path


def contexts() -> list[Path]:
    """Return the folders of the contexts."""
    return sorted(path for path in APPS.iterdir() if (path / "apps.py").is_file())


def modules() -> Iterator[Path]:
    """Yield our Python files but tests and migrations."""
    for path in files(".py"):
        if not {"tests", "migrations"} & set(path.parts):
            yield path
