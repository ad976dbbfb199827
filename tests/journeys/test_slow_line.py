"""On a slow line, the first page of questions comes quickly: with all it loads, the face included."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.survey import Weight

FIRST_PAGE = 75 * 1024


def weight_of(page: Page, path: str) -> int:
    """Return the compressed bytes of a page and of all it loads for someone who has never come."""
    weight = Weight(page)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return weight.bytes


def test_the_first_questions_of_a_trial(page: Page):
    assert weight_of(page, "/essai/themes/GOV") <= FIRST_PAGE


def test_the_first_questions_of_an_assessment(page_of: Callable[..., Page]):
    page = page_of("solenn@demo.example")
    page.goto("/o/le-fil-du-canal/")
    address = page.get_by_role("link", name="Continuer").get_attribute("href")
    assert weight_of(page, str(address)) <= FIRST_PAGE
