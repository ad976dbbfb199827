"""A file that holds several years, or a day for each line, as networks' grids do."""

from datetime import date

import pytest
from django.urls import reverse

from essaim.apps.assessments import operations, queries
from essaim.apps.assessments.enums import Role, Scope, State
from essaim.apps.assessments.models import Answer, Assessment
from essaim.apps.assessments.operations import Past
from essaim.apps.assessments.rules import days, earlier
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, open_as, publish_ours
from essaim.apps.assessments.tests.workbooks import saved

pytestmark = pytest.mark.django_db
NETWORK = [
    ["Thème", "Réf.", "Critère", "2022", "2023", "Objectif 2024", "Commentaires"],
    ["Gouvernance", "GOV-1", "Projet écrit", "1", "3", "4", "Relu en mars"],
    ["Gouvernance", "GOV-2", "Votes", "2", "2", "4", None],
    ["Gouvernance", "GOV-3", "Instances", None, "1", "4", None],
    ["Territoire", "TER-1", "Achats", "1", None, "4", None],
]
PAIRS = [
    ["Code", "Note 2022", "Remarques 2022", "Note 2023", "Remarques 2023"],
    ["GOV-1", "2", "alors", "3", "depuis"],
    ["GOV-2", "2", None, "3", "aussi"],
]
DATED = [
    ["Code", "Niveau", "Évalué : date"],
    ["GOV-1", "2", "2023-05-02"],
    ["GOV-2", "3", "12/06/2023"],
    ["GOV-3", "3", "au printemps"],
]


@pytest.fixture
def steward(steward):
    publish_ours()
    return steward


def understood(by, rows, name="Suivi du réseau.xlsx"):
    """Bring a file and say yes to all that is guessed."""
    intake = operations.receive_earlier(by, name=name, content=saved({"Suivi": rows}), at=AT)
    operations.say_of_earlier(intake, framework="essaim-35", sheet="Suivi", header=0)
    roles = {str(column): role for column, role in queries.earlier_of(intake).roles.items()}
    operations.say_of_earlier(intake, roles=roles, lines={})
    operations.say_of_earlier(intake, meanings=dict(queries.earlier_of(intake).meanings))
    return queries.earlier_of(intake)


def said():
    return {
        one.title: {row.criterion: (row.level, row.comment) for row in Answer.objects.filter(assessment=one)}
        for one in Assessment.objects.all()
    }


def test_columns_that_name_years_are_offered_as_years_and_aims_are_not(steward):
    found = understood(steward, NETWORK)
    assert found.roles == {
        1: Role.CODE,
        2: Role.PRACTICE,
        3: Role.STANDING,
        4: Role.STANDING,
        6: Role.COMMENT,
    }
    assert [(one.place, one.name, sorted(one.roles)) for one, _lines in found.lines_by_year] == [
        (3, "2022", [1, 2, 3]),
        (4, "2023", [1, 2, 4, 6]),
    ]


def test_each_year_of_a_file_becomes_one_of_the_organisations(steward):
    found = understood(steward, NETWORK)
    past = Past("Suivi", Scope.FULL, {3: date(2022, 12, 31), 4: date(2023, 12, 31)})
    kept = operations.keep_earlier(found.intake, past=past, by=steward, at=AT)
    assert [(one.title, one.closed_at.date(), one.imported_from) for one in kept] == [
        ("Suivi – 2022", date(2022, 12, 31), "Suivi du réseau.xlsx"),
        ("Suivi – 2023", date(2023, 12, 31), "Suivi du réseau.xlsx"),
    ]
    assert said() == {
        "Suivi – 2022": {"GOV-1": (1, ""), "GOV-2": (2, ""), "TER-1": (1, "")},
        "Suivi – 2023": {"GOV-1": (3, "Relu en mars"), "GOV-2": (2, ""), "GOV-3": (1, "")},
    }
    comparison = queries.evolution_of(kept).comparison
    assert {one.code: [look and look.level for look in one.looks] for one in comparison.tracks} == {
        "GOV-1": [1, 3],
        "GOV-2": [2, 2],
    }


def test_what_is_said_beside_a_level_is_of_its_year(steward):
    found = understood(steward, PAIRS)
    operations.keep_earlier(found.intake, past=Past("P", Scope.FULL, {1: AT.date(), 3: AT.date()}), by=steward, at=AT)
    assert said() == {
        "P – Note 2022": {"GOV-1": (2, "alors"), "GOV-2": (2, "")},
        "P – Note 2023": {"GOV-1": (3, "depuis"), "GOV-2": (3, "aussi")},
    }


def test_each_answer_bears_the_day_of_its_line_and_the_year_the_last_of_them(steward):
    found = understood(steward, DATED)
    assert found.roles == {0: Role.CODE, 1: Role.STANDING, 2: Role.DAY}
    [year] = found.years
    assert year.day("x.xlsx", today=date(2026, 1, 1)) == date(2023, 6, 12)
    [kept] = operations.keep_earlier(
        found.intake, past=Past("Bilan", Scope.FULL, {1: date(2023, 6, 12)}), by=steward, at=AT
    )
    answered = {row.criterion: row.answered_at.date() for row in Answer.objects.filter(state=State.ANSWERED)}
    assert answered == {"GOV-1": date(2023, 5, 2), "GOV-2": date(2023, 6, 12), "GOV-3": date(2023, 6, 12)}
    assert (kept.started_at.date(), kept.closed_at.date()) == (date(2023, 5, 2), date(2023, 6, 12))


def test_the_last_page_asks_for_the_day_of_each_year_and_leads_to_all_of_them(steward):
    found = understood(steward, NETWORK)
    visitor, address = pages.visitor(steward), found.intake.get_absolute_url()
    page = visitor.get(address)
    words = pages.plain(page.content.decode())
    assert words.count("Le fichier contient 2 années : chacune devient l’une des vôtres.") == 1
    assert [words.count(f"« {year} » : quand a-t-il été fait ?") for year in (2022, 2023)] == [1, 1]
    given = {name: page.context["form"][name].value() for name in ("title", "scope", "on3", "on4")}
    assert (given["on3"], given["on4"]) == (date(2022, 12, 31), date(2023, 12, 31))
    kept = visitor.post(address, given)
    open_as(steward)
    ids = "&".join(f"bilan={one.pk}" for one in Assessment.objects.order_by("closed_at"))
    assert kept["Location"] == f"{reverse('assessments:evolution', args=[steward.organisation.slug])}?{ids}"
    assert visitor.get(kept["Location"]).status_code == 200


def test_two_columns_of_one_year_may_not_hold_the_same(steward):
    found = understood(steward, PAIRS)
    answer = pages.visitor(steward).post(
        f"{found.intake.get_absolute_url()}?etape=columns",
        {"c0": "code", "c1": "standing", "c2": "comment", "c3": "comment", "c4": "standing"},
    )
    assert (answer.status_code, answer.context["form"].non_field_errors()[0][:14]) == (422, "Deux colonnes ")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2023-05-02", date(2023, 5, 2)),
        ("2023-05-02 10:30:00", date(2023, 5, 2)),
        ("2/5/2023", date(2023, 5, 2)),
        ("02.05.23", date(2023, 5, 2)),
        ("31/02/2023", None),
        ("0000-01-01", None),
        ("2023", None),
        ("le 2/5/2023", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_it_is_written_in_france_or_not_at_all(cell, day):
    assert days.day_of(cell) == day


@pytest.mark.parametrize(
    ("text", "year"), [("Note 2023", 2023), ("2022-2023", 2023), ("Bilan", None), ("12023", None), ("n° 1850", None)]
)
def test_a_year_is_found_in_a_name(text, year):
    assert days.year_in(text) == year


def test_a_column_without_a_year_in_its_name_stays_alone():
    rows = [["Code", "Question", "Note", "Note 2023"], ["A", "Oui ?", "1", "2"], ["B", "Non ?", "1", "2"]]
    assert earlier.guess_roles(rows, 0, ["A", "B"]) == {0: Role.CODE, 1: Role.PRACTICE, 2: Role.STANDING}
