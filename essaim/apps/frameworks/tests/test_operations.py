from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from essaim.apps.frameworks import operations, queries, rules
from essaim.apps.frameworks.models import FrameworkVersion
from essaim.apps.frameworks.tests import factories
from essaim.apps.frameworks.tests.conftest import CONTENT

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_file_is_published_with_its_document_and_its_source():
    source = factories.source()
    published, is_new = operations.load(source, at=NOON)
    assert (is_new, published.code, published.version, published.published_at) == (True, "small", "1", NOON)
    assert published.source.encode() == source
    assert queries.version("small", "1") == factories.framework()


def test_loading_the_same_file_twice_changes_nothing():
    first, _ = operations.load(factories.source(), at=NOON)
    again, is_new = operations.load(b"# the same words\n" + factories.source(), at=NOON)
    assert (again.pk, is_new, FrameworkVersion.objects.count()) == (first.pk, False, 1)


def test_other_words_under_a_published_version_are_refused():
    operations.load(factories.source(), at=NOON)
    with pytest.raises(operations.VersionTaken) as taken:
        operations.load(factories.source(licence="MIT"), at=NOON)
    assert (taken.value.code, taken.value.version) == ("small", "1")
    assert queries.version("small", "1").licence == "CC0"


def test_a_file_with_a_problem_is_not_published():
    with pytest.raises(rules.Refused):
        operations.load(b"code: small", at=NOON)
    assert FrameworkVersion.objects.count() == 0


def test_the_database_refuses_to_change_a_published_version():
    operations.load(factories.source(), at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        FrameworkVersion.objects.update(source="other words")
    assert FrameworkVersion.objects.get().source == factories.source().decode()


def test_the_database_refuses_to_delete_a_published_version():
    operations.load(factories.source(), at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        FrameworkVersion.objects.all().delete()
    assert FrameworkVersion.objects.count() == 1


def test_what_comes_with_the_platform_is_published_once():
    codes = sorted(path.stem for path in CONTENT.glob("*.yaml"))
    assert [published.code for published in operations.load_builtin(at=NOON)] == codes
    assert operations.load_builtin(at=NOON) == []


def test_the_platform_keeps_a_version_published_with_other_words(caplog):
    other = rules.as_json(factories.framework(code="essaim-35", version="2026.1"))
    FrameworkVersion.objects.create(
        code="essaim-35", version="2026.1", document=other, digest="other", source="", published_at=NOON
    )
    assert "essaim-35" not in [published.code for published in operations.load_builtin(at=NOON)]
    assert caplog.messages == ["essaim-35 2026.1 is published with other words: kept as it is"]


def test_a_version_of_the_past_stays_readable_beside_the_current_one(django_assert_num_queries):
    operations.load(factories.source(), at=NOON)
    operations.load(factories.source(version="2", licence="MIT"), at=NOON.replace(hour=13))
    assert (queries.current("small").version, queries.version("small", "1").version) == ("2", "1")
    with django_assert_num_queries(0):
        assert (queries.current("small").version, queries.version("small", "1").version) == ("2", "1")
