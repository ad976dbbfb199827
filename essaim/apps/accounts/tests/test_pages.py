from urllib.parse import unquote

import pytest
from django.urls import reverse

from essaim.apps.accounts.tests import factories
from essaim.apps.accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(databases=["default", "limits"])

OPEN_TO_ALL = [
    "account_login",
    "account_signup",
    "account_logout",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "accounts:erased",
]
FOR_ONE = [
    "accounts:account",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "usersessions_list",
    "mfa_index",
    "mfa_list_webauthn",
]
FOR_ONE_WHO_SAYS_THE_PASSWORD_AGAIN = ["accounts:erase", "mfa_activate_totp", "mfa_add_webauthn"]


@pytest.mark.parametrize("name", OPEN_TO_ALL)
def test_a_page_open_to_all_shows(client, name):
    response = client.get(reverse(name))
    assert response.status_code == (302 if name == "account_logout" else 200)


@pytest.mark.parametrize("name", FOR_ONE + FOR_ONE_WHO_SAYS_THE_PASSWORD_AGAIN)
def test_a_page_for_one_person_asks_who_is_there(client, name):
    asked = client.get(reverse(name))
    assert (asked.status_code, unquote(asked.url)) == (302, f"{reverse('account_login')}?next={reverse(name)}")


@pytest.mark.parametrize("name", FOR_ONE)
def test_a_page_for_one_person_shows_to_them(client, name):
    factories.sign_in(client, factories.account())
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", FOR_ONE_WHO_SAYS_THE_PASSWORD_AGAIN)
def test_what_touches_the_keys_asks_for_the_password_again(client, name):
    factories.sign_in(client, factories.account())
    asked = client.get(reverse(name))
    assert (asked.status_code, unquote(asked.url)) == (302, f"{reverse('account_reauthenticate')}?next={reverse(name)}")
    assert client.get(asked.url).status_code == 200
    again = client.post(asked.url, {"password": PASSWORD, "next": reverse(name)})
    assert (again.status_code, again.url) == (302, reverse(name))
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/compte/confirmation/rien:du:tout/",
        "/compte/oubli/zz-rien/",
        "/compte/oubli/1-set-password/",
        f"/compte/oubli/{'9' * 40}-{'a' * 200}/",
    ],
)
def test_a_link_that_leads_nowhere_says_so_and_asks_nothing(client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert page.content.count(b"<form") == 1  # the language switch


def test_the_number_of_a_key_is_bounded(client):
    factories.sign_in(client, factories.account())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(f"/compte/securite/cles/{'9' * 40}/nom/").status_code == 404


def test_another_s_key_is_not_found(client):
    other = factories.account("autre@exemple.fr")
    key = factories.key(other)
    factories.sign_in(client, factories.account())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    pages = [reverse(name, args=[key.pk]) for name in ("mfa_edit_webauthn", "mfa_remove_webauthn")]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert [client.post(page).status_code for page in pages] == [404, 404]
