"""Choosing the groups of a referential that concern the organisation: on the page, through the API, in what is told."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from essaim.apps.assessments import operations, queries
from essaim.apps.assessments.enums import Scope
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, make_steward, open_as, publish, say
from essaim.apps.frameworks import operations as frameworks
from essaim.apps.frameworks.tests.factories import criterion, scale, source, text, theme
from essaim.apps.organisations.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward() -> Membership:
    steward = make_steward()
    themes = (
        theme("A", criterion("A-1", groups=["base"], essential=True), criterion("A-2", groups=["plus"])),
        theme("B", criterion("B-1", groups=["plus"])),
    )
    groups = [{"code": code, "title": text(code)} for code in ("base", "plus")]
    frameworks.load(source(*themes, groups=groups, scales=[scale(values=(0, 1, 2, 3, 4))]), at=AT)
    return steward


def start(steward: Membership, **changes: Any) -> Assessment:
    given = {"framework": "small", "scope": Scope.FULL, "title": "Bilan", "at": AT, **changes}
    return operations.start(steward, **given)


def test_an_assessment_keeps_its_groups_and_its_results_rest_on_them(steward: Membership) -> None:
    assessment = start(steward, groups=["base"])
    say(assessment, steward, A_1=4, A_2=0)
    result = queries.result_of(Assessment.objects.select_related("organisation").get())
    assert ([one.code for one in result.criteria], result.overall.score) == (["A-1"], 100)


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        (["nobody"], "L’un de ces groupes n’est pas dans le référentiel."),
        (["plus"], "Ces groupes ne laissent aucune question : choisissez-en un de plus, ou le diagnostic complet."),
    ],
)
def test_groups_that_leave_nothing_are_refused(steward: Membership, groups: list[str], sentence: str) -> None:
    with pytest.raises(operations.Refused) as refused:
        start(steward, scope=Scope.ESSENTIAL, groups=groups)
    (fault,) = refused.value.faults
    assert (fault.field, str(fault.sentence).replace("\N{NARROW NO-BREAK SPACE}", " ")) == ("groups", sentence)


def test_the_page_offers_groups_and_starts_on_those_chosen(steward: Membership) -> None:
    visitor = pages.visitor(steward)
    url = reverse("assessments:start", args=[steward.organisation.slug])
    page = visitor.get(url)
    assert [value for value, _ in page.context["form"].fields["groups"].choices] == ["base", "plus"]
    form = {"framework": "small", "scope": "full", "title": "Bilan", "groups": ["base"]}
    assert visitor.post(url, form).status_code == 302
    open_as(steward)
    assert Assessment.objects.get().groups == ["base"]


def test_the_page_says_when_groups_leave_nothing(steward: Membership) -> None:
    url = reverse("assessments:start", args=[steward.organisation.slug])
    form = {"framework": "small", "scope": "essential", "title": "Bilan", "groups": ["plus"]}
    response = pages.visitor(steward).post(url, form)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["groups"])


def test_a_referential_without_groups_asks_nothing_of_them() -> None:
    publish()
    steward = make_steward()
    response = pages.visitor(steward).get(reverse("assessments:start", args=[steward.organisation.slug]))
    assert 'name="groups"' not in response.content.decode()


def test_results_name_the_groups_of_another_year(steward: Membership) -> None:
    assessment = start(steward, groups=["base"])
    say(assessment, steward, A_1=2)
    response = pages.visitor(steward).get(pages.address("results", assessment))
    assert [one.code for one in response.context["groups_not_this_year"]] == ["plus"]
    assert [one.code for one in response.context["not_this_year"]] == ["B"]
    (told,) = re.findall(r"Pour une autre année\s:\s+([^.]*?)\s*\.", pages.plain(response.content.decode()))
    assert told == "plus (fr)"


def test_programs_choose_groups_too(call: Any, steward: Membership, client: Client) -> None:
    body = {"framework": "small", "scope": "full", "groups": ["base"]}
    started = call("post", f"/organisations/{steward.organisation.slug}/assessments", body).json()
    assert started["groups"] == ["base"]
    results = call("get", f"/assessments/{started['id']}/results").json()
    assert (results["groups_not_this_year"], results["not_this_year"]) == (["plus"], ["B"])
    refused = call("post", f"/organisations/{steward.organisation.slug}/assessments", body | {"groups": ["x"]})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "groups")
