"""One real site with its demonstration story, one real browser, and an eye on everything the browser complains of."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench.site import Site, running
from tests.journeys.people import sign_in
from tests.journeys.watch import Watch

expect.set_options(timeout=15_000)
FLAGS = [
    *("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here as a journey: they run in a process of their own."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The demonstration, as `make demo` starts it, on a database of its own."""
    with running(demo=True) as site:
        yield site


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # Playwright leaves an event loop in this process, which Django would take for a page that runs inside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def base_url(site: Site) -> str:
    return site.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "fr-FR", "timezone_id": "Europe/Paris"}


@pytest.fixture
def watch(site: Site) -> Iterator[Watch]:
    """What went wrong behind the pages; a test that expects refusals says which."""
    watch = Watch(site.url)
    yield watch
    assert watch.faults == []


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext], watch: Watch) -> Callable[..., BrowserContext]:
    """Open a browser of someone's own, watched."""

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        watch.over(context)
        return context

    return watched


@pytest.fixture(scope="session")
def signed_in(browser: Browser, browser_context_args: dict[str, Any]) -> Callable[[str], Any]:
    """Return the cookies of someone of the story, who signs in once."""
    known: dict[str, Any] = {}

    def cookies(email: str) -> Any:
        if email not in known:
            context = browser.new_context(**browser_context_args)
            sign_in(context.new_page(), email)
            known[email] = context.storage_state()
            context.close()
        return known[email]

    return cookies


@pytest.fixture
def page_of(new_context: Callable[..., BrowserContext], signed_in: Callable[[str], Any]) -> Callable[..., Page]:
    """Open the site as someone of the story."""

    def page_of(email: str, **options: Any) -> Page:
        return new_context(storage_state=signed_in(email), **options).new_page()

    return page_of
