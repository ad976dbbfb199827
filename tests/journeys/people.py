"""What people do beside the journey itself: sign in, look for their letter."""

import re

from playwright.sync_api import Locator, Page, expect

PASSWORD = "essaim-demo-2026"


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in through the page everyone uses."""
    page.goto("/compte/connexion/")
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page.get_by_role("button", name=re.compile("Se déconnecter|Sign out"))).to_be_visible()


def letter(page: Page, *, to: str, about: str) -> Locator:
    """Find the latest letter on the page where the demonstration shows them; the worker may need a moment."""
    page.goto("/demo/courrier")
    found = page.get_by_role("article").filter(has_text=to).filter(has_text=about).first
    for _ in range(100):
        if found.is_visible():
            break
        page.reload()
    expect(found).to_be_visible()
    return found
