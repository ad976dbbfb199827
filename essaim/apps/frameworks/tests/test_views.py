import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from essaim.apps.frameworks import operations, queries
from essaim.apps.frameworks.tests import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TRANSACTION = 2  # the savepoint that stands for the request’s transaction, and its release


@pytest.fixture
def ours():
    operations.load_builtin(at=NOON)
    read_once("essaim-35")


def read_once(code):
    """Bring into memory what a page of the referential is made of."""
    queries.current(code)
    queries.withdrawals()


def page(client, *names, language="fr"):
    return client.get("/".join(["/referentiels", *names, ""]), headers={"accept-language": language})


def test_an_empty_catalogue_says_what_to_do(client):
    assert "essaim framework load" in page(client, language="en").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_catalogue_costs_no_query_once_read(client, django_assert_num_queries, count):
    for number in range(count):
        operations.load(factories.source(code=f"small-{number}"), at=NOON)
    queries.catalogue()
    with django_assert_num_queries(TRANSACTION):
        content = page(client).content.decode()
    assert content.count('class="card"') == count


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Les règles de fonctionnement sont-elles écrites"), ("en", "Are the operating rules written")],
)
def test_a_referential_is_read_whole_in_the_language_of_the_site(
    client, ours, django_assert_num_queries, language, words
):
    with django_assert_num_queries(TRANSACTION):
        content = page(client, "essaim-35", language=language).content.decode()
    assert content.count(words) == 1
    assert content.count('class="question"') == 35
    assert content.count('class="tag tag-honey"') == 15


def test_a_criterion_shows_its_levels_its_links_and_its_neighbours(client, ours, django_assert_num_queries):
    queries.targets()
    with django_assert_num_queries(TRANSACTION):
        content = page(client, "essaim-35", "STR-1", language="en").content.decode()
    assert content.count('class="ladder-label"') == 5
    assert content.count('class="links-code"') == 5
    assert "Number and title still to be checked in the standard." in content
    assert 'href="/referentiels/essaim-35/GOV-5/" rel="prev"' in content
    assert 'href="/referentiels/essaim-35/STR-2/" rel="next"' in content


def test_a_criterion_shows_what_helps_to_understand_and_to_progress(client):
    operations.load(factories.source(factories.theme("A", factories.rich("A-1"))), at=NOON)
    content = page(client, "small", "A-1", language="en").content.decode()
    titles = re.findall(r"<h2[^>]*>([^<]*)</h2>", content)
    assert titles == [
        *("Where are you?", "Why it matters", "What others do", "If you start from zero", "What you can follow"),
        *("What you probably have at hand", "The same question, in plain words", "If you lead the meeting"),
        "In this theme",
    ]
    for words in ("everyone’s", "setting", "more is better", "minutes", "first step", "move_on"):
        assert content.count(words) == 1


def test_the_levels_are_told_in_the_words_of_the_criterion(client):
    operations.load(factories.source(factories.theme("A", factories.rich("A-1"), factories.criterion("A-2"))), at=NOON)
    told = [
        re.findall(r"</p><p>(.*?)</p></div>", page(client, "small", code, language="en").content.decode())
        for code in ("A-1", "A-2")
    ]
    assert told == [["none", "some", "all"], ["words", "words", "words"]]


def test_a_criterion_without_them_shows_nothing_empty(client):
    operations.load(factories.source(), at=NOON)
    content = page(client, "small", "A-2", language="en").content.decode()
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", content) == ["Where are you?", "In this theme"]


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (None, "français simple, pas encore relu par les personnes concernées"),
        (
            {"date": "2026-11-02", "by": factories.text("users")},
            "Relu le 2 novembre 2026 par users (fr).",
        ),
    ],
)
def test_a_plain_question_says_whether_it_was_read(client, reading, said):
    change = {"plain_reading": reading} if reading else {}
    operations.load(factories.source(factories.theme("A", factories.rich("A-1", **change))), at=NOON)
    assert page(client, "small", "A-1").content.decode().count(said) == 1


def test_a_theme_has_its_card(client, django_assert_num_queries):
    mine = factories.theme("A", factories.criterion("A-1"), factories.criterion("A-2"), card=factories.card())
    operations.load(factories.source(mine, factories.theme("B", factories.criterion("B-1"))), at=NOON)
    read_once("small")
    with django_assert_num_queries(TRANSACTION):
        content = page(client, "small", "themes", "A", language="en").content.decode()
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", content) == [
        *(
            "Key ideas",
            "Why it matters",
            "What others do",
            "The questions of this theme",
            "To go further",
            "The themes",
        ),
    ]
    assert content.count('class="question"') == 2
    bare = page(client, "small", "themes", "B", language="en").content.decode()
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", bare) == ["The questions of this theme", "The themes"]


def test_the_first_and_the_last_criterion_have_one_neighbour(client, ours):
    assert 'rel="prev"' not in page(client, "essaim-35", "GOV-1").content.decode()
    assert 'rel="next"' not in page(client, "essaim-35", "ETH-3").content.decode()


def test_every_criterion_has_its_page_in_both_languages(client, ours):
    for language in ("fr", "en"):
        for criterion in queries.current("essaim-35").criteria:
            response = page(client, "essaim-35", criterion.code, language=language)
            assert response.status_code == 200
            assert criterion.question.get(language).split("’")[0] in response.content.decode()


def test_the_file_is_handed_over_as_it_was_published(client, ours, our_source, django_assert_num_queries):
    with django_assert_num_queries(TRANSACTION + 1):
        response = client.get(reverse("frameworks:source", args=["essaim-35", "2026.1"]))
    assert response.content == our_source
    assert response["Content-Disposition"] == 'attachment; filename="essaim-35-2026.1.yaml"'


@pytest.mark.parametrize(
    "address",
    [
        "other/",
        "essaim-35/GOV-9/",
        "essaim-35/themes/GOV-1/",
        "essaim-35/themes/%00/",
        "essaim-35/%00/",
        "%00/",
        "essaim-35/2020.yaml",
    ],
)
def test_what_does_not_exist_is_not_found(client, ours, address):
    assert client.get(f"/referentiels/{address}").status_code == 404


def test_an_impossible_name_of_a_file_is_not_found(client, ours):
    assert client.get("/referentiels/essaim-35/%00.yaml", follow=True).status_code == 404


def test_a_page_only_reads(client, ours):
    assert client.post("/referentiels/").status_code == 405
