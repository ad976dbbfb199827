"""An alliance and a team's digital competences: answered, scored and closed by the code that serves our criteria."""

import re
from fractions import Fraction

import pytest
from django.urls import reverse

from essaim.apps.assessments import operations, queries
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.exports.words import in_words
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, LATER, make_steward, publish_ours
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.organisations.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward() -> Membership:
    frameworks.forget()
    publish_ours()
    return make_steward()


def begin(steward: Membership, framework: str, scope: Scope = Scope.FULL) -> Assessment:
    return operations.start(steward, framework=framework, scope=scope, title="Bilan", at=AT)


def tell(assessment: Assessment, steward: Membership, **states: State | int) -> None:
    """Answer criteria with levels or states; `DC_1__2` stands for `DC-1.2`."""
    values: dict[str, operations.Values] = {
        name.replace("__", ".").replace("_", "-"): {"state": State.ANSWERED, "level": said}
        if isinstance(said, int)
        else {"state": said, "reason": "Sans objet" if said == State.NOT_APPLICABLE else ""}
        for name, said in states.items()
    }
    operations.answer_many(assessment, values=values, by=steward, at=AT)


def test_an_alliance_is_answered_scored_and_closed(steward: Membership) -> None:
    alliance = begin(steward, "alliance-12")
    tell(alliance, steward, PUR_1=4, PUR_2=2, PUR_3=1, BAL_1=3, BAL_2=0, BAL_3=State.UNKNOWN)
    tell(alliance, steward, RUN_1=2, RUN_2=2, RUN_3=State.PLANNED, OUT_1=1, OUT_2=3, OUT_3=State.NOT_APPLICABLE)
    overall = queries.result_of(alliance).overall
    # (100 + 50 + 25) + (75 + 0) + (50 + 50 + 0) + (25 + 75) over ten answers; eleven concern us
    assert (overall.score, overall.coverage) == (45, Fraction(1000, 11))
    assert overall.weakest_theme == "RUN"
    closed = operations.close(alliance, by=steward, at=LATER)
    assert closed.closed_result is not None
    shown = closed.closed_result["shown"]
    assert [(theme["code"], theme["score"], theme["answered"]) for theme in shown["themes"]] == [
        ("PUR", 58.3, 3),
        ("BAL", 37.5, 2),
        ("RUN", 33.3, 3),
        ("OUT", 50.0, 2),
    ]
    assert (closed.framework_code, shown["overall"]["score"], shown["overall"]["coverage"]) == (
        "alliance-12",
        45.0,
        90.9,
    )


def test_both_sides_of_an_alliance_answer_each_on_their_own(steward: Membership) -> None:
    tell(begin(steward, "alliance-12", Scope.ESSENTIAL), steward, PUR_1=4, BAL_2=4, RUN_1=4, OUT_1=4)
    partner = make_steward(employees=4000)
    theirs = begin(partner, "alliance-12", Scope.ESSENTIAL)
    tell(theirs, partner, PUR_1=1, BAL_2=1, RUN_1=1, OUT_1=1)
    assert queries.result_of(theirs).overall.score == 25
    assert [one.pk for one in queries.assessments_of(partner.organisation_id)] == [theirs.pk]


def test_a_scale_of_four_levels_is_brought_to_a_hundred(steward: Membership) -> None:
    team = begin(steward, "digcomp-team", Scope.ESSENTIAL)
    tell(team, steward, DC_1__2=1, DC_1__3=2, DC_2__1=3, DC_2__4=4, DC_3__1=2, DC_4__1=2, DC_4__2=3)
    result = queries.result_of(team)
    # (level - 1) / 3: 0 + 1 + 2 + 3 + 1 + 1 + 2 thirds over seven answers
    assert (result.overall.score, result.overall.coverage) == (None, Fraction(700, 8))
    assert result.overall.missing_themes == ("DC-5",)
    tell(team, steward, DC_5__4=1)
    result = queries.result_of(team)
    assert result.overall.score == Fraction(10, 3 * 8) * 100
    assert [(theme.code, theme.score) for theme in result.themes] == [
        ("DC-1", Fraction(50, 3)),
        ("DC-2", Fraction(250, 3)),
        ("DC-3", Fraction(100, 3)),
        ("DC-4", 50),
        ("DC-5", 0),
    ]
    closed = operations.close(team, by=steward, at=LATER)
    assert closed.closed_result is not None
    assert closed.closed_result["shown"]["overall"]["score"] == 41.7


def test_the_whole_team_has_twenty_one_competences(steward: Membership) -> None:
    team = begin(steward, "digcomp-team")
    levels = {code.replace("-", "_").replace(".", "__"): 3 for code in frameworks.current("digcomp-team").codes}
    tell(team, steward, **levels)
    overall = queries.result_of(team).overall
    assert (overall.answered, overall.score, overall.coverage) == (21, Fraction(200, 3), 100)


@pytest.mark.parametrize("level", [0, 5])
def test_a_level_outside_four_is_refused(steward: Membership, level: int) -> None:
    with pytest.raises(operations.Refused) as refused:
        tell(begin(steward, "digcomp-team"), steward, DC_1__1=level)
    assert [(fault.criterion, fault.field) for fault in refused.value.faults] == [("DC-1.1", "level")]


def test_levels_are_told_in_the_words_of_their_scale(steward: Membership) -> None:
    team = begin(steward, "digcomp-team")
    tell(team, steward, DC_1__1=2, DC_1__2=2, DC_1__3=4)
    distribution = queries.result_of(team).overall.distribution
    assert in_words(distribution) == "Très avancé\u202f: 1, Intermédiaire\u202f: 2"


def test_comb_bars_and_cells_number_the_same_level_alike(steward: Membership) -> None:
    team = begin(steward, "digcomp-team")
    tell(team, steward, DC_1__1=3)
    context = pages.visitor(steward).get(pages.address("results", team)).context
    assert [mark for mark, _ in context["legend"][:4]] == [0, 1, 3, 4]
    numbered = [re.findall(r">(\d)</text>", context[drawing].drawing) for drawing in ("comb", "bars")]
    assert numbered == [["3"], ["3"]]


def test_a_sheet_shows_the_levels_written_for_its_question(steward: Membership) -> None:
    alliance = begin(steward, "alliance-12")
    [sheet, *_] = pages.visitor(steward).get(pages.address("theme", alliance, "BAL")).context["sheets"]
    cards = [(card.title, card.text) for _, card in sheet.form.fields["choice"].choices][:2]
    assert cards == [
        ("Pas abordé", "Nous n’avons pas encore fait la liste de ce que chaque partie apporte."),
        ("Évoqué", "Nous parlons surtout des apports visibles, comme l’argent ou le matériel."),
    ]


@pytest.mark.parametrize("code", ["alliance-12", "digcomp-team"])
def test_without_links_to_other_references_nothing_is_said_of_them(steward: Membership, code: str) -> None:
    assessment = begin(steward, code)
    framework = frameworks.current(code)
    tell(assessment, steward, **{framework.criteria[0].code.replace("-", "_").replace(".", "__"): 2})
    response = pages.visitor(steward).get(pages.address("results", assessment))
    assert (response.status_code, response.context["iso"], response.context["sdg"]) == (200, None, None)
    assert "ISO 26000" not in pages.plain(response.content.decode())


def test_ours_is_offered_first(steward: Membership) -> None:
    url = reverse("assessments:start", args=[steward.organisation.slug])
    context = pages.visitor(steward).get(url).context
    assert [one.code for one in context["frameworks"]] == ["essaim-35", "alliance-12", "digcomp-team"]
    assert context["form"].framework_shown.code == "essaim-35"


@pytest.mark.parametrize(
    ("asked", "shown", "practices"), [("digcomp-team", "digcomp-team", "8"), ("nowhere", "essaim-35", "15")]
)
def test_another_referential_is_chosen_before_how_far_to_go(
    steward: Membership, asked: str, shown: str, practices: str
) -> None:
    url = reverse("assessments:start", args=[steward.organisation.slug])
    form = pages.visitor(steward).get(url, {"framework": asked}).context["form"]
    assert form.framework_shown.code == shown
    assert str(form.fields["scope"].choices[0][1].text).split()[0] == practices
    assert [code for code, _ in form.fields["themes"].choices] == [
        theme.code for theme in frameworks.current(shown).themes
    ]


def test_the_chosen_referential_is_the_one_that_starts(steward: Membership) -> None:
    url = reverse("assessments:start", args=[steward.organisation.slug])
    data = {"framework": "alliance-12", "scope": "themes", "themes": ["OUT"], "title": "Avec La Fabrique"}
    response = pages.visitor(steward).post(url, data, follow=True)
    assessment = Assessment.objects.get()
    assert (assessment.framework_code, assessment.themes) == ("alliance-12", ["OUT"])
    assert response.redirect_chain[-1] == (pages.address("theme", assessment, "OUT"), 302)


def test_a_referential_that_is_not_there_is_refused(steward: Membership) -> None:
    url = reverse("assessments:start", args=[steward.organisation.slug])
    response = pages.visitor(steward).post(url, {"framework": "nowhere", "scope": "full", "title": "T"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["framework"])
