from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from essaim.apps.accounts import operations as accounts
from essaim.apps.accounts.models import Account
from essaim.apps.organisations import queries
from essaim.apps.organisations.models import ApiToken
from essaim.apps.organisations.tests.factories import as_tenant, make_account, make_organisation

pytestmark = pytest.mark.django_db


def token_create(*arguments):
    out = StringIO()
    call_command("token_create", *arguments, stdout=out)
    return out.getvalue().splitlines()[-1]


def test_a_token_is_printed_alone_and_the_account_made_if_need_be():
    assert queries.token_holder(token_create("Ana@exemple.org")).account.email == "ana@exemple.org"
    token_create("ana@exemple.org")
    assert Account.objects.count() == 1


def test_an_account_made_with_its_token_outlives_the_week_of_those_nobody_confirmed():
    token = token_create("ana@exemple.org")
    accounts.delete_never_confirmed(at=timezone.now() + timedelta(days=8))
    assert queries.token_holder(token).account.email == "ana@exemple.org"


def test_the_password_of_someone_who_never_confirmed_the_address_opens_nothing_once_a_token_is_made():
    account = make_account("ana@exemple.org", password="choisi par une autre")
    token = token_create("ana@exemple.org")
    account.refresh_from_db()
    assert account.check_password("choisi par une autre") is False
    accounts.delete_never_confirmed(at=timezone.now() + timedelta(days=8))
    assert queries.token_holder(token).account == account


def test_a_token_may_be_narrowed_to_an_organisation_of_the_account():
    account = make_account()
    organisation = make_organisation(steward=account)
    with as_tenant():
        token = token_create(account.email, "--organisation", organisation.slug)
    assert queries.token_holder(token).organisation_id == organisation.pk


def test_a_token_for_an_organisation_of_others_is_refused_and_nothing_is_made():
    organisation = make_organisation()
    with as_tenant(), pytest.raises(CommandError) as refused:
        token_create("x@exemple.org", "--organisation", organisation.slug)
    assert refused.value.returncode == 1
    assert (ApiToken.objects.count(), Account.objects.filter(email="x@exemple.org").count()) == (0, 0)


def test_what_is_no_address_is_wrong_use():
    with pytest.raises(CommandError) as refused:
        token_create("ana")
    assert refused.value.returncode == 2
