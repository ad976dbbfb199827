"""The ways people act on a page: with a mouse, with a finger, with nothing but a keyboard."""

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

STEPS = 120
# An outline may stand around the whole card or pill that holds what has the focus.
IS_SEEN = """one => {
    for (let around = one; around && around !== document.body; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
    }
    return false;
}"""


class Hand(Protocol):
    """What a person does with a thing on the page."""

    def press(self, thing: Locator) -> None: ...
    def write(self, field: Locator, text: str) -> None: ...
    def choose(self, radio: Locator) -> None: ...
    def pick(self, menu: Locator, label: str) -> None: ...


class Mouse:
    """Points and clicks."""

    def press(self, thing: Locator) -> None:
        thing.click()

    def write(self, field: Locator, text: str) -> None:
        field.click()
        field.press_sequentially(text)

    def choose(self, radio: Locator) -> None:
        radio.check()

    def pick(self, menu: Locator, label: str) -> None:
        menu.select_option(label=label)


class Finger(Mouse):
    """Taps; what is to be tapped is at least 24 pixels high and wide."""

    def press(self, thing: Locator) -> None:
        thing.tap()

    def choose(self, radio: Locator) -> None:
        radio.tap()
        expect(radio).to_be_checked()


class Keyboard:
    """Goes from thing to thing with Tab, as in the page's own order, and never loses sight of where it is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, thing: Locator) -> None:
        self._go_to(thing)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._go_to(field)
        self.page.keyboard.type(text)

    def choose(self, radio: Locator) -> None:
        group = radio.evaluate("one => one.name")
        self._go_to(self.page.locator(f'[name="{group}"]:focus'), radio)
        if not radio.is_checked():
            self.page.keyboard.press("Space")
        for _ in range(radio.page.locator(f'[name="{group}"]').count()):
            if radio.is_checked():
                break
            self.page.keyboard.press("ArrowDown")
        expect(radio).to_be_checked()

    def pick(self, menu: Locator, label: str) -> None:
        self._go_to(menu)
        self.page.keyboard.type(label)
        expect(menu.locator("option:checked")).to_have_text(label)

    def _go_to(self, thing: Locator, shown: Locator | None = None) -> None:
        (shown or thing).wait_for()
        for _ in range(STEPS):
            if thing.count() and thing.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        expect(thing).to_be_focused()
        assert thing.evaluate(IS_SEEN), f"the focus cannot be seen on {thing}"
