"""Somebody signed in, who leads an organisation."""

import pytest

from essaim.apps.organisations.tests.factories import make_account, make_organisation


@pytest.fixture
def account(client):
    account = make_account("ana@exemple.org", name="Ana")
    client.force_login(account)
    return account


@pytest.fixture
def ours(account):
    return make_organisation(steward=account, name="Les Tilleuls")
