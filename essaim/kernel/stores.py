"""Whoever keeps files knows one way for a store to fail, a disk's: any other store is made to fail so too."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage


class FailsLikeADisk(Storage):
    """Goes before the class of a store: whatever that one raises becomes an `OSError`."""

    def open(self, name: str, mode: str = "rb") -> File[Any]:
        """Open a file."""
        with _like_a_disk():
            return super().open(name, mode)

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Keep a file, and return under which name."""
        with _like_a_disk():
            return super().save(name, content, max_length)

    def delete(self, name: str) -> None:
        """Remove a file."""
        with _like_a_disk():
            super().delete(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Return the folders and the files of a folder."""
        with _like_a_disk():
            return super().listdir(path)

    def get_modified_time(self, name: str) -> datetime:
        """Return when a file was kept."""
        with _like_a_disk():
            return super().get_modified_time(name)


@contextmanager
def _like_a_disk() -> Generator[None]:
    try:
        yield
    except OSError:
        raise
    except Exception as trouble:
        raise OSError(str(trouble)) from trouble
