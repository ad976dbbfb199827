"""The figures that programs read are those of the scoring rule, computed here by hand."""

import pytest

from essaim.apps.assessments.tests.factories import AT, open_as, publish_ours, say
from essaim.apps.frameworks import operations as frameworks
from essaim.apps.frameworks.tests.factories import criterion, scale, source, theme

pytestmark = pytest.mark.django_db


def test_the_results_of_a_closed_assessment_stay_what_they_were(call, assessment, steward):
    say(assessment, steward, A_1=1, A_2=2, B_1=3)
    before = call("get", f"/assessments/{assessment.pk}/results").json()
    call("post", f"/assessments/{assessment.pk}/close", {})
    open_as(steward)
    steward.organisation.employees = 0
    steward.organisation.save()
    assert call("get", f"/assessments/{assessment.pk}/results").json() == before


# Fifteen criteria of all states, for an organisation with employees: what follows is computed by hand.
MIXED = [
    {"criterion": "GOV-2", "state": "answered", "level": 3, "importance": 4, "target": 4},
    {"criterion": "GOV-3", "state": "answered", "level": 1, "importance": 3},
    {"criterion": "STR-1", "state": "answered", "level": 2},
    {"criterion": "STR-3", "state": "planned", "level": None, "importance": 2},
    {"criterion": "TER-1", "state": "answered", "level": 4, "importance": 3},
    {"criterion": "TER-2", "state": "unknown", "level": None, "importance": 4},
    {"criterion": "EMP-1", "state": "answered", "level": 3},
    {"criterion": "EMP-3", "state": "answered", "level": 2, "importance": 4},
    {"criterion": "EMP-4", "state": "answered", "level": 0, "importance": 1},
    {"criterion": "USA-1", "state": "not_applicable", "level": None, "reason": "Nous ne recevons personne"},
    {"criterion": "USA-3", "state": "answered", "level": 4},
    {"criterion": "ENV-1", "state": "answered", "level": 1, "importance": 2},
    {"criterion": "ENV-2", "importance": 3, "comment": "À demander"},
    {"criterion": "ETH-1", "state": "answered", "level": 2},
]


@pytest.fixture
def mixed(call, steward):
    """Answer fourteen of the fifteen essential criteria through the API; DIV-2 waits."""
    publish_ours()
    body = {"framework": "essaim-35", "scope": "essential"}
    pk = call("post", f"/organisations/{steward.organisation.slug}/assessments", body).json()["id"]
    assert call("put", f"/assessments/{pk}/answers", {"answers": MIXED}).json()["count"] == 14
    return pk


def test_silence_on_a_theme_gives_no_overall_figure(call, mixed):
    overall = call("get", f"/assessments/{mixed}/results").json()["overall"]
    del overall["distribution"]
    assert overall == {
        "score": None,
        "coverage": 78.6,  # 11 answered of 14: USA-1 does not concern them
        "answered": 11,
        "applicable": 14,
        "weakest_theme": "STR",
        "missing_themes": ["DIV"],
        "why_null": "missing_themes",
    }


def test_fifteen_mixed_criteria_give_the_numbers_of_the_rule(call, mixed):
    call("put", f"/assessments/{mixed}/answers/DIV-2", {"state": "answered", "level": 1})
    results = call("get", f"/assessments/{mixed}/results").json()
    distribution = results["overall"].pop("distribution")
    assert results["overall"] == {
        "score": 47.9,  # (75+25+50+0+100+75+50+0+100+25+25+50) / 12 = 575 / 12
        "coverage": 85.7,  # 12 / 14
        "answered": 12,
        "applicable": 14,
        "weakest_theme": "STR",  # 25, like DIV and ENV that come after
        "missing_themes": [],
        "why_null": None,
    }
    levels = {level["level"]: level["count"] for level in distribution.pop("levels")}
    assert levels == {4: 2, 3: 2, 2: 3, 1: 3, 0: 1}
    assert distribution == {"planned": 1, "unknown": 1, "unanswered": 1, "not_applicable": 1}
    assert results["themes"] == [
        {"code": code, "score": score, "coverage": coverage, "answered": answered, "applicable": applicable}
        for code, score, coverage, answered, applicable in [
            ("GOV", 50.0, 100.0, 2, 2),
            ("STR", 25.0, 100.0, 2, 2),
            ("TER", 100.0, 50.0, 1, 2),
            ("EMP", 41.7, 100.0, 3, 3),
            ("USA", 100.0, 100.0, 1, 1),
            ("DIV", 25.0, 100.0, 1, 1),
            ("ENV", 25.0, 50.0, 1, 2),
            ("ETH", 50.0, 100.0, 1, 1),
        ]
    ]
    ranked = [(one["code"], one["priority"], one["importance"]) for one in results["priorities"]]
    assert ranked == [
        ("GOV-3", 6.0, 3),
        ("STR-3", 6.0, 2),
        ("GOV-2", 4.0, 4),
        ("EMP-3", 4.0, 4),
        ("DIV-2", 4.0, None),
        ("ENV-1", 4.0, 2),
        ("EMP-4", 3.0, 1),
        ("STR-1", 2.0, None),
        ("ETH-1", 2.0, None),
    ]
    assert [one["code"] for one in results["to_clear_up"]] == ["TER-2", "ENV-2"]
    assert [one["code"] for one in results["strengths"]] == ["TER-1", "USA-3", "EMP-1"]
    assert (results["iso26000"]["covered"], results["iso26000"]["total"]) == (18, 37)
    assert [one["code"] for one in results["iso26000"]["issues"]] == [
        *("6.2.3", "6.3.7", "6.3.8", "6.3.9", "6.3.10", "6.4.3", "6.4.4", "6.4.5", "6.4.6", "6.4.7", "6.6.6"),
        *("6.7.5", "6.7.8", "6.7.9", "6.8.5", "6.8.6", "6.8.7", "6.8.9"),
    ]


def test_each_criterion_comes_with_its_state_level_and_score(call, mixed):
    criteria = call("get", f"/assessments/{mixed}/results").json()["criteria"]
    assert [one.pop("documented") for one in criteria] == [False] * 15
    by_code = {one.pop("code"): one for one in criteria}
    assert by_code["GOV-2"] == {"theme": "GOV", "state": "answered", "level": 3, "importance": 4, "score": 75.0}
    assert by_code["STR-3"] == {"theme": "STR", "state": "planned", "level": None, "importance": 2, "score": 0.0}
    assert by_code["USA-1"] == {
        "theme": "USA",
        "state": "not_applicable",
        "level": None,
        "importance": None,
        "score": None,
    }
    assert by_code["DIV-2"] == {"theme": "DIV", "state": "none", "level": None, "importance": None, "score": None}


def test_the_formula_lets_anyone_redo_the_sum(call, mixed):
    call("put", f"/assessments/{mixed}/answers/DIV-2", {"state": "answered", "level": 1})
    formula = call("get", f"/assessments/{mixed}/results").json()["formula"]
    working = formula["overall"]["working"]
    assert (formula["method"], formula["overall"]["floor"]) == ("essaim-score-1", 60.0)
    assert (working["numerator"], working["denominator"], working["mean"]) == ("575", "12", "575/12")
    assert working["coverage"] == "600/7"
    assert working["terms"][0] == {"code": "GOV-2", "weight": "1", "score": "75", "product": "75"}
    assert [(one["code"], one["state"], one["lowers_coverage"]) for one in working["left_out"]] == [
        ("TER-2", "unknown", True),
        ("USA-1", "not_applicable", False),
        ("ENV-2", "none", True),
    ]
    emp = formula["themes"]["EMP"]
    assert (emp["numerator"], emp["denominator"], emp["mean"]) == ("125", "3", "125/3")


def test_below_the_floor_there_is_no_overall_score(call, assessment):
    call("put", f"/assessments/{assessment.pk}/answers/A-1", {"state": "answered", "level": 4})
    overall = call("get", f"/assessments/{assessment.pk}/results").json()["overall"]
    assert (overall["score"], overall["coverage"], overall["why_null"]) == (None, 33.3, "coverage")


def test_results_say_which_answers_leave_a_question_aside(call, steward):
    asked_when = {"any": [{"answer_to": "A-1", "among": [4]}]}
    small = theme("A", criterion("A-1"), criterion("A-2", asked_when=asked_when))
    frameworks.load(source(small, scales=[scale(values=(0, 1, 2, 3, 4))]), at=AT)
    body = {"framework": "small", "scope": "full"}
    pk = call("post", f"/organisations/{steward.organisation.slug}/assessments", body).json()["id"]
    for code in ("A-1", "A-2"):
        given = call("put", f"/assessments/{pk}/answers/{code}", {"state": "answered", "level": 1})
        assert (given.status_code, given.json()["level"]) == (200, 1)
    results = call("get", f"/assessments/{pk}/results").json()
    assert (results["overall"]["answered"], results["overall"]["applicable"]) == (1, 1)
    assert (results["criteria"][1]["state"], results["criteria"][1]["level"]) == ("not_applicable", None)
    (left,) = results["set_aside"]
    assert left.pop("reason")["en"] == "Asked only when the answer to “A-1” is “4”."
    assert left == {"code": "A-2", "fact": "", "waits_for": ["A-1"]}
    assert results["formula"]["themes"]["A"]["left_out"] == [
        {
            "code": "A-2",
            "state": "not_applicable",
            "by_profile": False,
            "lowers_coverage": False,
            "by_answers": True,
        }
    ]
