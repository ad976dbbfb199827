"""A real LibreOffice, without a window: what people do with our files, and with theirs, is done there."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Office = Callable[..., dict[str, bytes]]
SOFFICE = os.environ.get("SOFFICE", "soffice")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here: `make test` runs them last, once LibreOffice is there."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.office)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Open files in LibreOffice and save them as another sort; a machine without it fails the test."""
    profile = tmp_path_factory.mktemp("profile")

    def saved_as(kind: str, **files: bytes) -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("office")
        for name, content in files.items():
            (folder / name.replace("__", ".")).write_bytes(content)
        done = folder / "saved"
        names = [str(folder / name.replace("__", ".")) for name in files]
        command = [SOFFICE, "--headless", "--norestore", f"-env:UserInstallation=file://{profile}"]
        subprocess.run([*command, "--convert-to", kind, "--outdir", str(done), *names], check=True, timeout=180)
        return {path.name: path.read_bytes() for path in sorted(done.iterdir())}

    yield saved_as
