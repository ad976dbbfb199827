import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from essaim.apps.accounts import operations, queries, signals
from essaim.apps.accounts.models import Account
from essaim.apps.accounts.tests import factories
from essaim.apps.accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(databases=["default", "limits"])


OWN = ["account", "addresses", "sessions", "means_to_sign_in"]


@pytest.fixture
def listening():
    """Connect receivers for the time of a test, as a context above would."""
    connected = []

    def connect(signal, receiver):
        signal.connect(receiver, weak=False)
        connected.append((signal, receiver))

    yield connect
    for signal, receiver in connected:
        signal.disconnect(receiver)


def erase(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client.post(reverse("accounts:erase"), {"agreed": "on"})


def test_an_address_opens_one_account_whatever_its_case():
    person = operations.open_account(email="Lea@Exemple.fr", name="Léa", language="en", password=None)
    assert (person.email, queries.has_confirmed(person), person.has_usable_password()) == (
        "lea@exemple.fr",
        True,
        False,
    )
    with pytest.raises(operations.AlreadyKnown):
        operations.open_account(email="LEA@exemple.fr", name="Léa", language="fr", password=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=person.pk).update(email="Lea@Exemple.fr")


def test_one_chooses_a_name_and_a_language_and_the_site_follows(client):
    person = factories.account()
    factories.sign_in(client, person)
    assert client.cookies["django_language"].value == "fr"
    answer = client.post(reverse("accounts:account"), {"name": "Léa M.", "language": "en"})
    assert (answer.status_code, answer.url) == (302, reverse("accounts:account"))
    person.refresh_from_db()
    assert (person.name, person.language, client.cookies["django_language"].value) == ("Léa M.", "en", "en")
    assert client.get(answer.url).wsgi_request.LANGUAGE_CODE == "en"


def test_the_language_of_the_account_is_the_site_s_after_sign_in(client):
    factories.sign_in(client, factories.account(language="en"))
    assert client.get("/compte/").wsgi_request.LANGUAGE_CODE == "en"


def test_an_account_is_opened_in_the_language_of_the_page(client):
    fields = {"name": "Sam", "email": "sam@example.org", "password1": PASSWORD}
    client.post(reverse("account_signup"), fields, headers={"accept-language": "en-GB"})
    assert Account.objects.get().language == "en"


def test_what_is_refused_changes_nothing_and_is_still_there_to_mend(client):
    person = factories.account()
    factories.sign_in(client, person)
    answer = client.post(reverse("accounts:account"), {"name": "x" * 151, "language": "xx"})
    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"name", "language"})
    assert answer.content.decode().count("x" * 151) == 1
    person.refresh_from_db()
    assert (person.name, person.language) == ("Léa Martin", "fr")


def test_one_takes_a_copy_of_all_that_is_held(client, listening):
    person = factories.account()
    factories.sign_in(client, person)
    listening(signals.personal_data_asked, lambda account, **_: {"elsewhere": [account.name]})
    data = client.get(reverse("accounts:export")).json()
    assert {name: len(data[name]) for name in [*OWN, "elsewhere"]} == {
        "account": 1,
        "addresses": 1,
        "sessions": 1,
        "means_to_sign_in": 0,
        "elsewhere": 1,
    }
    assert data["account"][0]["email"] == "lea@exemple.fr"
    assert data["sessions"][0]["ip_address"] == "127.0.0.1"


def test_an_account_is_erased_at_once_and_leaves_a_nameless_one(client, listening):
    person = factories.account()
    elsewhere = Client()
    for one in (client, elsewhere):
        factories.sign_in(one, person)
    told = []
    listening(signals.account_erased, lambda account, at, **_: told.append((account.email, at)))
    factories.key(person)
    answer = erase(client)
    assert (answer.status_code, answer.url) == (302, reverse("accounts:erased"))
    person.refresh_from_db()
    assert told == [("lea@exemple.fr", person.erased_at)]
    assert (person.email, person.name, person.is_active, person.has_usable_password()) == (
        f"{person.pk}@erased.invalid",
        "",
        False,
        False,
    )
    rows = (queries.sessions_of, queries.authenticators_of, queries.addresses_of)
    assert [of(person).count() for of in rows] == [0, 0, 0]
    assert [one.get(reverse("accounts:account")).status_code for one in (client, elsewhere)] == [302, 302]
    assert [letter.to for letter in mail.outbox] == [["lea@exemple.fr"]]
    assert factories.account("lea@exemple.fr").pk != person.pk


def test_erasure_stops_while_a_context_above_objects(client, listening):
    person = factories.account()
    factories.sign_in(client, person)
    listening(signals.erasure_asked, lambda account, **_: [f"{account.name} est seule à tenir la maison."])
    answer = erase(client)
    assert (answer.status_code, answer.context["objections"]) == (409, ["Léa Martin est seule à tenir la maison."])
    assert client.get(reverse("accounts:erase")).content.decode().count("seule à tenir la maison") == 1
    with pytest.raises(operations.Objected):
        operations.erase(person, at=person.created_at)
    person.refresh_from_db()
    assert (person.email, person.erased_at) == ("lea@exemple.fr", None)


def test_erasure_needs_the_box_ticked(client):
    factories.sign_in(client, factories.account())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    answer = client.post(reverse("accounts:erase"), {})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["agreed"])


def test_one_signs_out_everywhere_else(client):
    person = factories.account()
    elsewhere = Client()
    factories.sign_in(elsewhere, person)
    factories.sign_in(client, person)
    assert client.get(reverse("usersessions_list")).context["session_count"] == 2
    assert client.post(reverse("usersessions_list")).status_code == 302
    assert [one.get(reverse("accounts:account")).status_code for one in (client, elsewhere)] == [200, 302]


def test_the_address_changes_once_the_new_one_is_confirmed(client):
    person = factories.account()
    factories.sign_in(client, person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"action_add": "1", "email": "nouvelle@exemple.fr"})
    person.refresh_from_db()
    assert person.email == "lea@exemple.fr"
    link = mail.outbox[-1].body.split("http://testserver")[1].split()[0]
    assert client.post(link).status_code == 302
    person.refresh_from_db()
    assert (person.email, queries.addresses_of(person).get().email) == ("nouvelle@exemple.fr", "nouvelle@exemple.fr")


def test_the_password_changes_with_the_present_one(client):
    person = factories.account()
    factories.sign_in(client, person)
    page, new = reverse("account_change_password"), "cinq mots pour changer un peu"
    assert client.post(page, {"oldpassword": "faux", "password1": new}).status_code == 422
    assert client.post(page, {"oldpassword": PASSWORD, "password1": "court"}).status_code == 422
    assert client.post(page, {"oldpassword": PASSWORD, "password1": new}).status_code == 302
    person.refresh_from_db()
    assert person.check_password(new)


def test_a_name_stands_on_one_line():
    person = operations.open_account(email="lea@exemple.fr", name="Léa", language="fr", password=None)
    operations.introduce(person, name="Léa\r\nDupont\u2028Bcc:", language="fr")
    assert person.name == "Léa Dupont Bcc:"
