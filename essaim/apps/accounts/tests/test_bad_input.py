"""Whatever is typed, one clear sentence and a 4xx; nothing breaks."""

import pytest
from django.urls import reverse

from essaim.apps.accounts.models import Account
from essaim.apps.accounts.tests import factories
from essaim.apps.accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(databases=["default", "limits"])
GOOD = {
    "account_signup": {"name": "Léa", "email": "lea@exemple.fr", "password1": PASSWORD},
    "account_login": {"login": "lea@exemple.fr", "password": PASSWORD},
    "account_reset_password": {"email": "lea@exemple.fr"},
}
NUL, HUGE, LONG_ADDRESS = "a\0b", "x" * 200_000, f"{'x' * 300}@exemple.fr"


@pytest.mark.parametrize("form", GOOD)
@pytest.mark.parametrize("bad", [NUL, HUGE, LONG_ADDRESS, ""], ids=["nul", "huge", "long", "empty"])
def test_each_field_refuses_what_it_cannot_hold(client, form, bad):
    for field in GOOD[form]:
        answer = client.post(reverse(form), GOOD[form] | {field: bad})
        if bad == LONG_ADDRESS and "password" in field and form == "account_signup":
            assert answer.status_code == 302
            continue
        errors = answer.context["form"].errors
        assert (answer.status_code, sum(len(sentences) for sentences in errors.values())) == (422, 1), field
    assert Account.objects.filter(email=LONG_ADDRESS).count() == 0


def test_what_was_typed_is_still_there_but_for_the_password(client):
    answer = client.post(reverse("account_signup"), {"name": "Léa Martin", "email": "lea@", "password1": PASSWORD})
    page = answer.content.decode()
    assert [page.count('value="Léa Martin"'), page.count('value="lea@"'), page.count(PASSWORD)] == [1, 1, 0]


def test_a_form_of_more_than_a_megabyte_is_refused(client):
    assert client.post(reverse("account_login"), {"login": "x" * 2_000_000, "password": "x"}).status_code == 413


@pytest.mark.parametrize("target", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)"])
def test_sign_in_leads_nowhere_else(client, target):
    factories.account()
    answer = client.post(reverse("account_login"), GOOD["account_login"] | {"next": target})
    assert (answer.status_code, answer.url) == (302, "/")


def test_sign_in_leads_back_where_one_was_going(client):
    factories.account()
    answer = client.post(reverse("account_login"), GOOD["account_login"] | {"next": "/compte/sessions/"})
    assert (answer.status_code, answer.url) == (302, "/compte/sessions/")
