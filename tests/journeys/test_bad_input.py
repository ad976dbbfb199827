"""What cannot be taken is refused in one clear sentence, and nothing that was typed is lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import axe
from tests.journeys.watch import Watch

REMARK = "Voté à l’assemblée de mars."


@pytest.fixture
def sheet(page_of: Callable[..., Page], watch: Watch) -> Locator:
    """A criterion under way, with a remark just typed."""
    watch.expect([413, 422])
    page = page_of("claire@demo.example")
    page.goto("/o/la-legumerie-de-l-argoat/")
    page.get_by_role("link", name="Continuer").click()
    page.wait_for_url("**/diagnostics/**")
    page.goto(page.url.rsplit("/", 1)[0] + "/ETH")
    sheet = page.get_by_role("article").first
    sheet.get_by_label("Un mot pour s’en souvenir").fill(REMARK)
    return sheet


def remark(sheet: Locator) -> Locator:
    return sheet.get_by_label("Un mot pour s’en souvenir")


def test_a_level_that_is_on_no_scale_is_refused(sheet: Locator):
    radio = sheet.get_by_role("radio", name=re.compile("^Installée"))
    radio.evaluate("one => { one.value = '7'; }")
    radio.check()
    expect(sheet.get_by_role("alert")).to_contain_text("Ce niveau n’est pas sur l’échelle de ce critère.")
    sheet.page.get_by_role("button", name=re.compile("^Enregistrer")).click()
    expect(sheet.page.get_by_role("alert").first).to_contain_text(
        "Une partie de cette page n’est pas encore enregistrée"
    )
    expect(remark(sheet)).to_have_value(REMARK)
    assert axe.barriers(sheet.page) == []


def test_a_text_with_a_character_that_cannot_be_kept_is_refused(sheet: Locator):
    remark(sheet).evaluate("(one, text) => { one.value = text + '\\0'; }", REMARK)
    remark(sheet).press("End")
    remark(sheet).press_sequentially("!")
    expect(sheet.get_by_role("alert")).to_contain_text("caractère")
    expect(remark(sheet)).to_have_value(re.compile(REMARK))


def test_a_comment_as_long_as_a_library_is_refused(sheet: Locator):
    remark(sheet).evaluate("one => { one.removeAttribute('maxlength'); one.value = 'abeille '.repeat(1310720); }")
    remark(sheet).press("Space")
    expect(sheet.page.locator("#save-state")).to_contain_text("c’est trop long")
    assert remark(sheet).evaluate("one => one.value.length") > 10_000_000

    sheet.page.get_by_role("button", name=re.compile("^Enregistrer")).click()
    expect(sheet.page.get_by_role("heading", level=1, name="Ce que vous avez envoyé est trop long")).to_be_visible()
    assert axe.barriers(sheet.page) == []


def test_a_siret_that_fails_is_refused_and_the_form_keeps_the_rest(page_of: Callable[..., Page], watch: Watch):
    watch.expect([422])
    page = page_of("nadia@demo.example")
    page.goto("/structures/nouvelle")
    page.get_by_label("Nom", exact=False).first.fill("Les Abeilles du Trégor")
    page.get_by_label("Famille juridique").select_option(label="Coopérative")
    page.get_by_text("Numéros d’immatriculation (facultatif)").click()
    page.get_by_label("SIRET").fill("123 456 789 00011")
    page.get_by_role("button", name="Créer", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Ce SIRET n’est pas valable")
    expect(page.get_by_label("SIRET")).to_have_value("123 456 789 00011")
    expect(page.get_by_label("Nom", exact=False).first).to_have_value("Les Abeilles du Trégor")
    expect(page.get_by_label("Famille juridique").locator("option:checked")).to_have_text("Coopérative")
    assert axe.barriers(page) == []
