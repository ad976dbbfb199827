"""From the home page to one's own results and away with everything, for everyone."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

from tests.journeys.hands import Finger, Keyboard, Mouse
from tests.journeys.path import Path
from tests.journeys.survey import PHONE
from tests.journeys.watch import Watch


def test_someone_new_takes_stock_in_french(page: Page):
    Path(page, Mouse(), "maelle@essai.example").walk()


def test_someone_new_takes_stock_in_english(page: Page):
    Path(page, Mouse(), "mabel@essai.example", language="en").walk()


def test_someone_new_takes_stock_with_a_keyboard_alone(page: Page, watch: Watch):
    watch.expect([422])  # typed slowly, a reason comes after the answer that needs it: the page asks for it meanwhile
    Path(page, Keyboard(page), "noe@essai.example").walk()


def test_someone_new_takes_stock_without_javascript(new_context: Callable[..., BrowserContext]):
    page = new_context(java_script_enabled=False).new_page()
    Path(page, Mouse(), "leon@essai.example", scripts=False).walk()


def test_someone_new_takes_stock_on_a_phone(new_context: Callable[..., BrowserContext]):
    page = new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    Path(page, Finger(), "lila@essai.example").walk()
