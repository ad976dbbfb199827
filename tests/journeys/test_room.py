"""A meeting around one screen: thirty phones answer, the facilitator reveals, and the room settles."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bench.site import Site
from bench.workshops import PHONES, Room
from tests.journeys.axe import barriers


@pytest.fixture(scope="module")
def room(site: Site) -> Room:
    return Room(site)


def test_the_room_shows_only_how_many_while_thirty_phones_answer(room: Room, site: Site, page: Page):
    with room.answered() as answers:
        for path in list(room.pages.values()) * 3:
            shown = page.request.get(f"{site.url}{path}")
            assert (shown.status, "swarm" in shown.text()) == (200, False), path
    assert len(answers) >= PHONES


def test_a_facilitator_without_account_leads_by_keyboard(
    room: Room, site: Site, new_context: Callable[..., BrowserContext]
):
    with room.answered() as answers:  # each phone at a practice of its own: a few turns bring five people to the first
        while len(answers) < 12 * PHONES:
            time.sleep(0.1)
    page = new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.goto(f"{site.url}{room.pages['home']}")
    expect(page.locator("#gathered")).to_contain_text(re.compile(r"[3-9]\d"))
    page.get_by_role("button", name=re.compile("^Commencer")).press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Révéler tout"))).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Révéler", exact=True)).to_be_visible()
    expect(page.locator(".swarm")).to_have_count(0)
    page.keyboard.press("r")
    expect(page.locator(".swarm").first).to_be_visible()
    assert barriers(page) == []

    page.get_by_text("Nous sommes d’accord", exact=True).press("Enter")
    page.get_by_role("radio", name=re.compile("^Organisée")).press("Space")
    page.get_by_label("Pourquoi, en quelques mots").fill("Un compte rendu part le lendemain.")
    page.get_by_role("button", name="Garder et continuer").press("Enter")
    page.get_by_role("navigation", name="La réunion").get_by_role(
        "link", name=re.compile("Ce que nous retenons")
    ).click()
    expect(page.get_by_role("main")).to_contain_text("Un compte rendu part le lendemain.")
    page.get_by_label("Qui était là").fill("Solenn\nGwenaël")
    page.get_by_role("button", name="Noter").click()
    expect(page.get_by_text("Les présences sont notées.")).to_be_visible()
    assert barriers(page) == []
