"""The whole path: from the home page to the results of a first overview, and away with everything.

One text for everyone who walks it: by mouse, finger or keyboard, in French or English, with or without JavaScript.
"""

import re
from dataclasses import dataclass, field
from typing import Literal
from zipfile import ZipFile

from playwright.sync_api import Locator, Page, expect

from tests.journeys.hands import Hand
from tests.journeys.people import letter
from tests.journeys.words import ENGLISH

LEVELS = ("Pas encore", "Premiers pas", "Organisée", "Installée", "Évaluée et partagée")
PASSWORD = "trois petits pots de miel"
ANSWERS = (
    3,
    1,
    2,
    3,
    4,
    3,
    2,
    1,
    0,
    2,
    3,
    None,
    2,
    1,
    2,
)  # by level; nobody knows of the twelfth, the only one of its theme

DISTRIBUTION = "1 évaluée et partagée, 4 installées, 5 organisées, 3 aux premiers pas, 1 pas encore en place"


@dataclass
class Path:
    """Someone new, on the way to their first results."""

    page: Page
    hand: Hand
    email: str
    language: Literal["fr", "en"] = "fr"
    scripts: bool = True
    answers: list[int | None] = field(default_factory=lambda: list(ANSWERS))

    def say(self, french: str) -> str:
        """Return the words as the page shows them."""
        return french if self.language == "fr" else ENGLISH[french]

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=self.say(name)).first

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=self.say(name), exact=True)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(self.say(label))

    def title(self, text: str) -> Locator:
        return self.page.get_by_role("heading", level=1, name=self.say(text))

    def arrives_at(self, title: str) -> None:
        expect(self.title(title)).to_be_visible()

    def walk(self) -> None:
        """Go all the way."""
        self.signs_up()
        self.opens_the_letter()
        self.creates_an_organisation()
        self.starts_the_overview()
        self.answers_theme_after_theme()
        self.reads_where_they_stand()
        self.closes()
        self.takes_everything_along()

    def signs_up(self) -> None:
        self.page.goto("/")
        if self.language == "en":
            self.hand.press(self.page.get_by_role("button", name="English"))
        self.arrives_at("Faites le point sur vos pratiques, ensemble")
        self.hand.press(self.link("Créer un compte"))
        self.hand.write(self.field("Votre nom"), "Maëlle Kervella")
        self.hand.write(self.field("Adresse e-mail"), self.email)
        self.hand.write(self.field("Mot de passe"), PASSWORD)
        self.hand.press(self.button("Créer mon compte"))
        self.arrives_at("Regardez votre messagerie")

    def opens_the_letter(self) -> None:
        found = letter(self.page, to=self.email, about=self.say("un lien à ouvrir"))
        self.hand.press(found.get_by_role("link").first)
        self.hand.press(self.button("Oui, c’est la mienne"))
        self.arrives_at("Votre structure")

    def creates_an_organisation(self) -> None:
        self.hand.write(self.page.get_by_label(self.say("Nom"), exact=False).first, "La Ruche du Léguer")
        self.hand.pick(self.field("Famille juridique"), self.say("Association"))
        self.hand.write(self.field("Commune").first, "Lannion")
        if not self.scripts:
            self.hand.press(self.button("Chercher"))
        self.hand.choose(self.page.get_by_role("radio", name=re.compile("^Lannion")))
        self.hand.write(self.field("Salariés et salariées"), "9")
        self.hand.write(self.field("Bénévoles"), "30")
        self.hand.press(self.button("Créer"))
        self.arrives_at("Rien n’est encore écrit")

    def starts_the_overview(self) -> None:
        self.hand.press(self.link("Commencer le tour d’horizon"))
        self.hand.choose(self.page.get_by_role("radio", name=re.compile(f"^{self.say('Tour d’horizon')}")))
        self.hand.press(self.button("Commencer"))
        expect(self.button("Enregistrer et continuer")).to_be_visible()

    def answers_theme_after_theme(self) -> None:
        last = self.button("Enregistrer et voir où vous en êtes")
        while self.answers:
            self.page.wait_for_load_state()
            for sheet in self.page.get_by_role("article").all():
                self.answers_one(sheet, self.answers.pop(0))
            if not self.answers:
                self.hand.press(last)
                break
            theme = self.page.get_by_role("heading", level=1).inner_text()
            self.hand.press(self.button("Enregistrer et continuer"))
            expect(self.page.get_by_role("heading", level=1)).not_to_have_text(theme)
        self.arrives_at("Où vous en êtes")

    def answers_one(self, sheet: Locator, level: int | None) -> None:
        words = "Je ne sais pas" if level is None else LEVELS[level]
        self.hand.choose(sheet.get_by_role("radio", name=re.compile(f"^{self.say(words)}")).first)
        if level == 0:
            self.hand.choose(sheet.get_by_role("radio", name=self.say("crucial")))
            self.hand.write(sheet.get_by_role("textbox").last, "On s’y met dès janvier.")

    def reads_where_they_stand(self) -> None:
        for words in (DISTRIBUTION, "14 réponses sur 15", "Pas de chiffre d’ensemble"):
            expect(self.page.get_by_text(self.say(words)).first).to_be_visible()
        first = self.page.get_by_role("region", name=self.say("Par quoi commencer")).get_by_role("listitem").first
        expect(first.get_by_role("heading")).to_have_text(self.say("Santé, sécurité, qualité de vie"))
        expect(first).to_contain_text("On s’y met dès janvier.")

    def closes(self) -> None:
        self.hand.press(self.link("Clore le diagnostic"))
        self.arrives_at("Clore le diagnostic")
        self.hand.press(self.button("Clore le diagnostic"))
        expect(self.page.get_by_text(self.say("Ce diagnostic est clos"))).to_be_visible()

    def takes_everything_along(self) -> None:
        self.hand.press(self.link("La Ruche du Léguer"))
        with self.page.expect_download() as kept:
            self.hand.press(self.link("Tout emporter (ZIP)"))
        names = ZipFile(kept.value.path()).namelist()
        assert {"README.txt", "assessments.json", "csv/answers.csv"} <= set(names)
