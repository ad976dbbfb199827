"""Whether an address is known shows neither in what a page says, nor in the work it does."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client
from django.urls import reverse

from essaim.apps.accounts.tests import factories
from essaim.apps.accounts.tests.conftest import REAL_HASHERS
from essaim.apps.accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(databases=["default", "limits"])
KNOWN, UNKNOWN = "connue@exemple.fr", "absent@exemple.fr"
UNLIKE_EVERY_TIME = {"X-Request-ID", "Expires"}
FORMS = {
    "account_signup": lambda email: {"name": "Camille", "email": email, "password1": "un autre mot de passe"},
    "account_login": lambda email: {"login": email, "password": "pas le bon du tout"},
    "account_reset_password": lambda email: {"email": email},
}


def what_a_stranger_sees(page, fields, email):
    """Return status, headers and body of the answer and of the page it leads to, but for tokens, clock and address."""
    seen = []
    client = Client()
    response = client.post(reverse(page), fields)
    for _ in range(2):
        headers = {name: value for name, value in response.items() if name not in UNLIKE_EVERY_TIME}
        cookies = {name: len(cookie.value) for name, cookie in response.cookies.items() if name != "messages"}
        body = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)
        seen.append((response.status_code, headers, cookies, body.replace(email.encode(), b"")))
        response = client.get(getattr(response, "url", reverse(page)))
    return seen


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_is_the_same_byte_for_byte(form):
    factories.account(KNOWN)
    known, unknown = (what_a_stranger_sees(form, FORMS[form](email), email) for email in (KNOWN, UNKNOWN))
    assert known == unknown


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_takes_the_same_hashing_and_the_same_letters(form, hashings):
    factories.account(KNOWN)
    work = []
    for email in (KNOWN, UNKNOWN):
        mail.outbox.clear()
        hashed = hashings(lambda email=email: Client().post(reverse(form), FORMS[form](email)))
        work.append((hashed, [letter.to for letter in mail.outbox] == [[email]]))
    expected = {"account_signup": (1, True), "account_login": (1, False), "account_reset_password": (0, True)}
    assert work == [expected[form], expected[form]]


def test_signing_up_then_in_does_not_tell_either():
    factories.account(KNOWN)
    seen = []
    for email in (KNOWN, UNKNOWN):
        fields = FORMS["account_signup"](email)
        Client().post(reverse("account_signup"), fields)
        seen.append(what_a_stranger_sees("account_login", {"login": email, "password": fields["password1"]}, email))
    assert seen[0] == seen[1]
    assert seen[0][0][0] == 422


def test_who_never_confirmed_comes_in_by_a_new_password(client):
    client.post(reverse("account_signup"), FORMS["account_signup"](UNKNOWN))
    client.post(reverse("account_logout"))
    mail.outbox.clear()
    client.post(reverse("account_reset_password"), {"email": UNKNOWN})
    page = client.get(re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)).url
    assert client.post(page, {"password1": PASSWORD}).status_code == 302
    response = client.post(reverse("account_login"), {"login": UNKNOWN, "password": PASSWORD})
    assert (response.status_code, response.url) == (302, "/")


def test_moving_to_a_known_address_says_nothing_and_takes_nothing():
    factories.account(KNOWN)
    bodies, persons = [], [factories.account("une@exemple.fr"), factories.account("deux@exemple.fr")]
    for person, email in zip(persons, (KNOWN, UNKNOWN), strict=True):
        client = Client()
        factories.sign_in(client, person)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        response = client.post(reverse("account_email"), {"action_add": "1", "email": email}, follow=True)
        body = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)
        told = (email, person.email, str(person.pk))
        bodies.append(re.sub(b"|".join(re.escape(one.encode()) for one in told), b"", body))
        person.refresh_from_db()
    assert bodies[0] == bodies[1]
    assert [person.email for person in persons] == ["une@exemple.fr", "deux@exemple.fr"]


def test_passwords_are_hashed_by_argon2_at_its_full_cost(settings):
    settings.PASSWORD_HASHERS = REAL_HASHERS
    assert make_password(PASSWORD).split("$")[:4] == ["argon2", "argon2id", "v=19", "m=102400,t=2,p=8"]
