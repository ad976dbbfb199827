"""An earlier diagnosis from somebody's own spreadsheet: understood with its owner, then one of the years."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essaim.apps.assessments import operations, queries
from essaim.apps.assessments.enums import FileRefused, LeftOut, Role, Scope, State
from essaim.apps.assessments.models import Answer, Assessment, Intake
from essaim.apps.assessments.operations import Past
from essaim.apps.assessments.rules import earlier, likeness, understanding
from essaim.apps.assessments.tests import grids, pages
from essaim.apps.assessments.tests.factories import AT, make_assessment, open_as, publish_ours, say
from essaim.apps.assessments.tests.workbooks import saved
from essaim.apps.organisations.enums import Role as TeamRole
from essaim.apps.organisations.tests.factories import make_member, membership_of

pytestmark = pytest.mark.django_db
OURS = "Bilan maison 2023.xlsx"
GRID = [
    ["Notre grille", None, None, None],
    ["Réf.", "Ce que nous faisons", "Note", "Remarques"],
    ["Gouvernance", None, None, None],
    ["GOV-1", "Projet écrit", "oui", "Relu en 2022"],
    ["GOV-2", "Votes", "3/4", None],
    [None, "Les achats se font-ils près de chez nous, emplois et achats locaux et solidaires ?", "en cours", None],
    [None, "La cafetière est-elle propre ?", "oui", None],
    ["ENV-1", "Déchets", "NC", "Pas de locaux"],
    ["gov-1", "Encore le projet", "non", None],
    ["ENV-2", "Énergie", None, None],
]
DAY = date(2023, 12, 5)
OURS_CODES = {5: "TER-1", 6: ""}


@pytest.fixture
def steward(steward):
    publish_ours()
    return steward


def brought(by, rows=GRID, name=OURS):
    return operations.receive_earlier(by, name=name, content=saved({"Feuil1": rows}), at=AT)


def told(intake, **more):
    """Say all there is to say of the file."""
    operations.say_of_earlier(intake, framework="essaim-35", sheet="Feuil1", header=1)
    roles = {"0": "code", "1": "practice", "2": "standing", "3": "comment"}
    operations.say_of_earlier(intake, roles=roles, lines={str(row): code for row, code in OURS_CODES.items()})
    found = queries.earlier_of(intake)
    meanings = {"oui": "3", "3 4": "3", "en cours": "1", "nc": "not_applicable", "non": "0"}
    said = {key: meanings[key.partition("|")[2]] for key in found.marks} | more
    operations.say_of_earlier(intake, meanings=said)
    return intake


def test_what_the_file_seems_to_say_is_offered(steward):
    found = queries.earlier_of(brought(steward))
    assert (found.sheet, found.header, found.framework.code) == ("Feuil1", 1, "essaim-35")
    assert found.roles == {0: Role.CODE, 1: Role.PRACTICE, 2: Role.STANDING, 3: Role.COMMENT}
    operations.say_of_earlier(found.intake, framework="essaim-35", sheet="Feuil1", header=1)
    operations.say_of_earlier(found.intake, roles={"0": "code", "1": "practice", "2": "standing", "3": "comment"})
    found = queries.earlier_of(found.intake)
    assert [line.row for line in found.lines] == [3, 4, 5, 6, 7, 8]
    assert [found.matches[row].code for row in (3, 4, 7, 8)] == ["GOV-1", "GOV-2", "ENV-1", "GOV-1"]
    assert [found.matches[row].guess for row in (5, 6)] == ["TER-1", ""]
    assert found.said == (True, True, False, False)


def test_marks_that_may_mean_several_things_are_left_to_the_person(steward):
    found = queries.earlier_of(told(brought(steward)))
    operations.say_of_earlier(found.intake, meanings={})
    found = queries.earlier_of(found.intake)
    assert {key.partition("|")[2]: meaning for key, meaning in found.meanings.items()} == {
        "oui": "",
        "3 4": "3",
        "en cours": "",
        "nc": "not_applicable",
        "non": "0",
    }


def test_it_is_kept_as_a_closed_year_of_its_day_with_where_it_comes_from(steward):
    intake = told(brought(steward))
    past = Past("Bilan 2023", Scope.THEMES, {2: DAY})
    [kept] = operations.keep_earlier(intake, past=past, by=steward, at=AT)
    assert (kept.started_at.date(), kept.closed_at.date(), kept.is_open) == (DAY, DAY, False)
    assert (kept.imported_from, kept.imported_at, kept.themes) == (OURS, AT, ["GOV", "TER", "ENV"])
    said = {one.criterion: (one.state, one.level, one.reason, one.comment) for one in Answer.objects.all()}
    assert said == {
        "GOV-1": (State.ANSWERED, 3, "", "Relu en 2022"),
        "GOV-2": (State.ANSWERED, 3, "", ""),
        "TER-1": (State.ANSWERED, 1, "", ""),
        "ENV-1": (State.NOT_APPLICABLE, None, "Pas de locaux", "Pas de locaux"),
    }
    assert queries.result_of(kept).overall.answered == 3
    row = Intake.objects.get()
    assert (row.cells, sorted(row.choices), row.taken_at) == ({}, ["matched", "meanings", "roles"], AT)


def test_what_is_left_out_says_why(steward):
    found = queries.earlier_of(told(brought(steward)))
    assert [(line.row, why) for line, why in found.years[0].understood.left_out] == [
        (6, LeftOut.NO_PRACTICE),
        (8, LeftOut.TWICE),
    ]


def test_it_stands_beside_the_next_years(steward):
    past = Past("Bilan 2023", Scope.FULL, {2: DAY})
    [kept] = operations.keep_earlier(told(brought(steward)), past=past, by=steward, at=AT)
    now = make_assessment(steward, framework="essaim-35")
    say(now, steward, GOV_1=4, GOV_2=3)
    evolution = queries.evolution_of([now, kept])
    assert [one.pk for one in evolution.assessments] == [kept.pk, now.pk]
    looks = {one.code: [look and look.level for look in one.looks] for one in evolution.comparison.tracks}
    assert looks == {"GOV-1": [3, 4], "GOV-2": [3, 3]}


def test_the_next_file_with_the_same_columns_is_read_the_same_way(steward):
    past = Past("Bilan 2023", Scope.FULL, {2: DAY})
    operations.keep_earlier(told(brought(steward)), past=past, by=steward, at=AT)
    again = brought(steward, name="Bilan maison 2024.xlsx")
    operations.say_of_earlier(again, framework="essaim-35", sheet="Feuil1", header=1)
    found = queries.earlier_of(again)
    assert found.roles == {0: Role.CODE, 1: Role.PRACTICE, 2: Role.STANDING, 3: Role.COMMENT}
    assert {key.partition("|")[2]: meaning for key, meaning in found.meanings.items()}["oui"] == "3"
    assert [found.practice_of(line) for line in found.lines if line.row in OURS_CODES] == ["TER-1", ""]
    assert found.said == (True, False, False, False)
    assert found.before.name == OURS


def test_another_table_makes_what_followed_void(steward):
    intake = told(brought(steward))
    operations.say_of_earlier(intake, header=2)
    assert intake.choices == {"header": 2}


@pytest.mark.parametrize(
    ("past", "fields"),
    [
        (Past("Bilan", Scope.FULL, {2: date(2027, 1, 1)}), ["on2"]),
        (Past("Bilan", Scope.FULL, {}), ["on2"]),
        (Past("x" * 201, Scope.FULL, {2: DAY}), ["title"]),
    ],
)
def test_what_cannot_be_a_past_year_is_refused_and_nothing_is_kept(steward, past, fields):
    intake = told(brought(steward))
    with pytest.raises(operations.Refused) as refused:
        operations.keep_earlier(intake, past=past, by=steward, at=AT)
    assert [fault.field for fault in refused.value.faults] == fields
    assert (Assessment.objects.count(), Intake.objects.filter(taken_at=None).count()) == (0, 1)


@pytest.mark.parametrize("meaning", ["nothing", None])
def test_what_nobody_said_or_understood_is_no_year(steward, meaning):
    intake = told(brought(steward))
    keys = queries.earlier_of(intake).marks
    operations.say_of_earlier(intake, meanings=dict.fromkeys(keys, meaning) if meaning else {})
    with pytest.raises(operations.Refused):
        operations.keep_earlier(intake, past=Past("x", Scope.FULL, {2: DAY}), by=steward, at=AT)


@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [
        (saved({"A": []}), "x.xlsx", FileRefused.EMPTY),
        (b"%PDF-1.7", "x.pdf", FileRefused.UNKNOWN_FORMAT),
        (("a;" * 200 + "\n").encode() * 400, "x.csv", FileRefused.BOMB),
    ],
)
def test_a_file_that_cannot_be_read_says_why(steward, content, name, fault):
    with pytest.raises(operations.Refused) as refused:
        operations.receive_earlier(steward, name=name, content=content, at=AT)
    assert [one.sentence for one in refused.value.faults] == [fault.label]


def test_each_question_is_asked_on_a_page_and_the_last_one_keeps_the_year(steward):
    visitor = pages.visitor(steward)
    upload = SimpleUploadedFile(OURS, saved({"Feuil1": GRID}))
    here = visitor.post(reverse("assessments:bring_earlier", args=[steward.organisation.slug]), {"file": upload})
    here = here["Location"]
    steps = [
        {"framework": "essaim-35", "sheet": "Feuil1", "header": "1"},
        {"c0": "code", "c1": "practice", "c2": "standing", "c3": "comment"},
        {"l5": "TER-1", "l6": ""},
        {"m0": "3", "m1": "3", "m2": "1", "m3": "not_applicable", "m4": "0"},
    ]
    names = ["columns", "lines", "marks", "past"]
    address = here
    for given, name in zip(steps, names, strict=True):
        assert visitor.get(address).status_code == 200
        response = visitor.post(address, given)
        address = response["Location"]
        assert address == f"{here}?etape={name}"
    words = pages.plain(visitor.get(address).content.decode())
    assert words.count("4 pratiques sont comprises, de «") == 1
    assert words.count("ligne 7 La cafetière est-elle propre ? Vous ne l’avez rapprochée d’aucune pratique") == 1
    kept = visitor.post(address, {"title": "Bilan 2023", "on2": "2023-12-05", "scope": "themes"})
    open_as(steward)
    one = Assessment.objects.get()
    assert kept["Location"] == one.get_absolute_url()
    shown = pages.plain(visitor.get(pages.address("table", one)).content.decode())
    assert shown.count(f"de « {OURS} »") == 1


@pytest.mark.parametrize(
    ("step", "given", "sentence"),
    [
        (1, {"c0": "code", "c1": "code", "c2": "standing"}, "Deux colonnes sont dites contenir la même chose"),
        (1, {"c2": "standing"}, "Dites quelle colonne nomme les pratiques"),
        (1, {"c0": "code"}, "Dites quelle colonne indique où vous en étiez"),
        (3, {"m0": "", "m1": "3", "m2": "1", "m3": "not_applicable", "m4": "0"}, "Dites ce que veut dire « oui »"),
    ],
)
def test_what_is_still_to_be_said_is_asked_again_and_nothing_chosen_is_lost(steward, step, given, sentence):
    intake = told(brought(steward))
    here = intake.get_absolute_url()
    response = pages.visitor(steward).post(f"{here}?etape={['table', 'columns', 'lines', 'marks'][step]}", given)
    assert response.status_code == 422
    assert pages.plain(response.content.decode()).count(sentence) == 1
    assert {name: response.context["form"][name].value() for name in given} == given


def test_more_lines_than_a_person_can_go_through_are_not_asked(steward):
    rows = [["Question", "Note"], *([f"Question numéro {number}", "2"] for number in range(501))]
    intake = brought(steward, rows)
    operations.say_of_earlier(intake, framework="essaim-35", sheet="Feuil1", header=0)
    operations.say_of_earlier(intake, roles={"0": "practice", "1": "standing"})
    visitor = pages.visitor(steward)
    shown = visitor.get(intake.get_absolute_url())
    assert (shown.context["step"], shown.context["form"].excess, len(shown.context["form"].fields)) == ("lines", 501, 0)
    assert visitor.post(intake.get_absolute_url(), {}).status_code == 422


def test_a_file_put_away_is_forgotten_and_a_reader_brings_none(steward):
    intake = brought(steward)
    pages.visitor(steward).post(intake.get_absolute_url(), {"discard": "1"})
    open_as(steward)
    assert Intake.objects.count() == 0
    reader = make_member(steward.organisation, role=TeamRole.READER)
    other = pages.visitor(membership_of(reader.account, steward.organisation))
    assert other.get(reverse("assessments:bring_earlier", args=[steward.organisation.slug])).status_code == 403


@pytest.mark.parametrize("practices", [1, 3])
def test_a_page_costs_the_same_whatever_the_lines(steward, practices):
    rows = [["Code", "Note"], *([f"GOV-{number + 1}", "2"] for number in range(practices))]
    intake = brought(steward, rows)
    operations.say_of_earlier(intake, framework="essaim-35", sheet="Feuil1", header=0)
    operations.say_of_earlier(intake, roles={"0": "code", "1": "standing"}, lines={})
    operations.say_of_earlier(intake, meanings={"practice-0-4|2": "2"})
    address = f"{intake.get_absolute_url()}?etape=past"
    assert pages.statements(pages.visitor(steward), "get", address) == (200, 13)


@pytest.mark.parametrize(
    ("mark", "meaning"),
    [("2", "2"), ("Level 3", "3"), ("3/4", "3"), ("3/5", ""), ("Oui", ""), ("NON", "0"), ("N/A", "not_applicable")],
)
def test_a_mark_is_guessed_only_where_it_means_one_thing(mark, meaning):
    known = {"level 3": (State.ANSWERED, 3), "2": (State.ANSWERED, 2)}
    assert earlier.guess_meaning(mark, grids.PRACTICE, known) == meaning


def test_texts_are_alike_by_their_rare_words_and_each_code_is_told_once():
    texts = {"A": ["Le tri des déchets", "Déchets triés ?"], "B": ["Les achats locaux"], "C": ["Le vote"]}
    found = likeness.Likeness(texts)
    assert [code for _score, code in found.nearest("le tri des dechets, et des achats", most=5)] == ["A", "B"]
    assert found.nearest("rien de commun ici", most=5) == []
    assert found.nearest("", most=5) == []


def test_the_smallest_scope_holds_what_was_said():
    themes = (grids.theme("A", grids.criterion("A-1", essential=True), grids.criterion("A-2")),)
    framework = grids.framework(*themes, grids.theme("B", grids.criterion("B-1")))
    assert understanding.scope_of(framework, ["A-1"]) == (Scope.ESSENTIAL, ())
    assert understanding.scope_of(framework, ["A-2"]) == (Scope.THEMES, ("A",))
    assert understanding.scope_of(framework, ["A-1", "B-1"]) == (Scope.FULL, ())


def test_a_column_is_known_by_what_it_holds_where_its_name_says_nothing():
    rows = [
        ["N°", "Notre question", "Où en est-on ?", "À suivre"],
        ["1", "Votre projet est-il écrit ?", "oui", "Claire"],
        ["2", "Votez-vous à l’assemblée ?", "en cours", "Nadia"],
        ["3", "Achetez-vous près de chez vous ?", "oui", "Yannick"],
    ]
    assert earlier.guess_roles(rows, 0, ["GOV-1"]) == {1: Role.PRACTICE, 2: Role.STANDING}
