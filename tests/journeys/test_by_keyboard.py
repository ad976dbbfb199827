"""The collective assessment with nothing but a keyboard: inviting people, answering by a link, leading the room."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.axe import barriers
from tests.journeys.hands import Keyboard
from tests.journeys.watch import Watch

HOME = "/o/le-fil-du-canal/"
STRATEGY = re.compile("^Information sur la stratégie")


@pytest.fixture
def steward(page_of: Callable[..., Page]) -> Page:
    """Open the home of an organisation that looks at its practices together, as who leads it."""
    page = page_of("solenn@demo.example", viewport={"width": 1280, "height": 720})
    page.goto(HOME)
    return page


def test_somebody_is_invited_and_answers_by_their_link(steward: Page, new_context: Callable[..., BrowserContext]):
    hand = Keyboard(steward)
    hand.press(steward.get_by_role("link", name="Voir l’atelier"))
    hand.press(steward.get_by_role("link", name="Choisir les personnes"))
    hand.pick(steward.get_by_label("Dans quel groupe ?"), "Bénévoles")
    hand.write(steward.get_by_label("D’autres personnes, une par ligne"), "Jo")
    hand.press(steward.get_by_role("button", name="Les solliciter"))
    address = steward.locator(".slip-address").inner_text()

    page = new_context(viewport={"width": 375, "height": 800}).new_page()
    page.goto(address)
    guest = Keyboard(page)
    guest.press(page.get_by_role("main").get_by_role("link", name="Voir la première question"))
    # What was revealed in the meeting already is not asked any more: the way begins after it.
    expect(page.get_by_role("heading", level=1, name="Emploi et exemplarité sociale")).to_be_visible()
    guest.choose(page.get_by_role("radio", name=re.compile("^Organisée")).first)
    expect(page.get_by_text("Enregistré", exact=True)).to_be_visible()
    guest.press(page.get_by_role("button", name="Enregistrer et continuer"))
    expect(page.get_by_role("heading", level=1, name="Usagers et besoins")).to_be_visible()
    page.goto(address)
    guest.press(page.get_by_role("button", name="J’ai terminé"))
    expect(page.get_by_text("Vous avez dit avoir terminé.")).to_be_visible()
    assert barriers(page) == []


def test_the_room_is_led_and_what_divided_it_is_kept_with_a_reason(steward: Page, watch: Watch):
    watch.expect([422])
    hand = Keyboard(steward)
    hand.press(steward.get_by_role("link", name="Ouvrir la salle"))
    agenda = steward.get_by_role("navigation", name="La réunion")
    hand.press(agenda.get_by_role("link", name=STRATEGY))
    expect(steward.locator(".swarm").first).to_be_visible()
    hand.press(steward.get_by_text("Nous sommes d’accord", exact=True))
    hand.choose(steward.get_by_role("radio", name=re.compile("^Organisée")))
    hand.press(steward.get_by_role("button", name="Garder et continuer"))
    expect(steward.get_by_text(re.compile("^Vos réponses étaient éloignées sur cette pratique")).first).to_be_visible()
    assert barriers(steward) == []
    hand.write(steward.get_by_label("Pourquoi, en quelques mots"), "Le conseil la connaît ; l’équipe la découvre.")
    hand.press(steward.get_by_role("button", name="Garder et continuer"))
    expect(agenda.get_by_role("link", name=STRATEGY)).to_contain_text("D’accord")
    hand.press(agenda.get_by_role("link", name=re.compile("^Ce que nous retenons")))
    expect(steward.get_by_role("main")).to_contain_text("l’équipe la découvre")
    assert barriers(steward) == []
