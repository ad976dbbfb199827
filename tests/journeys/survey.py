"""Every kind of page the site has, as someone meets them: walked through once, and looked at in several ways."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, CDPSession, Page

from tests.journeys import axe

OF_EACH_KIND = 2  # a page of a criterion is like the next one, yet not quite
HEAVIEST = 150 * 1024
REQUESTS = 15
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 375, "height": 740}
FILE = re.compile(r"\.[a-z0-9]{2,5}$")


@dataclass
class Survey:
    """What was seen, and what should not have been."""

    seen: list[str] = field(default_factory=list)
    barriers: list[str] = field(default_factory=list)
    heavy: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)


class Weight:
    """What a page's first view costs someone who has never come."""

    def __init__(self, page: Page) -> None:
        self.network: CDPSession = page.context.new_cdp_session(page)
        self.network.send("Network.enable")
        self.network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.network.on("Network.requestWillBeSent", lambda event: self.addresses.append(event["request"]["url"]))
        self.network.on("Network.loadingFinished", self._count)
        self.reset()

    def reset(self) -> None:
        """Start counting for another page."""
        self.addresses: list[str] = []
        self.bytes = 0

    def _count(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]


def walk(context: BrowserContext, starts: list[str], *, within: str) -> Survey:
    """Follow every link from the starting pages, no more than two of a kind, and look at each page."""
    survey, page = Survey(), context.new_page()
    weight = Weight(page)
    todo, met = list(starts), Counter[str]()
    while todo:
        path = todo.pop(0)
        kind = kind_of(path)
        if path in survey.seen or met[kind] >= OF_EACH_KIND:
            continue
        met[kind] += 1
        survey.seen.append(path)
        look(page, path, weight, survey)
        todo += [path for path in links(page) if path.startswith(within)]
    return survey


def look(page: Page, path: str, weight: Weight, survey: Survey) -> None:
    """Weigh a page, try it against the rules of accessibility by day and by night, then on a phone."""
    weight.reset()
    page.set_viewport_size(DESK)
    page.goto(path)
    survey.barriers += [f"{path}: {barrier}" for barrier in axe.barriers(page)]
    site = f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}"
    survey.foreign += [f"{path}: {url}" for url in weight.addresses if not url.startswith((site, "data:"))]
    if weight.bytes > HEAVIEST or len(weight.addresses) > REQUESTS:
        survey.heavy.append(f"{path}: {weight.bytes} bytes in {len(weight.addresses)} requests")
    page.emulate_media(color_scheme="dark")
    survey.barriers += [f"{path} (dark): {barrier}" for barrier in axe.barriers(page, only=("color-contrast",))]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    if overflow := overflowing(page):
        survey.too_wide.append(f"{path}: {overflow}")


def overflowing(page: Page) -> list[str]:
    """Return what sticks out of the window to the right, if one can scroll to it."""
    found: list[str] = page.evaluate(
        """() => {
            const room = document.documentElement.clientWidth;
            const sticksOut = (one) => one.getBoundingClientRect().right > room + 1;
            const name = (one) => one.outerHTML.slice(0, 90);
            if (document.documentElement.scrollWidth <= room) return [];
            return [...document.body.querySelectorAll("*")].filter(sticksOut).slice(0, 3).map(name);
        }"""
    )
    return found


def links(page: Page) -> Iterator[str]:
    """Yield the pages of ours that this one leads to."""
    for href in page.eval_on_selector_all("a[href]", "all => all.map((one) => one.getAttribute('href'))"):
        path = href.partition("#")[0]
        if path.startswith("/") and not path.startswith("//") and not FILE.search(urlsplit(path).path):
            yield path


def kind_of(path: str) -> str:
    """Return the name of the view that answers; an address nobody answers is a kind of its own."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return path
