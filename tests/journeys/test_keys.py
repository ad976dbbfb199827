"""Signing in with more, or with something else, than a password."""

import time
from collections.abc import Callable

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.people import PASSWORD, sign_in

FIDO = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def proves_who_they_are(page: Page) -> None:
    expect(page.get_by_role("heading", level=1, name="Est-ce bien vous ?")).to_be_visible()
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Continuer").click()


def signs_out(page: Page) -> None:
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("link", name="Se connecter").first).to_be_visible()


def test_a_passkey_opens_the_account_without_a_password(new_context: Callable[..., BrowserContext]):
    page = new_context().new_page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": FIDO})

    sign_in(page, "marie-annick@demo.example")
    page.goto("/compte/securite/")
    page.get_by_role("link", name="Ajouter une clé").click()
    proves_who_they_are(page)
    page.get_by_label("Nom de cette clé").fill("mon téléphone")
    page.get_by_role("button", name="Ajouter cette clé").click()
    expect(page.get_by_text("La clé est ajoutée.")).to_be_visible()
    signs_out(page)

    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()


def test_a_code_from_an_app_is_asked_after_the_password(new_context: Callable[..., BrowserContext]):
    page = new_context().new_page()
    sign_in(page, "yannick@demo.example")
    page.goto("/compte/securite/application/")
    proves_who_they_are(page)
    secret = page.locator("main strong").inner_text()
    page.get_by_label("Code").fill(code(secret))
    page.get_by_role("button", name="Activer").click()
    expect(page.get_by_role("heading", level=1, name="Codes de secours")).to_be_visible()
    signs_out(page)

    page.goto("/compte/connexion/")
    page.get_by_label("Adresse e-mail").fill("yannick@demo.example")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Encore une étape")).to_be_visible()
    page.get_by_label("Code").fill(code(secret))
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()


def code(secret: str) -> str:
    """Return what the app shows now; as one would, wait for the next one when this one is about to change."""
    now = time.time()
    if now % 30 > 25:
        time.sleep(30 - now % 30)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
