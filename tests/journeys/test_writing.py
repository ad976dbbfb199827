"""Somebody of a network writes its own referential, with a browser's script and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import axe

OURS = "/o/les-amers-reseau-breton-de-l-economie-solidaire/referentiels/"


@pytest.mark.parametrize("script", [True, False])
def test_a_network_writes_its_own_referential(page_of: Callable[..., Page], script: bool):
    page = page_of("nadia@demo.example", java_script_enabled=script)
    page.goto(f"{OURS}nouveau")
    page.get_by_role("radio", name=re.compile("Une page blanche")).check()
    page.locator("[name=title]").fill(f"La grille {script}")
    page.locator("form [type=submit]").last.click()
    expect(page.get_by_text("10 points à compléter avant de publier")).to_be_visible()

    page.get_by_role("link", name="Pratique sans titre").click()
    write(page, "title", "Accueil", "Welcome")
    write(page, "question", "Vos horaires conviennent-ils ?", "Do your opening hours suit people?")
    if script:
        expect(page.get_by_role("status")).to_contain_text("Enregistré à")
        expect(page.get_by_role("heading", name="Rien ne manque ici")).to_be_visible()
        assert axe.barriers(page) == []
    page.locator("[name=stay]").click()
    expect(page.get_by_role("heading", level=1, name="Accueil")).to_be_visible()

    page.get_by_role("link", name="Thème sans titre").click()
    write(page, "title", "Ouverture", "Openness")
    write(page, "summary", "Comment on entre chez nous.", "How people come in.")
    page.locator("[name=stay]").click()
    page.get_by_role("link", name="Revenir au plan").click()
    page.get_by_role("link", name="Présentation").click()
    write(page, "description", "Une question pour commencer.", "One question to start with.")
    page.locator("[name=stay]").click()
    page.get_by_role("link", name="Revenir au plan").click()
    expect(page.get_by_text("Prêt à être publié")).to_be_visible()
    if script:
        assert axe.barriers(page) == []

    page.get_by_role("link", name="Voir comme une personne qui répond").click()
    expect(page.get_by_text("Un aperçu : rien n’est enregistré")).to_be_visible()
    expect(page.get_by_text("Vos horaires conviennent-ils ?")).to_be_visible()
    if script:
        assert axe.barriers(page) == []


def write(page: Page, name: str, french: str, english: str) -> None:
    page.locator(f'[name="{name}.fr"]').fill(french)
    page.locator(f'[name="{name}.en"]').fill(english)
    page.keyboard.press("Tab")
