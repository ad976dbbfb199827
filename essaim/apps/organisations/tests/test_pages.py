"""Pages: who may see them, how many statements they cost, what bad input is told."""

import pytest
from django.urls import reverse

from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_account, make_member, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(client):
    account = make_account(name="Ana")
    client.force_login(account)
    return account


def test_the_list_costs_the_same_for_one_and_three_organisations(client, steward, django_assert_num_queries):
    make_organisation(steward=steward)
    with django_assert_num_queries(5):
        assert client.get("/structures/").status_code == 200
    make_organisation(steward=steward)
    make_organisation(steward=steward)
    with django_assert_num_queries(5):
        assert client.get("/structures/").status_code == 200
