"""What is not published, or not by these hands: words nobody read, and words another organisation gave."""

import re

import pytest

from essaim.apps.frameworks import operations
from essaim.apps.frameworks.models import FrameworkVersion
from essaim.apps.frameworks.tests.factories import source
from essaim.apps.frameworks.tests.own import AT, make_draft, make_steward, publish_own
from essaim.apps.frameworks.tests.test_views_own import SAID, address, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward():
    return make_steward()


def test_what_changed_since_the_page_was_opened_is_read_again_before_it_is_published(steward):
    draft = make_draft(steward)
    answer = visitor(steward).post(address("publish", steward, draft.pk), SAID | {"revision": "0"})
    assert (answer.status_code, [*answer.context["form"].errors]) == (422, ["__all__"])
    page = visitor(steward).get(address("publish", steward, draft.pk)).content.decode()
    shown = re.findall(r'name="revision" value="([^"]*)"', page)
    assert visitor(steward).post(address("publish", steward, draft.pk), SAID | {"revision": shown}).status_code == 302


@pytest.mark.parametrize("name", ["next_version", "share", "put_in_catalogue"])
def test_what_was_taken_is_read_and_nothing_else(steward, name):
    framework = operations.check(source())
    operations.adopt(steward, framework=framework, source="…", given_by="Le réseau", at=AT)
    assert visitor(steward).post(address(name, steward, "small")).status_code == 403
    assert visitor(steward).get(address("own_detail", steward, "small")).status_code == 200


def test_what_was_taken_out_of_the_catalogue_stays_out(steward):
    operations.put_in_catalogue(publish_own(steward), by=steward, at=AT)
    operations.withdraw("small", reason="Spam.", at=AT)
    publish_own(steward, source(version="2"))
    answer = visitor(steward).post(address("put_in_catalogue", steward, "small"))
    assert answer.status_code == 422
    assert FrameworkVersion.objects.filter(code="small").count() == 1
