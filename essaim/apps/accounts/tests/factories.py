from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from essaim.apps.accounts import operations
from essaim.apps.accounts.models import Account

PASSWORD = "quatre mots tout simples"


def account(email: str = "lea@exemple.fr", *, name: str = "Léa Martin", language: str = "fr") -> Account:
    """Return an account whose address is confirmed."""
    return operations.open_account(email=email, name=name, language=language, password=PASSWORD)


def sign_in(client: Client, account: Account) -> None:
    """Sign in through the page, as a person does."""
    response = client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    assert response.status_code == 302, response.content.decode()


def key(account: Account) -> Authenticator:
    """Return a passkey of the account; nobody holds its other half."""
    credential = {"id": "abc", "rawId": "abc", "type": "public-key", "clientExtensionResults": {}, "response": {}}
    data = {"name": "Clé bleue", "credential": credential}
    return Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data=data)


def sign_in_by_force(client: Client, account: Account) -> None:
    """Sign in without the page, where it would ask for a second key nobody holds."""
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
