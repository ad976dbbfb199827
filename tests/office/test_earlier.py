"""An earlier diagnosis as LibreOffice saves it: the same lines, days and marks in each format."""

import io
from datetime import date

import pytest
import xlsxwriter

from essaim.apps.assessments import operations, queries
from essaim.apps.assessments.enums import Role, Scope, State
from essaim.apps.assessments.models import Answer
from essaim.apps.assessments.operations import Past
from essaim.apps.assessments.tests.factories import AT, make_steward, publish_ours

pytestmark = pytest.mark.django_db
HEADERS = ["Thème", "Réf.", "Critère", "Note 2022", "Note 2023", "Évalué : date", "Commentaires", "Total"]
LINES = [
    ("Gouvernance", "GOV-1", "Projet écrit ; relu", "oui", "3/4", date(2023, 5, 2), "L’été, « relu » à 50 %"),
    ("Gouvernance", "GOV-2", "Votes", "non", "2/4", date(2023, 12, 31), None),
    ("Territoire", "TER-1", "Achats", "oui", "sans objet", None, "Pas de locaux,\nni d’achats"),
]
FORMATS = {"ods": "ods", "xlsx": "xlsx", "csv": "csv:Text - txt - csv (StarCalc):59,34,1"}  # semicolons, Windows 1252
MEANINGS = {"oui": "3", "non": "0", "3 4": "3", "2 4": "2", "sans objet": "not_applicable"}


def network() -> bytes:
    """Return a grid as a network sends it: a title over merged cells, real days, a total that is computed."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet("Grille"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range(0, 0, 0, 7, "Notre réseau – suivi des pratiques", book.add_format({"bold": True}))
        sheet.write_row(2, 0, HEADERS)
        for number, line in enumerate(LINES, start=3):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                elif cell:
                    sheet.write_string(number, column, cell)
            sheet.write_formula(number, 7, f"=LEN(D{number + 1})")
    return file.getvalue()


@pytest.fixture(scope="session")
def saved(office):
    """Return the grid as LibreOffice saves it in each format."""
    content = network()
    return {kind: office(how, grille__xlsx=content)[f"grille.{kind}"] for kind, how in FORMATS.items()}


@pytest.mark.parametrize("kind", list(FORMATS))
def test_each_format_is_understood_the_same_way(saved, kind):
    publish_ours()
    steward = make_steward()
    intake = operations.receive_earlier(steward, name=f"grille.{kind}", content=saved[kind], at=AT)
    found = queries.earlier_of(intake)
    assert (found.header, list(found.names)) == (2, HEADERS)
    operations.say_of_earlier(intake, framework="essaim-35", sheet=found.sheet, header=2)
    assert found.roles == {
        1: Role.CODE,
        2: Role.PRACTICE,
        3: Role.STANDING,
        4: Role.STANDING,
        5: Role.DAY,
        6: Role.COMMENT,
    }
    roles = {str(column): role for column, role in found.roles.items()}
    operations.say_of_earlier(intake, roles=roles, lines={})
    marks = queries.earlier_of(intake).marks
    operations.say_of_earlier(intake, meanings={key: MEANINGS[key.partition("|")[2]] for key in marks})
    past = Past("Réseau", Scope.FULL, {3: date(2022, 12, 31), 4: date(2023, 12, 31)})
    first, second = operations.keep_earlier(intake, past=past, by=steward, at=AT)
    said = {
        year.title: {
            row.criterion: (row.state, row.level, row.comment, row.answered_at.date())
            for row in Answer.objects.filter(assessment=year)
        }
        for year in (first, second)
    }
    then, end = date(2022, 12, 31), date(2023, 12, 31)
    assert said == {
        "Réseau – Note 2022": {
            "GOV-1": (State.ANSWERED, 3, "", then),
            "GOV-2": (State.ANSWERED, 0, "", then),
            "TER-1": (State.ANSWERED, 3, "", then),
        },
        "Réseau – Note 2023": {
            "GOV-1": (State.ANSWERED, 3, "L’été, « relu » à 50 %", date(2023, 5, 2)),
            "GOV-2": (State.ANSWERED, 2, "", end),
            "TER-1": (State.NOT_APPLICABLE, None, "Pas de locaux,\nni d’achats", end),
        },
    }
