"""The line is cut in the middle of answering, in all the ways it can be."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.journeys import axe
from tests.journeys.people import PASSWORD, sign_in
from tests.journeys.watch import Watch

HOME = "/o/le-fil-du-canal/"
NO_LINE = "Pas de connexion : vos réponses sont gardées sur cet appareil."
ARRIVED = "Ce que vous avez écrit sans connexion est arrivé."


@pytest.fixture
def theme(page_of: Callable[..., Page]) -> str:
    """Return the address of a theme of an assessment that is open, and nobody else's journey."""
    page = page_of("solenn@demo.example")
    page.goto(f"{HOME}diagnostics/nouveau")
    page.get_by_role("button", name="Commencer").click()
    page.wait_for_url("**/diagnostics/*/*")
    address = page.url.rpartition("/")[0] + "/GOV"
    page.context.close()
    return address


def arrive(page: Page, address: str) -> None:
    """Open a page and let its scripts come."""
    page.goto(address)
    page.wait_for_load_state("networkidle")


def sheets_of(page: Page) -> list[Locator]:
    return page.get_by_role("article").all()


def choose(sheet: Locator, level: str) -> None:
    sheet.get_by_role("radio", name=re.compile(f"^{level}")).check()


def word_of(sheet: Locator) -> Locator:
    return sheet.get_by_label("Un mot pour s’en souvenir")


def test_a_tab_closed_without_a_line_has_lost_nothing(page_of: Callable[..., Page], theme: str, watch: Watch):
    solenn = page_of("solenn@demo.example")
    arrive(solenn, theme)
    choose(sheets_of(solenn)[0], "Installée")
    expect(solenn.locator("#save-state")).to_contain_text("Enregistré à")

    watch.line_is_cut()
    solenn.context.set_offline(True)
    first, second = sheets_of(solenn)[:2]
    choose(first, "Organisée")
    expect(solenn.locator("#save-state")).to_have_text(NO_LINE)
    word_of(first).fill("Le bureau se réunit chaque mois.")
    choose(second, "Premiers pas")
    word_of(second).fill("Un règlement " * 90)
    solenn.close()

    solenn.context.set_offline(False)
    tomorrow = solenn.context.new_page()
    tomorrow.goto(HOME)
    expect(tomorrow.get_by_text(ARRIVED)).to_be_visible(timeout=30_000)
    assert axe.barriers(tomorrow) == []

    ibrahim = page_of("ibrahim@demo.example")
    arrive(ibrahim, theme)
    first, second = sheets_of(ibrahim)[:2]
    expect(first.get_by_role("radio", name=re.compile("^Organisée"))).to_be_checked()
    expect(word_of(first)).to_have_value("Le bureau se réunit chaque mois.")
    expect(second.get_by_role("radio", name=re.compile("^Premiers pas"))).to_be_checked()
    expect(word_of(second)).to_have_value(("Un règlement " * 90).strip())
    tomorrow.reload()
    expect(tomorrow.get_by_text(ARRIVED)).to_be_hidden()


def test_an_answer_whose_receipt_was_lost_does_not_meet_itself(page_of: Callable[..., Page], theme: str, watch: Watch):
    watch.line_is_cut()
    solenn = page_of("solenn@demo.example")
    arrive(solenn, theme)

    def arrive_unanswered(route: Route) -> None:
        route.fetch()
        route.abort("internetdisconnected")

    solenn.route("**/reponses/**", arrive_unanswered, times=1)
    choose(sheets_of(solenn)[0], "Installée")
    expect(solenn.locator("#save-state")).to_have_text(NO_LINE)
    choose(sheets_of(solenn)[0], "Organisée")
    expect(solenn.locator("#save-state")).to_contain_text("Enregistré à", timeout=30_000)
    expect(solenn.get_by_role("alert")).to_have_count(0)
    solenn.reload()
    expect(sheets_of(solenn)[0].get_by_role("radio", name=re.compile("^Organisée"))).to_be_checked()


def test_both_answers_wait_for_whoever_comes_back_with_another(page_of: Callable[..., Page], theme: str, watch: Watch):
    watch.expect([409])
    watch.line_is_cut()
    solenn, ibrahim = page_of("solenn@demo.example"), page_of("ibrahim@demo.example")
    arrive(solenn, theme)
    solenn.context.set_offline(True)
    choose(sheets_of(solenn)[0], "Organisée")
    word_of(sheets_of(solenn)[0]).fill("Nos statuts le disent.")
    expect(solenn.locator("#save-state")).to_have_text(NO_LINE)
    solenn.close()
    arrive(ibrahim, theme)
    choose(sheets_of(ibrahim)[0], "Premiers pas")
    expect(ibrahim.locator("#save-state")).to_contain_text("Enregistré à")

    solenn.context.set_offline(False)
    tomorrow = solenn.context.new_page()
    tomorrow.goto(HOME)
    waiting = tomorrow.get_by_role("region", name="Gardé sur cet appareil")
    expect(waiting).to_contain_text("Quelque chose y a changé entre-temps", timeout=30_000)
    expect(waiting).to_contain_text("Nos statuts le disent.")
    assert axe.barriers(tomorrow) == []
    waiting.get_by_role("link").click()
    conflict = sheets_of(tomorrow)[0].get_by_role("alert")
    expect(conflict).to_contain_text("Premiers pas")
    expect(conflict).to_contain_text("Organisée")
    assert axe.barriers(tomorrow) == []
    conflict.get_by_role("button", name="Garder la mienne").click()
    expect(conflict).not_to_be_attached()
    ibrahim.reload()
    expect(word_of(sheets_of(ibrahim)[0])).to_have_value("Nos statuts le disent.")
    tomorrow.goto(HOME)
    expect(waiting).to_be_hidden()


def test_whoever_signs_out_is_asked_and_leaves_nothing_on_the_device(
    new_context: Callable[..., BrowserContext], theme: str, watch: Watch
):
    watch.line_is_cut()
    page = new_context().new_page()
    sign_in(page, "solenn@demo.example")
    arrive(page, theme)
    page.route("**/reponses/**", lambda route: route.abort("internetdisconnected"))
    word_of(sheets_of(page)[0]).fill("Entre nous.")
    expect(page.locator("#save-state")).to_have_text(NO_LINE)
    page.get_by_role("button", name="Se déconnecter").click()
    asked = page.get_by_role("dialog", name="Ce que vous avez écrit n’est pas encore enregistré")
    expect(asked).to_be_visible()
    asked.get_by_role("button", name="Rester ici").click()
    expect(asked).to_be_hidden()
    assert kept_in(page) == 1
    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_role("button", name="Se déconnecter et l’effacer").click()
    expect(page.get_by_role("link", name="Se connecter")).to_be_visible()
    assert kept_in(page) == 0


def test_what_one_person_typed_is_never_sent_as_anothers(
    new_context: Callable[..., BrowserContext], theme: str, watch: Watch
):
    watch.expect([401])
    watch.line_is_cut()
    device = new_context()
    solenn = device.new_page()
    sign_in(solenn, "solenn@demo.example")
    arrive(solenn, theme)
    device.clear_cookies(name="sessionid")
    ibrahim = device.new_page()
    sign_in(ibrahim, "ibrahim@demo.example")

    choose(sheets_of(solenn)[0], "Installée")
    expect(solenn.locator("#save-state")).to_contain_text("Votre session est terminée")
    solenn.close()
    arrive(ibrahim, theme)
    expect(sheets_of(ibrahim)[0].get_by_role("radio", name=re.compile("^Installée"))).not_to_be_checked()
    assert kept_in(ibrahim) == 1
    ibrahim.get_by_role("button", name="Se déconnecter").click()
    sign_in(ibrahim, "solenn@demo.example")
    expect(ibrahim.get_by_text(ARRIVED)).to_be_visible(timeout=30_000)
    arrive(ibrahim, theme)
    expect(sheets_of(ibrahim)[0].get_by_role("radio", name=re.compile("^Installée"))).to_be_checked()


def test_a_page_left_open_for_a_week_saves_once_its_reader_is_back(
    new_context: Callable[..., BrowserContext], theme: str, watch: Watch
):
    watch.expect([401])
    device = new_context()
    page = device.new_page()
    sign_in(page, "solenn@demo.example")
    arrive(page, theme)
    device.clear_cookies()
    word_of(sheets_of(page)[0]).fill("Une semaine plus tard.")
    expect(page.locator("#save-state")).to_contain_text("Votre session est terminée")
    with device.expect_page() as opened:
        page.locator("#save-state").get_by_role("link", name="Se connecter").click()
    tab = opened.value
    tab.get_by_label("Adresse e-mail").fill("solenn@demo.example")
    tab.get_by_label("Mot de passe").fill(PASSWORD)
    tab.get_by_role("button", name="Se connecter", exact=True).click()
    expect(word_of(sheets_of(tab)[0])).to_have_value("Une semaine plus tard.")
    page.bring_to_front()
    expect(page.locator("#save-state")).to_contain_text("Enregistré à", timeout=30_000)


def test_a_page_left_open_for_a_week_gives_the_text_back_without_a_script(
    new_context: Callable[..., BrowserContext], theme: str, watch: Watch
):
    watch.expect([401, 403])
    device = new_context(java_script_enabled=False)
    page = device.new_page()
    sign_in(page, "solenn@demo.example")
    arrive(page, theme)
    word_of(sheets_of(page)[0]).fill("Une semaine plus tard.")
    device.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Enregistrer et continuer").last.click()
    expect(page.get_by_role("heading", level=1, name="Ce que vous avez écrit est toujours là")).to_be_visible()
    expect(page.get_by_text("Une semaine plus tard.")).to_be_visible()
    tab = device.new_page()
    sign_in(tab, "solenn@demo.example")
    page.get_by_role("button", name="Enregistrer maintenant").click()
    page.get_by_role("button", name="Enregistrer maintenant").click()
    arrive(page, theme)
    expect(word_of(sheets_of(page)[0])).to_have_value("Une semaine plus tard.")


def test_a_visitor_without_an_account_loses_nothing_either(new_context: Callable[..., BrowserContext], watch: Watch):
    watch.line_is_cut()
    page = new_context().new_page()
    arrive(page, "/essai/themes/GOV")
    page.context.set_offline(True)
    choose(sheets_of(page)[0], "Installée")
    expect(page.locator("#save-state")).to_have_text(NO_LINE)
    page.close()
    page.context.set_offline(False)
    tomorrow = page.context.new_page()
    tomorrow.goto("/")
    expect(tomorrow.get_by_text(ARRIVED)).to_be_visible(timeout=30_000)
    tomorrow.goto("/essai/themes/GOV")
    expect(sheets_of(tomorrow)[0].get_by_role("radio", name=re.compile("^Installée"))).to_be_checked()


def kept_in(page: Page) -> int:
    """Return how many pieces this device keeps, whoever typed them."""
    kept: int = page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('waiting ')).length")
    return kept
