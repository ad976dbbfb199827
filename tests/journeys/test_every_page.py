"""Every kind of page, as the people of the story meet it: open to all, light, and at ease on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.survey import Survey, walk

PUBLIC = ["/", "/compte/connexion/", "/demo/courrier", "/composants", "/hors-connexion", "/nulle-part"]
OWN = ["/", "/compte/", "/compte/jetons/", "/api/v1/docs"]
MEETINGS = {
    "a visitor": ("", "fr-FR", PUBLIC, "/"),
    "a visitor who reads English": ("", "en-GB", PUBLIC, "/"),
    "someone who leads the work": ("solenn@demo.example", "fr-FR", OWN, "/"),
    "someone who takes part, in English": ("emily@demo.example", "en-GB", OWN, "/"),
    "someone who reads": ("gwenael@demo.example", "fr-FR", ["/"], "/o/"),
    "someone who took stock": ("jean-pierre@demo.example", "fr-FR", ["/"], "/o/"),
    "a network": ("nadia@demo.example", "fr-FR", ["/"], "/o/"),
}


@pytest.fixture(scope="session", params=MEETINGS)
def survey(
    request: pytest.FixtureRequest,
    browser: Browser,
    browser_context_args: dict[str, Any],
    signed_in: Callable[[str], Any],
) -> Survey:
    email, language, starts, within = MEETINGS[request.param]
    state = signed_in(email) if email else None
    options = {**browser_context_args, "locale": language, "storage_state": state, "reduced_motion": "reduce"}
    context = browser.new_context(**options)
    survey = walk(context, starts, within=within)
    context.close()
    return survey


def test_no_page_keeps_anyone_out(survey: Survey):
    assert survey.barriers == []


def test_no_page_is_heavy(survey: Survey):
    assert survey.heavy == []


def test_no_page_asks_anything_of_others(survey: Survey):
    assert survey.foreign == []


def test_no_page_is_wider_than_a_phone(survey: Survey):
    assert survey.too_wide == []
