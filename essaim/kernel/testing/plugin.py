"""Gives each run of tests a database of its own before the settings are read."""

import os
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from essaim.kernel import database
from essaim.kernel.database.throwaway import make_folder, remove_folder


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Start a throw-away cluster, unless an address is given or a parallel run has its own already."""
    if "DATABASE_URL" not in os.environ and "PYTEST_XDIST_WORKER" not in os.environ:
        stack = ExitStack()
        early_config.add_cleanup(stack.close)
        os.environ.update(stack.enter_context(database.throwaway()).environment)
        folder = make_folder()
        stack.callback(remove_folder, folder)
        (folder / "static").mkdir()
        os.environ["ESSAIM_DATA_DIR"] = str(folder)
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    """Register the fixtures late, so that they win over pytest-django's."""
    from django.conf import settings

    # Tests need no manifest of files collected: the names are served as they are.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    config.pluginmanager.import_plugin("essaim.kernel.testing.fixtures")
