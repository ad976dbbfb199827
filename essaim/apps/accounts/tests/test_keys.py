import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.urls import reverse

from essaim.apps.accounts import queries
from essaim.apps.accounts.tests import factories
from essaim.apps.accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(databases=["default", "limits"])


NEARLY = '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"userHandle": "YQ", "clientDataJSON": "e30"}}'


def code_of(secret, *, steps_ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps_ahead))


def turn_on(client):
    """Turn the codes on through the pages and return the secret and the rescue codes."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert (answer.status_code, answer.url) == (302, reverse("mfa_view_recovery_codes"))
    return secret, client.get(answer.url).context["unused_codes"]


def test_a_code_is_asked_at_sign_in_once_codes_are_on(client):
    person = factories.account()
    factories.sign_in(client, person)
    _, rescue = turn_on(client)
    assert len(rescue) == 10
    assert "".join(rescue) in "".join(client.get(reverse("mfa_download_recovery_codes")).content.decode().split())
    client.post(reverse("account_logout"))
    factories.sign_in(client, person)
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 422
    right = client.post(reverse("mfa_authenticate"), {"code": rescue[0]})
    assert (right.status_code, right.url, client.session["_auth_user_id"]) == (302, "/", str(person.pk))


def test_a_code_opens_once(client):
    person = factories.account()
    factories.sign_in(client, person)
    secret, rescue = turn_on(client)
    shown = code_of(secret)
    for code, status in ((shown, 302), (shown, 422), (rescue[3], 302), (rescue[3], 422)):
        client.post(reverse("account_logout"))
        factories.sign_in(client, person)
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == status


def test_a_wrong_code_turns_nothing_on(client):
    person = factories.account()
    factories.sign_in(client, person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    assert client.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 422
    assert queries.authenticators_of(person).count() == 0


def test_codes_are_turned_off_and_a_letter_says_so(client):
    person = factories.account()
    factories.sign_in(client, person)
    turn_on(client)
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    assert client.post(reverse("mfa_generate_recovery_codes")).status_code == 302
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    mail.outbox.clear()
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert queries.authenticators_of(person).count() == 0
    assert [letter.to for letter in mail.outbox] == [["lea@exemple.fr"]]


def test_keys_are_listed_renamed_and_removed(client):
    person = factories.account()
    key = factories.key(person)
    factories.sign_in_by_force(client, person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "Clé bleue" in client.get(reverse("mfa_list_webauthn")).content.decode()
    edit, remove = (reverse(name, args=[key.pk]) for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"))
    assert [client.get(edit).status_code, client.get(remove).status_code] == [200, 200]
    assert client.post(edit, {"name": ""}).status_code == 422
    assert client.post(edit, {"name": "Clé du bureau"}).status_code == 302
    assert "Clé du bureau" in client.get(reverse("mfa_list_webauthn")).content.decode()
    assert client.post(remove).status_code == 302
    assert queries.authenticators_of(person).count() == 0


def test_a_passkey_is_offered_under_the_site_s_policy_where_the_address_has_a_name(client):
    page = client.get(reverse("account_login"), headers={"host": "localhost"})
    assert "default-src 'none'" in page.headers["Content-Security-Policy"].split("; ")
    assert re.findall(r'<script src="[^"]*/(\w[\w.-]*\.js)"', page.content.decode()) == [
        "htmx.js",
        "behaviours.js",
        "webauthn-json.js",
        "webauthn.js",
        "onload.js",
    ]
    assert page.content.count(b'id="passkey"') == 1
    assert page.content.count(b"<noscript>") == 1


def test_no_passkey_is_offered_on_an_address_made_of_numbers(client):
    page = client.get(reverse("account_login"), headers={"host": "127.0.0.1:8000"})
    assert page.content.count(b'id="passkey"') == 0
    assert page.content.count(b"<noscript>") == 0


@pytest.mark.parametrize("credential", ["", "null", "[]", "{}", '{"id": 1}', "{" * 5000, "a\0b", NEARLY])
def test_a_passkey_that_is_none_is_refused_(client, credential):
    answers = [client.post(reverse("mfa_login_webauthn"), {"credential": credential})]
    factories.sign_in_by_force(client, factories.account())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_add_webauthn"))
    answers.append(client.post(reverse("mfa_add_webauthn"), {"credential": credential}))
    assert [answer.status_code for answer in answers] == [302, 422]


def test_options_for_a_passkey_are_given_to_the_browser(client):
    answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json", "host": "localhost"})
    assert answer.status_code == 200
    assert answer.json()["request_options"]["publicKey"]["rpId"] == "localhost"


@pytest.mark.django_db(databases=["default", "limits", "owner"], transaction=True)
def test_letters_that_wait_for_the_transaction_leave(client):
    person = factories.account()
    factories.sign_in(client, person)
    turn_on(client)
    assert client.post(reverse("mfa_generate_recovery_codes")).status_code == 302
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert [(letter.to, letter.body.count("http://testserver/compte/oubli/")) for letter in mail.outbox] == [
        (["lea@exemple.fr"], 1)
    ] * 3
