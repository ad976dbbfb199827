"""What every test of the house stands on."""

import socket
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.template import engines
from django.utils import translation

from essaim.kernel import tenancy

# A busy machine is no fault of a law.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

OURS = str(Path(__file__).parent / "essaim")


class Undefined(str):
    """Fail where one of our templates shows a variable that does not exist; other libraries' stay as they are."""

    def __bool__(self) -> bool:
        return True  # an empty one would not be asked for

    def __contains__(self, text: object) -> bool:
        return text == "%s"

    def __mod__(self, variable: object) -> str:
        context = sys._getframe(1).f_locals.get("context")
        template = context and context.render_context.template
        if template and str(template.origin.name).startswith(OURS):
            raise AssertionError(f"{template.origin.name}: {variable} is not defined")
        return ""


@pytest.fixture(scope="session", autouse=True)
def strict_site() -> None:
    """Hold every page to the rules of the house, and let no variable be silently empty."""
    after = settings.MIDDLEWARE.index("essaim.kernel.transactions.TransactionMiddleware") + 1
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:after], "tests.pages.PageChecks", *settings.MIDDLEWARE[after:]]
    engines["django"].engine.string_if_invalid = Undefined()


@pytest.fixture(scope="session", autouse=True)
def no_clock_in_memory() -> None:
    """Let what is remembered of the catalogue grow old at no moment of a test: statements are counted there."""
    catalogue: Any = import_module("essaim.apps.frameworks.queries.catalogue")  # its own function bears the same name
    catalogue.FRESH = catalogue.OWN_FRESH = float("inf")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Let tests talk to this machine only."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "localhost", "::1"}:
            raise AssertionError(f"a test reached for {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def files_in_memory(settings: Any) -> None:
    """Keep the files a test brings in memory, and forget them with it."""
    store = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": store}


@pytest.fixture(autouse=True)
def no_language_left() -> None:
    """Start each test in the site's own language, whatever the last page of another test was read in."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_tenant_left(request: pytest.FixtureRequest) -> None:
    """Start each test that may touch the database without a tenant: local settings outlive a test's inner blocks."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        if connection.in_atomic_block:
            tenancy.set_account(None)
            tenancy.set_organisations([])
            tenancy.set_secret("")
