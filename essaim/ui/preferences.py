"""How a reader wants pages shown, kept in two cookies that say nothing about them."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

THEME_COOKIE: Final = "essaim_theme"
TEXT_COOKIE: Final = "essaim_text"
THEMES: Final = ("auto", "light", "dark")
TEXTS: Final = ("normal", "large")
YEAR: Final = 60 * 60 * 24 * 365


@dataclass(frozen=True)
class Display:
    """The colour scheme and the size of text a reader chose."""

    theme: str = "auto"
    text: str = "normal"


def display_of(request: HttpRequest | None) -> Display:
    """Return the reader's choice; what was never chosen, or is not ours, is the default."""
    cookies = request.COOKIES if request else {}
    theme, text = cookies.get(THEME_COOKIE, ""), cookies.get(TEXT_COOKIE, "")
    return Display(theme if theme in THEMES else "auto", text if text in TEXTS else "normal")
