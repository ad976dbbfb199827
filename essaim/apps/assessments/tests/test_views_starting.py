"""The list of assessments, the start of a new one, and the table view as a whole."""

import pytest
from django.urls import reverse

from essaim.apps.assessments.enums import Scope
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import held, make_assessment, make_steward, publish_ours, say
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.tests.factories import make_member, membership_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward() -> Membership:
    frameworks.forget()
    publish_ours()
    return make_steward()


def start_url(membership: Membership) -> str:
    return reverse("assessments:start", args=[membership.organisation.slug])


def test_starting_says_how_long_each_scope_takes(steward: Membership) -> None:
    form = pages.visitor(steward).get(start_url(steward)).context["form"]
    assert [str(card.text) for _, card in form.fields["scope"].choices][:2] == [
        "15 pratiques, environ 20 minutes\u202f: l’essentiel de chaque thème. Le bon choix pour une première fois.",
        "Les 35 pratiques, environ 50 minutes en tout. On s’arrête et on revient quand on veut.",
    ]


def test_an_overview_starts_on_the_first_theme(steward: Membership) -> None:
    response = pages.visitor(steward).post(
        start_url(steward), {"scope": "essential", "title": "Bilan 2026", "themes": ["ENV"]}, follow=True
    )
    assessment = Assessment.objects.get()
    assert (assessment.scope, assessment.themes, assessment.title) == (Scope.ESSENTIAL, [], "Bilan 2026")
    assert response.redirect_chain[-1] == (pages.address("theme", assessment, "GOV"), 302)


def test_this_years_themes_are_kept(steward: Membership) -> None:
    pages.visitor(steward).post(
        start_url(steward), {"scope": "themes", "themes": ["ENV", "GOV"], "title": "Deux thèmes"}
    )
    assert Assessment.objects.get().themes == ["GOV", "ENV"]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"scope": "themes", "title": "T"}, "themes"),
        ({"scope": "everything", "title": "T"}, "scope"),
        ({"scope": "themes", "themes": ["ZZZ"], "title": "T"}, "themes"),
        ({"scope": "essential", "title": "a\0b"}, "title"),
        ({"scope": "essential", "title": "a" * 201}, "title"),
    ],
)
def test_a_start_that_cannot_be_read_is_refused_beside_its_field(
    steward: Membership, data: dict[str, object], field: str
) -> None:
    response = pages.visitor(steward).post(start_url(steward), data)
    assert (response.status_code, list(response.context["form"].errors), Assessment.objects.count()) == (
        422,
        [field],
        0,
    )


def test_a_reader_cannot_start(steward: Membership) -> None:
    reader = make_member(steward.organisation, role=Role.READER)
    visitor = pages.visitor(membership_of(reader.account, steward.organisation))
    assert visitor.get(start_url(steward)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(steward: Membership, count: int) -> None:
    for _ in range(count):
        make_assessment(steward, framework="essaim-35")
    visitor = pages.visitor(steward)
    visitor.get("/structures/")
    url = reverse("assessments:list", args=[steward.organisation.slug])
    assert pages.statements(visitor, "get", url) == (200, 7)


def test_a_start_sent_by_a_double_click_starts_one_assessment(steward: Membership) -> None:
    visitor = pages.visitor(steward)
    form = {"scope": Scope.FULL, "title": "2026", "csrfmiddlewaretoken": "a"}
    one, two = (visitor.post(start_url(steward), form).url for _ in range(2))
    other = visitor.post(start_url(steward), form | {"csrfmiddlewaretoken": "b"}).url
    assert (one == two, one == other) == (True, False)


def test_the_table_saves_all_rows_at_once(steward: Membership) -> None:
    assessment = make_assessment(steward)
    visitor, url = pages.visitor(steward), pages.address("table", assessment)
    form = pages.typed(visitor.get(url)) | {"A-1-choice": "2", "B-1-choice": "planned", "B-1-assignee": "Inès"}
    response = visitor.post(url, form)
    assert (response.status_code, response.url) == (302, url)
    assert [(held(assessment, code).state, held(assessment, code).assignee) for code in ("A-1", "B-1")] == [
        ("answered", ""),
        ("planned", "Inès"),
    ]


def test_the_table_keeps_what_two_people_typed(steward: Membership) -> None:
    assessment = make_assessment(steward)
    visitor, url = pages.visitor(steward), pages.address("table", assessment)
    shown = pages.typed(visitor.get(url))
    say(assessment, steward, A_1=4)
    response = visitor.post(url, shown | {"A-1-choice": "0", "B-1-choice": "3"})
    assert (response.status_code, held(assessment).level, held(assessment, "B-1").level) == (409, 4, 3)
    assert [sheet.criterion.code for sheet in response.context["problems"]] == ["A-1"]
