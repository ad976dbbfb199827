"""People are asked for their view: a link on a slip, a code for the room, phones with and without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import axe
from tests.journeys.survey import PHONE, overflowing

STEWARD = "claire@demo.example"
HOME = "/o/la-legumerie-de-l-argoat/diagnostics/"


def looks(page: Page, scripts: bool = True) -> None:
    """Keep nobody out, and scroll to no side."""
    if scripts:
        assert axe.barriers(page) == []
    assert overflowing(page) == []


@pytest.fixture(scope="module")
def links(browser: Browser, browser_context_args: dict[str, Any], signed_in: Callable[[str], Any]) -> dict[str, str]:
    """Let a steward open a workshop and hand out links: the address on a slip, and the one of the room."""
    context = browser.new_context(**browser_context_args, storage_state=signed_in(STEWARD))
    page = context.new_page()
    page.goto(HOME)
    page.get_by_role("link", name="Tour d’horizon 2026").click()
    page.get_by_role("link", name="À plusieurs").first.click()
    looks(page)
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(page.get_by_role("heading", level=1, name="À plusieurs")).to_be_visible()
    looks(page)
    page.get_by_role("link", name="Choisir les personnes").click()
    looks(page)
    page.get_by_label("D’autres personnes, une par ligne").fill("Jo")
    page.get_by_role("button", name="Les solliciter").click()
    expect(page.get_by_role("heading", level=1, name="Liens à donner")).to_be_visible()
    looks(page)
    slip = page.locator(".slip-address").inner_text()
    page.get_by_role("link", name="Revenir à l’atelier").click()
    page.get_by_role("button", name="Créer le code").click()
    looks(page)
    room = page.locator(".slip-address").inner_text()
    context.close()
    return {"slip": slip, "room": room}


@pytest.mark.parametrize("scripts", [True, False])
def test_whoever_holds_a_slip_answers_on_a_phone_and_comes_back(
    new_context: Callable[..., BrowserContext], links: dict[str, str], scripts: bool
):
    page = new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    page.goto(links["slip"])
    looks(page, scripts)
    page.get_by_role("main").get_by_role("link", name="Voir la première question").or_(
        page.get_by_role("link", name="Continuer")
    ).click()
    looks(page, scripts)
    chosen = page.get_by_role("radio", name="Organisée").first
    chosen.check()
    if scripts:
        expect(page.get_by_text("Enregistré", exact=True)).to_be_visible()
    else:
        page.get_by_role("button", name="Enregistrer et continuer").click()
    page.goto(links["slip"])
    expect(page.get_by_role("heading", level=1, name="Vous revoilà")).to_be_visible()
    page.get_by_role("button", name="J’ai terminé").click()
    expect(page.get_by_text("Vous avez dit avoir terminé.")).to_be_visible()
    page.get_by_role("button", name="Finalement, je n’ai pas terminé").click()
    page.get_by_role("link").filter(has_text="1 sur").first.click()
    expect(page.get_by_role("radio", name="Organisée").first).to_be_checked()


def test_two_people_of_a_room_share_a_phone_and_see_nothing_of_each_other(
    new_context: Callable[..., BrowserContext], links: dict[str, str]
):
    page = new_context(viewport=PHONE).new_page()
    for _ in range(2):
        page.goto(links["room"])
        looks(page)
        page.get_by_role("radio", name="Bénévoles").check()
        page.get_by_role("button", name="Voir la première question").click()
        assert page.locator("main input:checked").count() == 0
        page.get_by_role("radio", name="Installée").first.check()
        expect(page.get_by_text("Enregistré", exact=True)).to_be_visible()
        page.goto(links["room"])
        page.get_by_role("button", name="Quelqu’un d’autre répond sur cet appareil").click()
        expect(page.get_by_text("Vous répondez au titre de")).to_be_visible()
