"""What stands behind answers, in every file alike: evidence that may leave, where answers come from, two views."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from essaim.apps.assessments import exports, operations
from essaim.apps.assessments.enums import Confidentiality, State
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests.factories import AT, make_assessment, make_evidence, make_steward, reuse_all, say
from essaim.apps.assessments.tests.reading import squeezed, words_in
from essaim.apps.organisations.models import Membership

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
KINDS = ("pdf", "docx", "odt", "xlsx", "json")
TOLD = (
    "Pratiques installées ou mieux\u202f: 2. Appuyées par une preuve datée\u202f: 1\u202f; les autres sont déclarées. "
    "C’est dit à côté du score, sans jamais y compter (3 réponses sur 3)."
)


@pytest.fixture
def steward() -> Membership:
    return make_steward()


@pytest.fixture
def ours(steward: Membership) -> Assessment:
    """Return an open assessment: A-1 and A-2 established, the first of them backed."""
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=3, A_2=4, B_1=1)
    reports = {"confidentiality": Confidentiality.REPORTS, "dated_on": date(2026, 1, 9)}
    make_evidence(assessment, steward, title="Compte rendu ouvert", expires_on=date(2099, 12, 31), **reports)
    make_evidence(assessment, steward, title="Label", criterion="B-1", expires_on=date(2026, 3, 20), **reports)
    make_evidence(assessment, steward, title="Note du bureau", criterion="A-2", dated_on=None)
    return assessment


def made(assessment: Assessment, kind: str) -> bytes:
    return exports.file(assessment, kind, language="fr", at=NOW)


def said(assessment: Assessment, kind: str) -> str:
    """Return all that a file says, the words of the data included."""
    content = made(assessment, kind)
    if kind == "json":
        return squeezed(json.dumps(json.loads(content), ensure_ascii=False)).replace("\\n", "")
    return words_in(content, kind)


def told(assessment: Assessment) -> Any:
    return json.loads(made(assessment, "json"))


def wanting(assessment: Assessment, *expected: str) -> dict[str, list[str]]:
    """Return what each file leaves out of these words."""
    found = {kind: said(assessment, kind) for kind in KINDS}
    missing = {kind: [words for words in expected if squeezed(words) not in found[kind]] for kind in KINDS}
    return {kind: words for kind, words in missing.items() if words}


def test_every_file_lists_the_evidence_that_may_leave_with_its_days_and_its_practices(ours: Assessment) -> None:
    assert wanting(ours, "Compte rendu ouvert", "https://exemple.org/compte-rendu", TOLD) == {}
    days = ("dated_on", "expires_on", "standing", "practices")
    assert {one["title"]: tuple(one[day] for day in days) for one in told(ours)["evidence"]} == {
        "Compte rendu ouvert": ("2026-01-09", "2099-12-31", "current", ["A-1"]),
        "Label": ("2026-01-09", "2026-03-20", "expires_soon", ["B-1"]),
    }
    shown = {
        "A-1": ["Compte rendu ouvert (du 9 janvier 2026, jusqu’au 31 décembre 2099)"],
        "A-2": [],
        "B-1": ["Label (du 9 janvier 2026, jusqu’au 20 mars 2026, expire bientôt)"],
    }
    practices = {one["code"]: one["evidence"] for theme in told(ours)["themes"] for one in theme["practices"]}
    assert practices == shown
    assert wanting(ours, *shown["A-1"], *shown["B-1"]) == {}


def test_what_the_team_keeps_leaves_in_no_file_and_is_counted_in_all(ours: Assessment) -> None:
    kept = "1 autre preuve est gardée par l’équipe, et n’est pas nommée ici."
    assert [kind for kind in KINDS if squeezed("Note du bureau") in said(ours, kind)] == []
    assert wanting(ours, kept) == {}


def test_levels_of_three_and_more_are_documented_or_declared_in_every_file(ours: Assessment) -> None:
    practices = {one["code"]: one for theme in told(ours)["themes"] for one in theme["practices"]}
    trust = {code: (one["trust"], one["documented"]) for code, one in practices.items()}
    assert trust == {"A-1": ("documentée", True), "A-2": ("déclarée", False), "B-1": ("", False)}
    assert told(ours)["results"]["confidence"] == {"documented": 1, "declared": 1}
    assert wanting(ours, "documentée", "déclarée") == {}


def test_a_closed_report_keeps_the_evidence_of_its_day(ours: Assessment, steward: Membership) -> None:
    operations.close(ours, by=steward, at=AT)
    ours.refresh_from_db()
    later = json.loads(exports.file(ours, "json", language="fr", at=datetime(2027, 1, 1, tzinfo=UTC)))
    assert {one["title"]: one["standing"] for one in later["evidence"]} == {
        "Compte rendu ouvert": "current",
        "Label": "expires_soon",
    }


def test_an_answer_taken_over_says_from_where_in_every_file_until_it_is_confirmed(
    ours: Assessment, steward: Membership
) -> None:
    fresh = make_assessment(steward, framework="small", title="Bilan 2027")
    reuse_all(ours, fresh, steward)
    taken = "Repris de A-1, 1 février 2026 · Bilan 2026"
    assert wanting(fresh, taken) == {}
    say(fresh, steward, A_1=3)
    assert [kind for kind in KINDS if squeezed(taken) in said(fresh, kind)] == []


def test_two_views_are_kept_side_by_side_in_every_file(ours: Assessment, steward: Membership) -> None:
    views = [{"level": 1, "reason": "Rien n’est écrit."}, {"level": 3, "reason": "Chacun sait quoi faire."}]
    operations.answer(ours, criterion="B-1", values={"state": State.UNKNOWN, "views": views}, by=steward, at=AT)
    (practice,) = told(ours)["themes"][1]["practices"]
    assert (practice["state"], practice["standing"], practice["level"]) == ("unknown", "Pas d’accord aujourd’hui", None)
    assert [(view["level"], view["reason"]) for view in practice["views"]] == [
        (1, "Rien n’est écrit."),
        (3, "Chacun sait quoi faire."),
    ]
    assert wanting(ours, "Pas d’accord aujourd’hui", "Rien n’est écrit.", "Chacun sait quoi faire.") == {}


def test_an_agreed_level_says_why_in_every_file(ours: Assessment, steward: Membership) -> None:
    values: operations.Values = {"state": State.ANSWERED, "level": 2, "reason": "Deux équipes sur trois le font."}
    operations.answer(ours, criterion="B-1", values=values, by=steward, at=AT)
    assert wanting(ours, "Deux équipes sur trois le font.") == {}
