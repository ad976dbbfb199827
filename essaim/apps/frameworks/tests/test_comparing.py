"""Versions as the public sees them: listed, read again, compared; and a referential taken out of the catalogue."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from essaim.apps.frameworks import operations, queries
from essaim.apps.frameworks.tests.factories import criterion, framework, source, text, theme
from essaim.apps.frameworks.views import comparing

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TRANSACTION = 2  # the savepoint that stands for the request’s transaction, and its release
OLD = theme("A", criterion("A-1"), criterion("A-2"), criterion("A-3"))
NEW = theme("A", criterion("A-1", question=text("A-1 or not?")), criterion("A-2"), criterion("A-4"))


def publish(*themes, at=NOON):
    for place, one in enumerate(themes):
        operations.load(source(one, version=f"{place + 1}"), at=at + timedelta(days=place))
    for place in range(len(themes)):
        queries.version("small", f"{place + 1}")
    for read in (queries.withdrawals, queries.targets, queries.catalogue):
        read()


def page(client, address="", language="en"):
    return client.get(f"/referentiels/small{address}", headers={"accept-language": language})


def words(response):
    content = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", content[content.index("<main") :])).strip()


def test_the_page_of_a_referential_lists_its_versions(client, django_assert_num_queries):
    publish(OLD, NEW, OLD)
    with django_assert_num_queries(TRANSACTION):
        content = page(client, "/").content.decode()
    versions = content[content.index('id="versions"') :]
    assert re.findall(r'href="([^"]*(?:version|de)=[^"]*)"', versions) == [
        "/referentiels/small/comparer?de=2&amp;a=3",
        "/referentiels/small/?version=2",
        "/referentiels/small/comparer?de=1&amp;a=2",
        "/referentiels/small/?version=1",
    ]
    assert "Published on Nov. 24, 2026." in words(page(client, "/"))


def test_an_older_version_is_read_with_the_word_that_a_newer_one_exists(client):
    publish(OLD, NEW)
    told = "You are reading version 1, which has been replaced"
    for address in ("/", "/A-1/", "/themes/A/"):
        assert told in words(page(client, f"{address}?version=1"))
        assert told not in words(page(client, address))
        assert told not in words(page(client, f"{address}?version=2"))
    assert 'href="/referentiels/small/A-3/?version=1"' in page(client, "/A-1/?version=1").content.decode()
    assert page(client, "/A-3/?version=1").status_code == 200
    assert page(client, "/A-3/").status_code == 404


@pytest.mark.parametrize("address", ["/?version=3", "/?version=%00", "/?version=", "/comparer?a=3", "/comparer?de=%00"])
def test_a_version_that_does_not_exist_is_not_found(client, address):
    publish(OLD, NEW)
    assert page(client, address).status_code == 404


def test_two_versions_are_compared_side_by_side(client, django_assert_num_queries):
    publish(OLD, NEW)
    with django_assert_num_queries(TRANSACTION):
        response = page(client, "/comparer")
    content = response.content.decode()
    assert "Criteria: 1 new, 1 removed, 1 reworded; 1 unchanged." in content
    assert re.findall(r"<h3>([^<]*)</h3>", content) == ["A-1", "A-4", "A-3"]
    assert re.findall(r"<(ins|del)>(.*?)</\1>", content)[0] == (
        "ins",
        '<span class="sr-only" lang="en">added: </span>or not<span class="sr-only" lang="en"> (end of what was added) '
        "</span>",
    )
    assert page(client, "/comparer?de=1&a=2").content.decode().count("<ins>") == content.count("<ins>")


def test_all_criteria_are_shown_when_asked(client):
    publish(OLD, NEW)
    content = page(client, "/comparer?tout=1").content.decode()
    assert re.findall(r"<h3>([^<]*)</h3>", content) == ["A-1", "A-2", "A-4", "A-3"]
    assert 'href="?"' in content


@pytest.mark.parametrize(
    ("asked", "languages"),
    [("", ["en"]), ("fr", ["fr"]), ("en", ["en"]), ("fr-en", ["fr", "en"]), ("\0", ["en"]), ("de", ["en"])],
)
def test_texts_are_shown_in_the_language_that_is_asked(client, asked, languages):
    publish(OLD, NEW)
    content = client.get(
        "/referentiels/small/comparer", {"langue": asked}, headers={"accept-language": "en"}
    ).content.decode()
    first = content[content.index("<h3>A-1</h3>") : content.index("<h3>A-4</h3>")]
    assert re.findall(r'<dd lang="(..)"', first) == [language for language in languages for _ in range(2)]


def test_one_version_has_nothing_to_be_compared_with_yet(client):
    publish(OLD)
    response = page(client, "/comparer")
    assert (response.status_code, "There is only one version so far" in words(response)) == (200, True)


def test_the_same_version_twice_says_so(client):
    publish(OLD, NEW)
    assert "Both versions say exactly the same." in words(page(client, "/comparer?de=1&a=1"))


def test_any_two_versions_are_shown_whatever_they_come_from(rf):
    old, new = framework(OLD), framework(NEW)
    found = comparing.side_by_side(rf.get("/anywhere", {"tout": "1", "page": "2"}), old, new)
    assert (found["comparison"].plan.old, found["comparison"].plan.new) == (old, new)
    assert found["whole_url"] == "?page=2"
    assert [href for _, href in found["ways"]] == [f"?tout=1&page=2&langue={name}" for name in ("fr", "en", "fr-en")]


def test_a_withdrawn_referential_is_offered_no_more_and_its_page_says_why(client):
    publish(OLD, NEW)
    operations.withdraw("small", reason=" Its authors replaced it. ", at=NOON)
    assert queries.catalogue() == ()
    for address in ("/", "/A-1/", "/themes/A/", "/?version=1"):
        assert "Taken out on Nov. 22, 2026: Its authors replaced it." in words(page(client, address))
    with pytest.raises(queries.NotPublished):
        queries.offer("0b9b1a3c-0000-4000-8000-000000000000", "small")
    assert queries.current("small").version == "2"
    assert client.get("/api/v1/frameworks").json()["items"] == []
    assert client.get("/api/v1/frameworks/small").json()["withdrawn"] == "Its authors replaced it."
    operations.load(source(OLD, version="3"), at=NOON + timedelta(days=9))
    assert queries.catalogue() == ()


def test_a_withdrawn_referential_comes_back(client):
    publish(OLD)
    operations.withdraw("small", reason="By mistake.", at=NOON)
    operations.restore("small")
    assert [one.code for one in queries.catalogue()] == ["small"]
    with pytest.raises(operations.NotWithdrawn):
        operations.restore("small")


def test_withdrawing_again_gives_another_reason_and_keeps_the_day():
    publish(OLD)
    operations.withdraw("small", reason="One.", at=NOON)
    operations.withdraw("small", reason="Two.", at=NOON + timedelta(days=1))
    assert [(one.reason, one.withdrawn_at) for one in queries.withdrawals().values()] == [("Two.", NOON)]


def test_what_was_never_published_or_has_no_reason_is_not_withdrawn():
    publish(OLD)
    with pytest.raises(queries.NotPublished):
        operations.withdraw("other", reason="Why not.", at=NOON)
    with pytest.raises(operations.ReasonMissing):
        operations.withdraw("small", reason="  ", at=NOON)


def test_where_much_changed_one_theme_is_opened_at_a_time(client):
    many = [f"A-{place}" for place in range(comparing.AT_ONCE + 1)]
    old = theme("A", *(criterion(code) for code in many))
    operations.load(source(old, theme("B", criterion("B-1"))), at=NOON)
    new = theme("A", *(criterion(code, question=text(f"{code} or not?")) for code in many))
    later = source(new, theme("B", criterion("B-1", title=text("other"))), version="2")
    operations.load(later, at=NOON + timedelta(days=1))
    folded = page(client, "/comparer").content.decode()
    assert (folded.count("<h3>"), folded.count('href="?theme=A#A"'), folded.count('href="?theme=B#B"')) == (0, 1, 1)
    assert "81 criteria change here." in words(page(client, "/comparer"))
    assert page(client, "/comparer?theme=A").content.decode().count("<h3>") == len(many)
    assert page(client, "/comparer?theme=B").content.decode().count("<h3>") == 1
