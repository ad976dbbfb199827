"""The five files of a report: the same words and numbers in each, at any completion, with nothing confused."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import odfdo
import pytest
from django.conf import settings
from python_calamine import CalamineWorkbook

from essaim.apps.assessments import exports, operations
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests.factories import AT, make_assessment, make_steward, publish, publish_ours, say
from essaim.apps.assessments.tests.reading import squeezed, words_in
from essaim.apps.frameworks.tests.factories import rule
from essaim.apps.organisations.models import Membership

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
COMMENT = "Une réunion par mois,\nouverte à tous 🙂"


@pytest.fixture
def steward() -> Membership:
    return make_steward(employees=0, volunteers=25)


@pytest.fixture
def ours(steward: Membership) -> Assessment:
    """Return an open assessment where each of the four states is used, and some practices have no answer."""
    publish_ours()
    assessment = operations.start(steward, framework="essaim-35", scope=Scope.FULL, title="Bilan 2026", at=AT)
    say(assessment, steward, GOV_1=3, GOV_2=4, GOV_3=2, GOV_4=1, STR_1=3, STR_2=3, STR_3=1, TER_1=2)
    given: dict[str, operations.Values] = {
        "GOV-5": {"state": State.PLANNED, "comment": "=1+1"},
        "ENV-1": {"state": State.UNKNOWN, "importance": 4},
        "ENV-2": {"state": State.NOT_APPLICABLE, "reason": "Nous n’avons pas de locaux."},
        "GOV-2": {"comment": COMMENT, "importance": 4, "assignee": "Ada", "next_step": "Écrire la charte"},
    }
    operations.answer_many(assessment, values=given, by=steward, at=AT)
    return assessment


def made(assessment: Assessment, kind: str, language: str = "fr") -> bytes:
    return exports.file(assessment, kind, language=language, at=NOW)


def data(assessment: Assessment, language: str = "fr") -> Any:
    return json.loads(made(assessment, "json", language))


def words_of(assessment: Assessment, kind: str) -> str:
    return words_in(made(assessment, kind), kind)


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt", "xlsx"])
def test_every_file_says_the_words_and_the_numbers_of_the_data(ours: Assessment, kind: str) -> None:
    told, said = data(ours), words_of(ours, kind)
    figures = [theme["figures"] for theme in told["themes"]]
    expected = [told["statement"], told["overall"]["coverage"], told["weakest"], told["why_null"], *told["sentences"]]
    expected += [figure["coverage"] for figure in figures if figure["applicable"]]
    expected += [figure["levels"] for figure in figures]
    expected += [practice["title"] for theme in told["themes"] for practice in theme["practices"]]
    assert [text for text in expected if squeezed(text) not in said] == []


def test_figures_are_the_same_in_tables_of_all_files_each_beside_what_it_rests_on(ours: Assessment) -> None:
    rows = {
        theme["title"]: (theme["figures"]["coverage"], theme["figures"]["score"])
        for theme in data(ours)["themes"]
        if theme["figures"]["applicable"]
    }
    word = docx.Document(io.BytesIO(made(ours, "docx"))).tables[0]
    table = [[cell.text for cell in row.cells] for row in word.rows[1:]]
    assert {row[0]: (row[2], _number(row[3])) for row in table if row[2] != "–"} == rows
    free = odfdo.Document(io.BytesIO(made(ours, "odt"))).body.get_elements("//table:table-row")[1:]
    cells = [[cell.text_recursive.strip() for cell in row.get_elements("table:table-cell")] for row in free]
    assert {row[0]: (row[2], _number(row[3])) for row in cells if row[2] != "–"} == rows
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(made(ours, "xlsx"))).get_sheet_by_name("Thèmes").to_python()[1:]
    assert {row[1]: (row[5], row[6] if row[6] != "" else None) for row in sheet if row[4]} == rows
    printed = words_of(ours, "pdf")
    for title, (coverage, score) in rows.items():
        shown = "–" if score is None else f"{score:.1f}".replace(".", ",")
        assert squeezed(f"{coverage}{shown}") in printed, title


def _number(text: str) -> float | None:
    return None if text == "–" else float(text.replace(",", "."))


def test_a_figure_needs_three_answers_in_every_file(ours: Assessment) -> None:
    scores = {theme["code"]: theme["figures"]["score"] for theme in data(ours)["themes"]}
    assert scores == {
        "GOV": 50.0,
        "STR": 58.3,
        **dict.fromkeys(("TER", "EMP", "USA", "DIV", "ENV", "ETH"), None),
    }


def test_absent_planned_not_concerned_and_not_known_are_told_apart(ours: Assessment) -> None:
    practices = {one["code"]: one for theme in data(ours)["themes"] for one in theme["practices"]}
    said = {
        code: (practices[code]["state"], practices[code]["standing"], practices[code]["reason"]) for code in practices
    }
    assert [said[code] for code in ("GOV-5", "ENV-1", "ENV-2", "ENV-3")] == [
        ("planned", "Pas encore, mais c’est prévu", ""),
        ("unknown", "Je ne sais pas", ""),
        ("not_applicable", "Cela ne nous concerne pas", "Nous n’avons pas de locaux."),
        ("none", "Pas encore de réponse", ""),
    ]
    assert practices["EMP-1"]["reason"] != ""
    assert data(ours)["to_clear_up"] == ["ENV-1"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", list(exports.KINDS))
def test_a_blank_assessment_comes_as_every_file_in_both_languages(
    steward: Membership, kind: str, language: str
) -> None:
    assert made(make_assessment(steward), kind, language)[:1] in {b"%", b"P", b"{"}


@pytest.mark.parametrize("kind", list(exports.KINDS))
def test_an_assessment_where_nothing_applies_still_comes(kind: str) -> None:
    publish(applicability=[rule("A-1", "A-2", "B-1")])
    blank = make_assessment(make_steward(employees=0), framework="small")
    assert made(blank, kind)[:1] in {b"%", b"P", b"{"}
    assert data(blank)["statement"].startswith("D’après ce que vous avez dit de votre structure")


def test_a_draft_says_so_and_a_closed_one_says_since_when(ours: Assessment, steward: Membership) -> None:
    assert data(ours)["standing"] == (
        "Brouillon\u00a0: ce diagnostic est encore ouvert. Voici où il en est le 4 mars 2026."
    )
    operations.close(ours, by=steward, reason="L’assemblée est lundi.", at=AT)
    ours.refresh_from_db()
    closed = data(ours, "en")
    assert (closed["is_draft"], closed["closing_reason"]) == (False, "L’assemblée est lundi.")
    assert closed["standing"] == "Closed on Feb. 1, 2026: these answers and figures no longer change."
    assert closed["statement"].startswith("Your practices: 1 reviewed and shared")


def test_themes_of_another_year_are_named_in_every_file(steward: Membership) -> None:
    assessment = make_assessment(steward, scope=Scope.THEMES, themes=["A"])
    say(assessment, steward, A_1=2)
    others = data(assessment)["not_this_year"]
    assert len(others) == 1
    for kind in ("pdf", "docx", "odt", "xlsx"):
        assert squeezed(others[0]) in words_of(assessment, kind), kind


def test_what_was_typed_comes_whole_and_letters_without_a_glyph_are_listed(ours: Assessment) -> None:
    printed = words_of(ours, "pdf")
    assert squeezed("Une réunion par mois, ouverte à tous [emoji]") in printed
    assert squeezed("U+1F642 slightly smiling face") in printed
    for kind in ("docx", "odt", "xlsx"):
        assert squeezed(COMMENT) in words_of(ours, kind), kind


def test_a_formula_in_a_comment_stays_a_text(ours: Assessment) -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(made(ours, "xlsx"))).get_sheet_by_name("Pratiques").to_python()
    assert [row[9] for row in sheet if row[0] == "GOV-5"] == ["=1+1"]


def test_the_data_has_the_shape_that_the_documentation_gives() -> None:
    published = json.loads((Path(settings.ROOT) / "docs" / "report.schema.json").read_text())
    assert published == exports.ReportData.model_json_schema()
