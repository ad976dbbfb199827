"""An organisation looks at its practices by its own referential, through the code that serves the catalogue's."""

import pytest
from django.urls import reverse

from essaim.apps.assessments import operations, queries
from essaim.apps.assessments.enums import Scope
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, LATER, make_steward, say
from essaim.apps.frameworks.tests.factories import criterion, scale, source, theme
from essaim.apps.frameworks.tests.own import publish_own
from essaim.apps.organisations.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward() -> Membership:
    steward = make_steward()
    publish_own(steward, source(code="ours"), at=AT)
    return steward


def begin(steward: Membership) -> Assessment:
    return operations.start(steward, framework="ours", scope=Scope.FULL, title="Bilan", at=AT)


def test_an_assessment_stands_on_the_own_referential_of_its_organisation(steward: Membership) -> None:
    ours = begin(steward)
    say(ours, steward, A_1=2, A_2=1, B_1=2)
    assert (ours.framework_is_own, ours.framework_owner) == (True, steward.organisation_id)
    assert queries.result_of(ours).overall.answered == 3
    assert operations.close(ours, by=steward, at=AT).closed_result["shown"]["overall"]["answered"] == 3


def test_somebody_elses_own_referential_is_not_offered(steward: Membership) -> None:
    other = make_steward()
    with pytest.raises(operations.Refused):
        begin(other)


def test_its_questions_lead_to_where_it_is_read(steward: Membership) -> None:
    ours = begin(steward)
    page = pages.visitor(steward).get(pages.address("theme", ours, "A"))
    way = reverse("frameworks:own_criterion", args=[steward.organisation.slug, "ours", "A-1"])
    assert [sheet.about for sheet in page.context["sheets"]][:1] == [way]
    assert pages.visitor(steward).get(way).status_code == 200


def test_its_next_version_is_seen_and_moved_to(steward: Membership) -> None:
    ours = begin(steward)
    say(ours, steward, A_1=2)
    assert queries.newer_version_of(ours) == ""
    themes = (theme("A", criterion("A-1", essential=True)), theme("B", criterion("B-1")))
    publish_own(steward, source(*themes, code="ours", version="2", scales=[scale()]), at=LATER)
    assert queries.newer_version_of(ours) == "2"
    operations.move_to_version(ours, to="2", choices={}, by=steward, at=LATER)
    ours.refresh_from_db()
    assert (ours.framework_version, queries.result_of(ours).overall.applicable) == ("2", 2)
