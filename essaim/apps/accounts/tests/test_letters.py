"""Each letter in both languages: the account's, whatever the language of the page."""

import re
from pathlib import Path

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from essaim.apps.accounts import emails
from essaim.apps.accounts.tests import factories

pytestmark = pytest.mark.django_db(databases=["default", "limits"])
TEMPLATES = Path(__file__).parents[1] / "templates"
LETTERS = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix("_subject.txt")
    for folder in ("account", "mfa")
    for path in (TEMPLATES / folder / "email").glob("*_subject.txt")
)
SAID = {
    "activate_url": "http://testserver/compte/confirmation/a:b:c/",
    "password_reset_url": "http://testserver/compte/oubli/a-b/?x=1&y=2",
    "signup_url": "http://testserver/compte/inscription/",
    "from_email": "l'ancienne@exemple.fr",
    "to_email": "nouvelle@exemple.fr",
    "deleted_email": "ancienne@exemple.fr",
}
GREETING, GOODBYE = {"fr": "Bonjour,", "en": "Hello,"}, {"fr": "À bientôt,\nEssaim", "en": "See you soon,\nEssaim"}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_speaks_the_account_s_language(letter, language, hear):
    person = factories.account(language=language)
    request = RequestFactory().get("/", headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    with request_context(request), translation.override("en" if language == "fr" else "fr"):
        get_adapter().send_notification_mail(letter, person, SAID)
    [sent] = mail.outbox
    assert sent.body.startswith(GREETING[language])
    assert sent.body.endswith(GOODBYE[language])
    assert re.findall(r"&amp;|&#x27;|None|%\(|\n\n\n|  ", sent.subject + sent.body) == []
    hear(letter, sent.subject, language)


@pytest.fixture(scope="module")
def hear():
    """Remember each subject by language: the same in both would mean one was forgotten."""
    heard = {}

    def note(letter, subject, language):
        assert subject.strip() != ""
        heard.setdefault(letter, {})[language] = subject
        assert len(set(heard[letter].values())) == len(heard[letter])

    return note


@pytest.mark.parametrize(("language", "first"), [("fr", "Bonjour Léa Martin,"), ("en", "Hello Léa Martin,")])
def test_the_last_letters_do_too(language, first):
    person = factories.account(language=language)
    emails.warn_before_forgetting(person)
    emails.say_farewell(email=person.email, name=person.name, language=language)
    assert [letter.body.splitlines()[0] for letter in mail.outbox] == [first, first]
    assert mail.outbox[0].body.count("http://localhost:8000/compte/connexion/") == 1


def test_the_name_someone_gives_is_not_carried_to_an_address_that_may_not_be_theirs():
    fields = {
        "name": "Gagnez un million sur piege.example",
        "email": "victime@exemple.fr",
        "password1": factories.PASSWORD,
    }
    Client().post(reverse("account_signup"), fields)
    assert [("piege" in letter.body + letter.subject, letter.to) for letter in mail.outbox] == [
        (False, ["victime@exemple.fr"])
    ]
