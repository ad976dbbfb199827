import re

import pytest
from django.core import mail
from django.urls import reverse

from essaim.apps.accounts import queries
from essaim.apps.accounts.models import Account
from essaim.apps.accounts.tests import factories
from essaim.apps.accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(databases=["default", "limits"])
SIGN_UP = {"name": "Léa Martin", "email": "lea@exemple.fr", "password1": PASSWORD}


def link_in(letter):
    return re.search(r"http://testserver(\S+)", letter.body).group(1)


def test_one_signs_up_confirms_the_address_and_is_in(client):
    response = client.post(reverse("account_signup"), SIGN_UP)
    assert (response.status_code, response.url) == (302, reverse("account_email_verification_sent"))
    assert client.get(response.url).status_code == 200
    [letter] = mail.outbox
    page = link_in(letter)
    assert client.get(page).status_code == 200
    assert not queries.has_confirmed(Account.objects.get())
    response = client.post(page)
    assert (response.status_code, response.url) == (302, "/")
    account = Account.objects.get()
    assert (account.name, account.language, client.session["_auth_user_id"]) == ("Léa Martin", "fr", str(account.pk))


def test_one_signs_in_and_out(client):
    account = factories.account()
    response = client.post(reverse("account_login"), {"login": "LEA@exemple.fr", "password": PASSWORD})
    assert (response.status_code, response.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(account.pk)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in client.session
