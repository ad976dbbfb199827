"""Trying without an account, until the team finds it all again: on a phone, with or without JavaScript."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Locator, expect

from tests.journeys import axe
from tests.journeys.hands import Finger, Mouse
from tests.journeys.path import LEVELS, PASSWORD, Path
from tests.journeys.people import letter
from tests.journeys.survey import PHONE, overflowing

COOKIE = "essaim_trial"
NOT_FOR_US = -1
# Nobody knows of the twelfth, and the fourteenth is not for them.
ANSWERS = (3, 1, 2, 3, 4, 3, 2, 1, 0, 2, 3, None, 2, NOT_FOR_US, 2)
DISTRIBUTION = "1 évaluée et partagée, 4 installées, 5 organisées, 2 aux premiers pas, 1 pas encore en place"


@dataclass
class Trial(Path):
    """A visitor who first looks, then stays."""

    answers: list[int | None] = field(default_factory=lambda: list(ANSWERS))

    def walk(self) -> None:
        self.begins()
        self.answers_theme_after_theme()
        self.reads_where_they_stand()
        self.hand.press(self.link("Garder ce diagnostic"))
        self.signs_up()
        self.opens_the_letter()
        self.creates_an_organisation()
        self.keeps_it()

    def looks(self) -> None:
        """Keep nobody out, and scroll to no side."""
        if self.scripts:
            assert axe.barriers(self.page) == []
        assert overflowing(self.page) == []

    def begins(self) -> None:
        self.page.goto("/")
        self.hand.press(self.link("Essayer tout de suite, sans compte"))
        self.arrives_at("Où en êtes-vous")
        self.looks()
        self.hand.write(self.field("Salariés et salariées"), "30")
        self.hand.press(self.button("Voir la première question"))
        self.arrives_at("Gouvernance démocratique")
        self.looks()

    def answers_one(self, sheet: Locator, level: int | None) -> None:
        words = {None: "Je ne sais pas", NOT_FOR_US: "Cela ne nous concerne pas"}.get(level) or LEVELS[level or 0]
        self.hand.choose(sheet.get_by_role("radio", name=re.compile(f"^{words}")).first)
        if level == 0:
            self.hand.choose(sheet.get_by_role("radio", name="crucial"))

    def reads_where_they_stand(self) -> None:
        for words in (DISTRIBUTION, "13 réponses sur 14"):
            expect(self.page.get_by_text(words).first).to_be_visible()
        first = self.page.get_by_role("region", name="Par quoi commencer").get_by_role("listitem").first
        expect(first.get_by_role("heading")).to_have_text("Santé, sécurité, qualité de vie")
        self.looks()

    def signs_up(self) -> None:
        self.arrives_at("Créer un compte")
        expect(self.page.get_by_text("vous les retrouvez toutes")).to_be_visible()
        self.hand.write(self.field("Votre nom"), "Maëlle Kervella")
        self.hand.write(self.field("Adresse e-mail"), self.email)
        self.hand.write(self.field("Mot de passe"), PASSWORD)
        self.hand.press(self.button("Créer mon compte"))
        self.arrives_at("Regardez votre messagerie")

    def creates_an_organisation(self) -> None:
        expect(self.field("Salariés et salariées")).to_have_value("30")
        self.hand.write(self.page.get_by_label("Nom", exact=False).first, "La Ruche du Trieux")
        self.hand.pick(self.field("Famille juridique"), "Association")
        self.hand.press(self.button("Créer"))

    def keeps_it(self) -> None:
        self.arrives_at("Vos réponses sont là")
        self.looks()
        self.hand.press(self.button("Garder ce diagnostic"))
        self.arrives_at("Où vous en êtes")
        expect(self.page.get_by_text("commencées sans compte")).to_be_visible()
        for words in (DISTRIBUTION, "13 réponses sur 14", "la raison reste à écrire"):
            expect(self.page.get_by_text(words).first).to_be_visible()
        assert COOKIE not in {one["name"] for one in self.page.context.cookies()}


def test_a_visitor_on_a_phone_looks_then_stays(new_context: Callable[..., BrowserContext]):
    page = new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    Trial(page, Finger(), "nolwenn@essai.example").walk()


def test_a_visitor_looks_then_stays_without_javascript(new_context: Callable[..., BrowserContext]):
    page = new_context(java_script_enabled=False).new_page()
    Trial(page, Mouse(), "yann@essai.example", scripts=False).walk()


def test_a_letter_opened_elsewhere_leaves_the_answers_where_they_are(new_context: Callable[..., BrowserContext]):
    page, elsewhere = new_context().new_page(), new_context().new_page()
    trial = Trial(page, Mouse(), "enora@essai.example")
    trial.begins()
    trial.answers_theme_after_theme()
    trial.hand.press(trial.link("Garder ce diagnostic"))
    trial.signs_up()
    letter(elsewhere, to=trial.email, about="un lien à ouvrir").get_by_role("link").first.click()
    elsewhere.get_by_role("button", name="Oui, c’est la mienne").click()
    expect(elsewhere.get_by_role("heading", level=1, name="Se connecter")).to_be_visible()
    page.goto("/essai/garder")
    page.get_by_role("link", name="Se connecter").last.click()
    trial.hand.write(trial.field("Adresse e-mail"), trial.email)
    trial.hand.write(trial.field("Mot de passe"), PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    trial.creates_an_organisation()
    trial.keeps_it()
