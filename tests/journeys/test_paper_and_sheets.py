"""Answers that come on paper or in a spreadsheet: typed a key each, brought back in a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from essaim.apps.assessments.tests.workbooks import filled
from tests.journeys import axe

WHERE = "Où en êtes-vous ?"


def opens(page: Page, link: str) -> None:
    """Go from the organisation's home to the table, then to one of the ways in."""
    page.goto("/o/la-legumerie-de-l-argoat/")
    page.get_by_role("link", name="La même chose en tableau").click()
    page.get_by_role("link", name=link).click()
    expect(page.get_by_role("heading", level=1, name=link)).to_be_visible()


@pytest.fixture
def claire(page_of: Callable[..., Page]) -> Page:
    return page_of("claire@demo.example", accept_downloads=True, bypass_csp=True)


def test_a_stack_of_paper_is_typed_in_with_a_key_for_each_answer(claire: Page):
    opens(claire, "Saisir des réponses papier")
    assert axe.barriers(claire) == []
    wheres = claire.get_by_label(WHERE)
    wheres.first.focus()
    for key in ("2", "1", "p", "n"):
        claire.keyboard.press(key)
    claire.keyboard.type("Nous n’en avons pas")
    claire.keyboard.press("Enter")
    claire.keyboard.press("?")
    expect(claire.locator("#entry-progress")).to_contain_text("4 sur 14")
    expect(claire.locator("#save-state")).to_contain_text("Enregistré à")
    claire.reload()
    said = [wheres.nth(place).input_value() for place in range(5)]
    assert said == ["2", "1", "planned", "not_applicable", "unknown"]


def test_a_workbook_filled_in_elsewhere_is_seen_before_it_is_kept(claire: Page, tmp_path: Path):
    opens(claire, "Remplir dans un tableur")
    assert axe.barriers(claire) == []
    with claire.expect_download() as download:
        claire.get_by_role("link", name="En français").click()
    file = tmp_path / "classeur.xlsx"
    file.write_bytes(filled(download.value.path().read_bytes(), ETH_1__standing=3, ETH_1__comment="=1+1"))
    claire.get_by_label("Le fichier").set_input_files(file)
    claire.get_by_role("button", name="Voir ce qu’il change").click()
    expect(claire.get_by_text("1 pratique change.")).to_be_visible()
    expect(claire.get_by_text("→ Installée")).to_be_visible()
    assert axe.barriers(claire) == []
    claire.get_by_role("button", name="Garder ces réponses").click()
    expect(claire.get_by_text("1 pratique est modifiée.")).to_be_visible()
    expect(claire.get_by_text("=1+1")).to_be_visible()
