import gzip
from io import BytesIO

import pytest
from django.test import Client, RequestFactory

from essaim.ui import preferences, vendor, views

pytestmark = pytest.mark.django_db


def test_the_gallery_shows_each_piece_with_its_call(client):
    page = client.get("/composants").content.decode()
    assert page.count('class="specimen"') == page.count("Comment on l’appelle")
    assert page.count("<h1") == 1


def test_a_page_with_all_it_needs_is_light(client):
    vendor.main()
    files = ["main.css", "dark.css", "htmx.js"]
    weight = sum(len(gzip.compress((vendor.VENDOR / name).read_bytes())) for name in files)
    face = len((vendor.VENDOR / "atkinson-next.woff2").read_bytes())
    page = len(gzip.compress(client.get("/composants").content))
    assert len(gzip.compress((vendor.VENDOR / "main.css").read_bytes())) < 12_000
    assert face < 25_000
    assert weight + face + page < 75_000


def test_the_choice_of_display_is_kept_in_two_cookies(client):
    answer = client.post("/preferences", {"theme": "dark", "text": "large", "next": "/composants"})
    assert (answer.status_code, answer.url) == (302, "/composants")
    assert {name: cookie.value for name, cookie in answer.cookies.items() if name.startswith("essaim")} == {
        preferences.THEME_COOKIE: "dark",
        preferences.TEXT_COOKIE: "large",
    }
    page = client.get("/preferences").content.decode()
    assert 'data-theme="dark" data-text="large"' in page


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x", "\x00", ""])
def test_the_way_back_never_leaves_the_site(client, address):
    answer = client.post("/preferences", {"theme": "auto", "text": "normal", "next": address})
    assert (answer.status_code, answer.headers.get("Location")) in {(302, "/"), (422, None)}


def test_a_choice_that_does_not_exist_is_refused_with_a_sentence(client):
    answer = client.post("/preferences", {"theme": "pink", "text": "normal"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_forged_cookie_changes_nothing():
    request = RequestFactory().get("/", headers={"Cookie": 'essaim_theme="><script>; essaim_text=huge'})
    assert preferences.display_of(request) == preferences.Display("auto", "normal")


def test_an_unknown_page_says_what_to_do(client):
    answer = client.get("/nulle-part")
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.content.decode()


def test_a_form_without_its_proof_is_refused_with_a_sentence():
    answer = Client(enforce_csrf_checks=True).post("/preferences", {"theme": "auto", "text": "normal"})
    assert answer.status_code == 403
    assert "Votre formulaire n’a pas pu être accepté" in answer.content.decode()


@pytest.mark.parametrize("form", [{"next": "x" * 1_100_000}, {f"field{number}": "x" for number in range(2_600)}])
def test_a_form_too_long_is_refused_with_a_sentence_in_the_language_of_the_reader(client, form):
    answers = [client.post("/preferences", form, headers={"Accept-Language": code}) for code in ("fr", "en")]
    assert [answer.status_code for answer in answers] == [413, 413]
    assert "Ce que vous avez envoyé est trop long" in answers[0].content.decode()
    assert "What you sent is too long" in answers[1].content.decode()


def test_a_damaged_form_is_refused_with_a_sentence(client):
    answer = client.generic("POST", "/preferences", "x", content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "Ce qui a été envoyé est illisible" in answer.content.decode()


def test_a_file_sent_to_a_page_is_not_kept():
    request = RequestFactory().post("/preferences", {"theme": "auto", "file": BytesIO(b"x" * 4_000_000)})
    assert (request.POST["theme"], dict(request.FILES)) == ("auto", {})


def test_offline_and_robots_answer(client):
    assert client.get("/hors-connexion").status_code == 200
    assert client.get("/robots.txt").headers["Content-Type"].startswith("text/plain")


def test_no_page_carries_an_inline_style_or_script(client):
    for address in ("/composants", "/preferences", "/hors-connexion"):
        page = client.get(address).content.decode()
        assert [word for word in (" style=", "<style", " onclick=", "<script>") if word in page] == []


def test_the_last_resort_needs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = views.server_error(RequestFactory().get("/"))
    assert (answer.status_code, answer.content.count(b"<h1")) == (500, 1)
