"""Several people around one assessment."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.people import letter
from tests.journeys.watch import Watch

PASSWORD = "un grand bol de far breton"


def test_someone_invited_joins_the_team(page_of: Callable[..., Page], new_context: Callable[..., BrowserContext]):
    solenn = page_of("solenn@demo.example")
    solenn.goto("/o/le-fil-du-canal/equipe/")
    solenn.get_by_label("Adresse e-mail").fill("tugdual@essai.example")
    solenn.get_by_role("radio", name=re.compile("^Participe")).check()
    solenn.get_by_role("button", name="Envoyer l’invitation").click()
    expect(solenn.get_by_text("L’invitation part vers tugdual@essai.example.")).to_be_visible()

    tugdual = new_context().new_page()
    letter(tugdual, to="tugdual@essai.example", about="Le Fil du canal").get_by_role("link").click()
    expect(tugdual.get_by_role("heading", level=1, name="Le Fil du canal")).to_be_visible()
    tugdual.get_by_role("link", name="Créer un compte").click()
    tugdual.get_by_label("Votre nom").fill("Tugdual Ollivier")
    tugdual.get_by_label("Adresse e-mail").fill("tugdual@essai.example")
    tugdual.get_by_label("Mot de passe").fill(PASSWORD)
    tugdual.get_by_role("button", name="Créer mon compte").click()
    expect(tugdual.get_by_role("heading", level=1, name="Regardez votre messagerie")).to_be_visible()
    letter(tugdual, to="tugdual@essai.example", about="un lien à ouvrir").get_by_role("link").click()
    tugdual.get_by_role("button", name="Oui, c’est la mienne").click()

    expect(tugdual.get_by_role("heading", level=1, name="Le Fil du canal")).to_be_visible()
    tugdual.get_by_role("button", name="Rejoindre l’équipe").click()
    expect(tugdual.get_by_text("Où en êtes-vous ?")).to_be_visible()
    solenn.reload()
    expect(solenn.get_by_role("row").filter(has_text="Tugdual Ollivier")).to_contain_text("Participe")


def test_two_people_who_answer_at_once_see_both_answers(page_of: Callable[..., Page], watch: Watch):
    watch.expect([409])
    solenn, ibrahim = page_of("solenn@demo.example"), page_of("ibrahim@demo.example")
    address = theme_of_the_story(solenn)
    solenn.goto(address)
    ibrahim.goto(address)

    rules_of(solenn).get_by_role("radio", name=re.compile("^Installée")).check()
    expect(solenn.get_by_role("status")).to_contain_text("Enregistré à")
    rules_of(ibrahim).get_by_label("Un mot pour s’en souvenir").fill("La charte date de 2012.")
    rules_of(ibrahim).get_by_role("radio", name=re.compile("^Premiers pas")).check()

    conflict = rules_of(ibrahim).get_by_role("alert")
    expect(conflict).to_contain_text("Deux réponses se rencontrent ici")
    expect(conflict).to_contain_text("Installée")
    expect(conflict).to_contain_text("Premiers pas")
    conflict.get_by_role("button", name="Garder la mienne").click()
    expect(conflict).not_to_be_attached()
    solenn.reload()
    expect(rules_of(solenn).get_by_role("radio", name=re.compile("^Premiers pas"))).to_be_checked()
    expect(rules_of(solenn).get_by_label("Un mot pour s’en souvenir")).to_have_value("La charte date de 2012.")


def theme_of_the_story(page: Page) -> str:
    """Return the address of a theme nobody has answered yet."""
    page.goto("/o/le-fil-du-canal/")
    page.get_by_role("link", name="Continuer").click()
    page.wait_for_url("**/diagnostics/**")
    return page.url.rsplit("/", 1)[0] + "/ETH"


def rules_of(page: Page) -> Locator:
    return page.get_by_role("article", name="Valeurs et règles de conduite")
