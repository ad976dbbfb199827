"""Reading the years side by side, and noting what happened meanwhile."""

import datetime

import pytest
from django.urls import reverse

from essaim.apps.assessments import operations, queries
from essaim.apps.assessments.enums import NotCompared, Scope
from essaim.apps.assessments.models import Annotation
from essaim.apps.assessments.tests import pages, versions
from essaim.apps.assessments.tests.factories import (
    AT,
    LATER,
    make_assessment,
    make_steward,
    open_as,
    publish_ours,
    say,
)
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 5, 12)


@pytest.fixture
def steward():
    return make_steward()


def start(steward, year, **levels):
    """Return a year’s assessment on `small`, these levels said."""
    at = AT.replace(year=year)
    made = make_assessment(steward, title=f"Bilan {year}", at=at)
    say(made, steward, **levels)
    return made


def page(steward, name="evolution", *args):
    return reverse(f"assessments:{name}", args=[steward.organisation.slug, *args])


def test_the_words_lead_then_each_practice_stands_before_and_after(steward):
    operations.close(start(steward, 2025, A_1=1, A_2=3, B_1=2), by=steward, at=LATER)
    start(steward, 2026, A_1=3, A_2=2, B_1=2)
    context = pages.visitor(steward).get(page(steward)).context
    assert [sentence.replace("\u202f", " ").replace("\u00a0", " ") for sentence in context["sentences"]] == [
        "1 pratique a progressé : « A-1 (fr) ».",
        "1 pratique est plus bas qu’avant, un sujet à reprendre ensemble : « A-2 (fr) ».",
        "Les mêmes pratiques ont été regardées chaque fois.",
    ]
    assert [(panel.code, [track.code for track in panel.tracks]) for panel in context["panels"]] == [
        ("A", ["A-1", "A-2"]),
        ("B", ["B-1"]),
    ]
    assert [(year.name, year.assessment.is_open) for year in context["years"]] == [("2025", False), ("2026", True)]


def test_a_closed_year_keeps_its_figures_when_the_profile_changes(steward):
    operations.close(start(steward, 2025, A_1=1, A_2=3, B_1=2), by=steward, at=LATER)
    start(steward, 2026, A_1=3, B_1=2)
    steward.organisation.employees = 0
    steward.organisation.save()
    found = pages.visitor(steward).get(page(steward)).context["evolution"]
    assert [result.overall.applicable for result in found.results] == [3, 2]
    assert found.comparison.left_out == {"A-2": NotCompared.NOT_APPLICABLE}


def test_a_question_put_otherwise_is_not_compared_and_says_so(steward):
    versions.old()
    before = operations.start(steward, framework="small", scope=Scope.FULL, title="Avant", at=AT)
    say(before, steward, A_1=1, A_2=1, A_3=1, A_4=1, A_5=1, A_6=1, B_1=1)
    versions.new()
    after = operations.start(steward, framework="small", scope=Scope.FULL, title="Après", at=LATER)
    say(after, steward, A_1=2, A_2=2, A_31=2, A_32=2, A_4=2, B_1=2, C_1=2)
    found = queries.evolution_of([after, before]).comparison
    assert [(track.code, track.theme) for track in found.tracks] == [("A-1", "A"), ("B-1", "C")]
    assert found.left_out == {
        "A-2": NotCompared.MEANING_CHANGED,
        "A-31": NotCompared.LATER_ONLY,
        "A-32": NotCompared.LATER_ONLY,
        "A-4": NotCompared.MEANING_CHANGED,
        "C-1": NotCompared.LATER_ONLY,
        "A-3": NotCompared.EARLIER_ONLY,
        "A-5": NotCompared.EARLIER_ONLY,
        "A-6": NotCompared.EARLIER_ONLY,
    }


def test_the_last_two_are_shown_unless_others_are_chosen(steward):
    first, second, third = (start(steward, year, A_1=year - 2024) for year in (2024, 2025, 2026))
    visitor = pages.visitor(steward)
    assert visitor.get(page(steward)).context["evolution"].assessments == (second, third)
    chosen = visitor.get(page(steward), {"bilan": [first.pk, third.pk]})
    assert chosen.context["evolution"].assessments == (first, third)


@pytest.mark.parametrize("choice", ["one", "mixed", "nonsense"])
def test_what_cannot_be_compared_is_said_in_a_sentence(steward, choice):
    one = start(steward, 2025, A_1=1)
    start(steward, 2026, A_1=1)
    publish_ours()
    other = operations.start(steward, framework="essaim-35", scope=Scope.FULL, title="Autre", at=AT)
    named = {"one": [one.pk], "mixed": [one.pk, other.pk], "nonsense": ["2025"]}[choice]
    response = pages.visitor(steward).get(page(steward), {"bilan": named})
    assert (response.status_code, response.context["evolution"], response.context["is_refused"]) == (200, None, True)


def test_one_year_alone_is_told_kindly(steward):
    start(steward, 2026, A_1=1)
    response = pages.visitor(steward).get(page(steward))
    assert (response.status_code, response.context["groups"]) == (200, [])


def test_a_year_of_chosen_themes_has_no_overall_figure_but_its_levels_compare(steward):
    start(steward, 2025, A_1=1, A_2=1, B_1=1)
    chosen = make_assessment(steward, title="Thèmes", scope=Scope.THEMES, themes=["A"], at=AT.replace(year=2026))
    say(chosen, steward, A_1=2, A_2=2)
    context = pages.visitor(steward).get(page(steward)).context
    assert (context["why_null"], context["whole"].scores) == ("scope", (None, None))
    assert [track.code for panel in context["panels"] for track in panel.tracks] == ["A-1", "A-2"]


def test_the_table_leaves_as_a_spreadsheet_that_runs_nothing(steward):
    start(steward, 2025, A_1=1, A_2=1)
    start(steward, 2026, A_1=3, A_2=1, B_1=0)
    response = pages.visitor(steward).get(page(steward, "evolution_csv"))
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "Thème,Code,Pratique,2025,2026,Comparée",
        "A,A-1,A-1 (fr),1 (fr),3 (fr),oui",
        "A,A-2,A-2 (fr),1 (fr),1 (fr),oui",
        "B,B-1,B-1 (fr),Sans réponse,0 (fr),Sans niveau l’une de ces années",
    ]


def test_years_cost_the_same_for_two_or_five_and_for_one_criterion_or_thirty_five(steward):
    publish_ours()
    few = [start(steward, year, A_1=1) for year in range(2021, 2026)]
    many = [
        operations.start(steward, framework="essaim-35", scope=Scope.FULL, title="Bilan", at=AT.replace(year=year))
        for year in range(2021, 2026)
    ]
    for one in many:
        say(one, steward, GOV_1=2, ENV_4=3, ETH_3=1)
    operations.annotate(steward, on=DAY, text="Nouvelle directrice")
    visitor = pages.visitor(steward)
    visitor.get(page(steward))
    for chosen in (few[:2], few, many[:2], many):
        query = "&".join(f"bilan={one.pk}" for one in chosen)
        assert pages.statements(visitor, "get", f"{page(steward)}?{query}") == (200, 8)


def test_results_lead_to_last_year_once_there_is_one(steward):
    before, now = start(steward, 2025, A_1=1), start(steward, 2026, A_1=2)
    visitor = pages.visitor(steward)
    assert visitor.get(pages.address("results", before)).context["previous"] is None
    assert visitor.get(pages.address("results", now)).context["previous"] == before


def test_an_event_is_noted_put_right_and_taken_away(steward):
    start(steward, 2025, A_1=1)
    start(steward, 2026, A_1=2)
    visitor = pages.visitor(steward)
    assert (
        visitor.post(page(steward, "annotate"), {"on": "2025-05-12", "text": " Nouvelle directrice "}).status_code
        == 302
    )
    (noted,) = Annotation.objects.all()
    assert (noted.happened_on, noted.text, noted.noted_by_id) == (DAY, "Nouvelle directrice", steward.account_id)
    own = page(steward, "annotation", noted.pk)
    assert visitor.get(own).context["form"].initial == {"on": DAY, "text": "Nouvelle directrice"}
    assert visitor.post(own, {"on": "2025-05-13", "text": "Nouveau directeur"}).status_code == 302
    assert visitor.post(own, {"on": "", "text": "x"}).status_code == 422
    noted.refresh_from_db()
    assert str(noted) == "Nouveau directeur"
    assert visitor.post(page(steward, "remove_annotation", noted.pk)).status_code == 302
    assert Annotation.objects.count() == 0


@pytest.mark.parametrize("text", ["", "x" * 201, "\0"])
def test_an_event_that_cannot_be_kept_loses_nothing(steward, text):
    response = pages.visitor(steward).post(page(steward, "annotate"), {"on": "2025-05-12", "text": text})
    assert (response.status_code, response.context["form"]["on"].value()) == (422, "2025-05-12")
    assert Annotation.objects.count() == 0


@pytest.mark.parametrize("text", ["  ", "x" * 201, "a\ud800"])
def test_a_program_s_event_that_cannot_be_kept_is_refused(steward, text):
    with pytest.raises(operations.Refused):
        operations.annotate(steward, on=DAY, text=text)


def test_a_reader_sees_events_and_changes_none(steward):
    noted = operations.annotate(steward, on=DAY, text="Nouvelle directrice")
    reader = make_member(steward.organisation, role=Role.READER)
    visitor = pages.visitor(reader)
    assert visitor.get(page(steward)).context["can_annotate"] is False
    assert visitor.post(page(steward, "annotate"), {"on": "2025-05-12", "text": "x"}).status_code == 403
    assert visitor.get(page(steward, "annotation", noted.pk)).status_code == 403
    assert visitor.post(page(steward, "remove_annotation", noted.pk)).status_code == 403


def test_what_was_noted_leaves_with_its_history_and_is_forgotten(steward):
    noted = operations.annotate(steward, on=DAY, text="Nouvelle directrice")
    operations.correct(noted, on=DAY, text="Nouveau directeur", by=steward)
    told = queries.export_of(steward.organisation_id)
    assert [row["text"] for row in told["annotations"]] == ["Nouveau directeur"]
    assert [row["text"] for row in told["annotations_history"]] == ["Nouvelle directrice", "Nouveau directeur"]
    operations.erase(steward.organisation_id)
    told = queries.export_of(steward.organisation_id)
    assert (told["annotations"], told["annotations_history"]) == ([], [])


def test_programs_read_the_same_comparison(call, steward):
    operations.close(start(steward, 2025, A_1=1, A_2=3, B_1=2), by=steward, at=LATER)
    start(steward, 2026, A_1=3, A_2=2, B_1=2)
    operations.annotate(steward, on=DAY, text="Nouvelle directrice")
    told = call("get", f"/organisations/{steward.organisation.slug}/comparison").json()
    assert [(one["frozen"], one["coverage"]) for one in told["assessments"]] == [(True, 100.0), (False, 100.0)]
    assert told["overall"] == {
        "code": "small",
        "scores": [50.0, 58.3],
        "answered": 3,
        "applicable": 3,
        "why_null": None,
    }
    assert [[look["level"] for look in one["looks"]] for one in told["criteria"]] == [[1, 3], [3, 2], [2, 2]]
    assert told["annotations"] == [{"happened_on": "2025-05-12", "text": "Nouvelle directrice"}]


@pytest.mark.parametrize(("named", "status"), [("", 422), ("{one}", 422), ("{one},nobody", 404)])
def test_programs_are_told_what_cannot_be_compared(call, steward, named, status):
    one = start(steward, 2026, A_1=1)
    query = named.format(one=one.pk)
    response = call("get", f"/organisations/{steward.organisation.slug}/comparison?assessments={query}")
    open_as(steward)
    assert response.status_code == status
