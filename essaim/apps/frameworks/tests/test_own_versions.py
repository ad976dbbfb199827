"""Versions of an own referential: the older ones are read again, taken along, and compared."""

import re

import pytest
from django.urls import reverse

from essaim.apps.frameworks import operations
from essaim.apps.frameworks.tests.factories import criterion, source, text, theme
from essaim.apps.frameworks.tests.own import AT, LATER, make_steward, publish_own
from essaim.apps.frameworks.tests.test_views_own import visitor

pytestmark = pytest.mark.django_db
OLD = source(theme("A", criterion("A-1"), criterion("A-2")))
NEW = source(theme("A", criterion("A-1", question=text("A-1 or not?")), criterion("A-3")), version="2")


@pytest.fixture
def steward():
    steward = make_steward()
    publish_own(steward, OLD, at=AT)
    publish_own(steward, NEW, at=LATER)
    return steward


@pytest.fixture
def read(steward):
    """Read a page of the referential as its steward."""
    client = visitor(steward)

    def page(name, *args, query=""):
        way = reverse(f"frameworks:{name}", args=[steward.organisation.slug, "small", *args])
        return client.get(way + query, headers={"accept-language": "en"})

    return page


def test_the_page_of_an_own_referential_leads_to_its_older_versions(read, steward):
    content = read("own_detail").content.decode()
    versions = content[content.index('id="versions"') :]
    way = f"/o/{steward.organisation.slug}/referentiels/notres/small"
    assert re.findall(r'href="([^"]*(?:version|de)=[^"]*)"', versions) == [
        f"{way}/comparer?de=1&amp;a=2",
        f"{way}?version=1",
    ]


def test_an_older_version_is_read_with_the_word_that_a_newer_one_exists(read):
    told = "You are reading version 1, which has been replaced"
    for name, args in (("own_detail", []), ("own_criterion", ["A-1"]), ("own_theme", ["A"])):
        assert told in read(name, *args, query="?version=1").content.decode()
        assert told not in read(name, *args).content.decode()
    found = [read("own_criterion", "A-2", query=query).status_code for query in ("?version=1", "", "?version=9")]
    assert found == [200, 404, 404]
    taken = operations.check(read("own_source", query="?version=1").content)
    assert taken == operations.check(OLD)


def test_two_own_versions_are_compared_word_by_word(read):
    shown = read("own_compare")
    assert (shown.context["old"], shown.context["new"], shown.context["comparison"].changed) == ("1", "2", 3)
    assert read("own_compare", query="?de=9").status_code == 404


def test_another_organisation_compares_nothing(read, steward):
    stranger = visitor(make_steward())
    assert stranger.get(reverse("frameworks:own_compare", args=[steward.organisation.slug, "small"])).status_code == 404
