import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend
from django.urls import reverse

from essaim.apps.accounts import queries


@pytest.fixture
def folder(tmp_path, settings):
    settings.DEMO = True
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def send(folder, *subjects, body="Bonjour"):
    messages = [EmailMessage(subject, body, "essaim@localhost", ["lea@exemple.fr"]) for subject in subjects]
    EmailBackend(file_path=folder).send_messages(messages)


def test_letters_are_read_the_newest_first_with_their_accents(folder):
    send(folder, "Première", "Deuxième", body="Ça marche, naïvement : été.\nhttp://localhost:8000/a?b=1&c=2")
    send(folder, "Troisième")
    letters = queries.letters_in(folder)
    assert [letter.subject for letter in letters] == ["Troisième", "Deuxième", "Première"]
    assert letters[1].body == "Ça marche, naïvement : été.\nhttp://localhost:8000/a?b=1&c=2"
    assert letters[1].to == "lea@exemple.fr"
    assert len(queries.letters_in(folder, at_most=2)) == 2


@pytest.mark.django_db
def test_the_page_shows_them_with_links_and_lets_no_markup_through(client, folder):
    assert client.get(reverse("accounts:mailbox")).status_code == 200
    send(folder, "<b>Gras</b>", body="<script>alert(1)</script>\nhttp://localhost:8000/compte/confirmation/x:y/")
    page = client.get(reverse("accounts:mailbox")).content.decode()
    assert page.count('href="http://localhost:8000/compte/confirmation/x:y/"') == 1
    assert page.count("<b>Gras") == 0
    assert page.count("<script>alert") == 0


@pytest.mark.django_db
def test_there_is_no_such_page_outside_the_demonstration(client, settings):
    settings.DEMO = False
    assert client.get(reverse("accounts:mailbox")).status_code == 404
    assert mail.outbox == []
