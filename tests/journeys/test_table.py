"""All on one page, for those who come with a spreadsheet or leave with paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

LOCAL = "Emplois et achats locaux et solidaires"


@pytest.fixture
def table(page_of: Callable[..., Page]) -> Page:
    """The table of a first overview under way."""
    page = page_of("claire@demo.example", permissions=["clipboard-read", "clipboard-write"])
    page.goto("/o/la-legumerie-de-l-argoat/")
    page.get_by_role("link", name="La même chose en tableau").click()
    expect(page.get_by_role("heading", level=1, name="Tout sur une page")).to_be_visible()
    return page


def row(page: Page, practice: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=practice))


def test_a_block_copied_from_a_spreadsheet_fills_the_cells_and_is_kept(table: Page):
    block = "Installée\timportant\tDepuis 2019\nPremiers pas\tcrucial\tAvec le Pays\nexcellente\tutile\tUne fois l’an"
    table.evaluate("text => navigator.clipboard.writeText(text)", block)
    row(table, LOCAL).get_by_label("Où en êtes-vous ?").focus()
    table.keyboard.press("ControlOrMeta+V")

    expect(table.get_by_text("Cellules remplies : 8.")).to_be_visible()
    expect(table.locator("#save-state")).to_contain_text("Enregistré à")
    table.reload()
    first = row(table, LOCAL)
    expect(first.get_by_label("Où en êtes-vous ?").locator("option:checked")).to_have_text("Installée")
    expect(first.get_by_label("Importance").locator("option:checked")).to_have_text("important")
    expect(first.get_by_label("Un mot pour s’en souvenir")).to_have_value("Depuis 2019")


def test_the_table_prints_without_what_only_serves_on_a_screen(table: Page):
    table.emulate_media(media="print")
    expect(table.get_by_role("row").nth(3)).to_be_visible()
    expect(table.get_by_role("button", name="Tout enregistrer")).to_be_hidden()
    expect(table.get_by_role("navigation", name="Principale")).to_be_hidden()
    assert table.pdf(prefer_css_page_size=True).startswith(b"%PDF")
