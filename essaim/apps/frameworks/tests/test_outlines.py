"""A large referential: an outline that says everything, whatever its size, at the price of a small one."""

import re

import pytest

from essaim.apps.frameworks import operations, queries, rules
from essaim.apps.frameworks.tests import factories, large
from essaim.apps.frameworks.tests.test_views import NOON, TRANSACTION, page

SECTIONS = [{"code": code, "title": factories.text(code)} for code in ("S1", "S2", "S3")]
PATHS = ((), ("S1",), ("S1", "S2"), ("S1", "S2"), ("S1",), ("S3",))
CRITERIA = [factories.criterion(f"A-{rank}", path=list(path)) for rank, path in enumerate(PATHS)]
NESTED = factories.framework(factories.theme("A", *CRITERIA, sections=SECTIONS))


def told(chapters):
    return [
        ([f"{depth} {section.code}" for depth, section in passage.opens], [one.code for one in passage.criteria])
        for chapter in chapters
        for passage in chapter.passages
    ]


def test_a_heading_stands_where_a_section_begins():
    assert told(rules.outline(NESTED)) == [
        ([], ["A-0"]),
        (["0 S1"], ["A-1"]),
        (["1 S2"], ["A-2", "A-3"]),
        (["0 S1"], ["A-4"]),
        (["0 S3"], ["A-5"]),
    ]


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("", "fr", ["A-1", "A-2"]),
        ("EGALITE l'equipe", "fr", ["A-2"]),
        ("a-1", "fr", ["A-1"]),
        ("égalité", "en", []),
        ("nothing of the kind", "en", []),
    ],
)
def test_criteria_are_found_by_all_the_words_they_say(words, language, found):
    said = {"fr": "L’égalité dans l’équipe", "en": "Fairness in the team"}
    framework = factories.framework(
        factories.theme("A", factories.criterion("A-1"), factories.criterion("A-2", question=said))
    )
    chapters = rules.outline(framework, words, language)
    assert [one.code for chapter in chapters for passage in chapter.passages for one in passage.criteria] == found


def test_beside_a_criterion_stand_those_of_its_section_where_a_theme_has_many():
    theme, few = large.framework().themes[0], NESTED.themes[0]
    assert [one.code for one in rules.beside(theme, theme.criteria[12])] == [f"T01-{rank}" for rank in range(11, 21)]
    assert rules.beside(few, few.criteria[2]) == few.criteria


@pytest.fixture
def published(db):
    operations.publish(large.framework(), "", at=NOON)
    queries.current("large")
    queries.withdrawals()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_outline_holds_every_criterion_once_and_stays_light(client, published, django_assert_num_queries, language):
    with django_assert_num_queries(TRANSACTION):
        content = page(client, "large", language=language).content
    assert len(re.findall(rb'<li id="(T\d\d-\d+)"><a href="/referentiels/large/\1/">', content)) == large.COUNT
    assert content.count(b"<details>") == len(large.SIZES)
    assert len(content) < 400_000


def test_a_search_opens_what_it_finds(client, published, django_assert_num_queries):
    with django_assert_num_queries(TRANSACTION):
        response = client.get("/referentiels/large/", {"q": "t14-9"}, headers={"accept-language": "en"})
    assert (response.context["found"], response.content.count(b"<details open>")) == (11, 1)
    nothing = client.get("/referentiels/large/", {"q": "zzz"}, headers={"accept-language": "en"})
    assert (nothing.context["found"], nothing.content.count(b"<details")) == (0, 0)


@pytest.mark.parametrize("address", ["themes/T14", "T14-9"])
def test_its_other_pages_cost_no_query_either_and_stay_light(client, published, django_assert_num_queries, address):
    with django_assert_num_queries(TRANSACTION):
        response = page(client, "large", address)
    assert response.status_code == 200
    assert len(response.content) < {"themes/T14": 150_000, "T14-9": 15_000}[address]
