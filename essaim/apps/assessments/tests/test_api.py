import uuid

import pytest
from django.utils import translation

from essaim.apps.assessments import queries
from essaim.apps.assessments.enums import AnswerFault
from essaim.apps.assessments.tests.factories import held, make_assessment, make_steward, publish, publish_ours, say
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member, make_token
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db
LONG = "x" * 5001


class Caller:
    """A program with a token, speaking English."""

    def __init__(self, client, token):
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}

    def __call__(self, method, path, body=None, **headers):
        given = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(f"/api/v1{path}", headers={**self.headers, **headers}, **given)


@pytest.fixture
def steward():
    return make_steward()


@pytest.fixture
def call(client, steward):
    return Caller(client, make_token(steward.account))


@pytest.fixture
def assessment(steward):
    return make_assessment(steward)


def member(client, steward, role):
    return Caller(client, make_token(make_member(steward.organisation, role=role).account))


def open_as(membership):
    """Go on reading as this account and tenant after a request changed them."""
    tenancy.set_account(membership.account_id)
    tenancy.set_organisations([membership.organisation_id])


def test_an_assessment_is_started_read_and_listed(call, steward):
    publish()
    path = f"/organisations/{steward.organisation.slug}/assessments"
    started = call("post", path, {"framework": "small", "scope": "themes", "themes": ["B"], "title": "Bilan"})
    assert started.status_code == 201
    shown = started.json()
    open_as(steward)
    stored = queries.latest_of(steward.organisation_id)
    assert shown == {
        "id": str(stored.pk),
        "organisation": steward.organisation.slug,
        "framework": "small",
        "version": "1",
        "scope": "themes",
        "themes": ["B"],
        "title": "Bilan",
        "status": "open",
        "started_at": shown["started_at"],
        "closed_at": None,
        "closing_reason": "",
        "answers": [],
    }
    assert call("get", f"/assessments/{stored.pk}").json() == shown
    del shown["answers"]
    assert call("get", path).json() == {"items": [shown], "count": 1}


@pytest.mark.parametrize(
    ("body", "field", "detail"),
    [
        ({"framework": "other", "scope": "full"}, "framework", "There is no such framework."),
        ({"framework": "small", "scope": "themes"}, "themes", "Choose at least one theme for this year."),
        (
            {"framework": "small", "scope": "some"},
            "scope",
            "One of these is expected: 'essential', 'full' or 'themes'.",
        ),
        ({"scope": "full"}, "framework", "This field is needed."),
        ({"framework": "small", "scope": "full", "title": "x" * 201}, "title", None),
        ({"framework": "small", "scope": "full", "colour": "red"}, "colour", "This field is not known here."),
    ],
)
def test_a_start_that_cannot_be_taken_names_the_field(call, steward, body, field, detail):
    publish()
    refused = call("post", f"/organisations/{steward.organisation.slug}/assessments", body)
    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    (error,) = refused.json()["errors"]
    assert error["field"] == field
    assert error["detail"] == (detail or "This text is 201 characters long; 200 at most can be kept.")


def test_one_answer_is_kept_and_comes_back(call, assessment, steward):
    path = f"/assessments/{assessment.pk}/answers/A-1"
    body = {"level": 3, "state": "answered", "importance": 4, "target": 4, "comment": "Depuis 2019", "revision": 0}
    kept = call("put", path, body)
    assert kept.status_code == 200
    assert kept.json() == {
        "criterion": "A-1",
        "state": "answered",
        "level": 3,
        "importance": 4,
        "target": 4,
        "reason": "",
        "comment": "Depuis 2019",
        "assignee": "",
        "next_step": "",
        "revision": 1,
        "answered_at": kept.json()["answered_at"],
    }
    open_as(steward)
    assert held(assessment).level == 3
    assert call("get", f"/assessments/{assessment.pk}").json()["answers"] == [kept.json()]


def test_what_is_left_out_stays_as_it_was(call, assessment):
    path = f"/assessments/{assessment.pk}/answers/A-1"
    call("put", path, {"level": 3, "state": "answered", "comment": "Depuis 2019"})
    kept = call("put", path, {"level": None, "state": "planned"}).json()
    assert (kept["state"], kept["level"], kept["comment"]) == ("planned", None, "Depuis 2019")


def test_a_stale_revision_is_a_conflict_with_both_values(call, assessment):
    path = f"/assessments/{assessment.pk}/answers/A-1"
    first = call("put", path, {"level": 3, "state": "answered"}).json()
    second = call("put", path, {"level": 1, "state": "answered", "revision": first["revision"]}).json()
    stale = call("put", path, {"level": None, "state": "planned", "revision": first["revision"]})
    assert (stale.status_code, stale["Content-Type"]) == (409, "application/problem+json")
    assert stale.json() == {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "Someone else answered in between: nothing was changed, both values are here.",
        "conflicts": [{"criterion": "A-1", "held": second, "given": {"level": None, "state": "planned"}}],
    }


@pytest.mark.parametrize(
    ("body", "field", "detail"),
    [
        ({"level": 7, "state": "answered"}, "level", "This level is not on the scale of this criterion."),
        ({"level": None, "state": "answered"}, "level", "Choose a level, or say that you don’t know."),
        ({"level": 2, "state": "unknown"}, "level", "A level goes only with the state “answered”."),
        ({"level": None, "state": "not_applicable"}, "reason", "Say in a few words why this is not for you."),
        ({"level": "2", "state": "answered"}, "level", "A whole number is expected."),
        ({"level": 2.5, "state": "answered"}, "level", "A whole number is expected."),
        ({"level": True, "state": "answered"}, "level", "A whole number is expected."),
        ({"level": 10**30, "state": "answered"}, "level", None),
        ({"level": 1, "state": "maybe"}, "state", None),
        ({"importance": 5}, "importance", "The most is 4."),
        ({"target": 9}, "target", "This target is not on the scale of this criterion."),
        ({"revision": 2**31}, "revision", "The most is 2147483647."),
        ({"comment": LONG}, "comment", "This text is 5001 characters long; 5000 at most can be kept."),
        ({"comment": "a\0b"}, "comment", "This text holds a character that cannot be kept."),
        ({"comment": None}, "comment", "Text is expected."),
    ],
)
def test_an_answer_that_cannot_be_taken_names_the_field(call, assessment, steward, body, field, detail):
    refused = call("put", f"/assessments/{assessment.pk}/answers/A-1", body)
    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")
    (error,) = refused.json()["errors"]
    assert error["field"] == field
    assert detail in (None, error["detail"])
    open_as(steward)
    assert queries.answers_of(assessment) == {}


def test_a_refusal_speaks_the_caller_s_language(call, assessment):
    path = f"/assessments/{assessment.pk}/answers/A-1"
    body = {"level": 7, "state": "answered"}
    said = {
        language: call("put", path, body, **{"Accept-Language": language}).json()["errors"][0]["detail"]
        for language in ("en", "fr")
    }
    expected = {}
    for language in said:
        with translation.override(language):
            expected[language] = str(AnswerFault.LEVEL_OUTSIDE_SCALE.label)
    assert said == expected


def test_ten_megabytes_of_comment_are_too_large(call, assessment):
    refused = call("put", f"/assessments/{assessment.pk}/answers/A-1", {"comment": "x" * 10_000_000})
    assert (refused.status_code, refused["Content-Type"]) == (413, "application/problem+json")
    assert refused.json()["detail"] == "What you sent is too large: 1 MiB at most."


def test_broken_json_is_a_bad_request(call, assessment):
    refused = call("put", f"/assessments/{assessment.pk}/answers/A-1", "{")
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("code", ["Z-9", "a-1", "A-1%00", "x" * 60, "%F0%9F%90%9D"])
def test_an_unknown_criterion_is_not_found(call, assessment, code):
    assert call("put", f"/assessments/{assessment.pk}/answers/{code}", {"state": "planned"}).status_code in {404, 422}


def test_many_answers_are_kept_in_one_call(call, assessment, steward):
    sent = [
        {"criterion": "B-1", "state": "answered", "level": 2},
        {"criterion": "A-1", "state": "not_applicable", "level": None, "reason": "Pas de local"},
    ]
    kept = call("put", f"/assessments/{assessment.pk}/answers", {"answers": sent})
    assert kept.status_code == 200
    assert kept.json()["count"] == 2
    shown = [(one["criterion"], one["state"], one["level"], one["reason"]) for one in kept.json()["items"]]
    assert shown == [("B-1", "answered", 2, ""), ("A-1", "not_applicable", None, "Pas de local")]
    open_as(steward)
    assert list(queries.answers_of(assessment)) == ["A-1", "B-1"]


def test_one_wrong_answer_among_many_keeps_none_and_is_named(call, assessment, steward):
    sent = [{"criterion": "A-1", "state": "planned"}, {"criterion": "Z-9", "state": "planned"}]
    sent.append({"criterion": "B-1", "state": "answered", "level": 7})
    refused = call("put", f"/assessments/{assessment.pk}/answers", {"answers": sent})
    assert refused.status_code == 422
    assert refused.json()["errors"] == [
        {"field": "answers.1.criterion", "detail": "This criterion is not in the framework."},
        {"field": "answers.2.level", "detail": "This level is not on the scale of this criterion."},
    ]
    open_as(steward)
    assert queries.answers_of(assessment) == {}


def test_one_stale_answer_among_many_keeps_none(call, assessment, steward):
    say(assessment, steward, A_1=1, B_1=2)
    sent = [
        {"criterion": "A-1", "state": "planned", "revision": 1},
        {"criterion": "B-1", "state": "planned", "revision": 0},
    ]
    stale = call("put", f"/assessments/{assessment.pk}/answers", {"answers": sent})
    assert (stale.status_code, [one["criterion"] for one in stale.json()["conflicts"]]) == (409, ["B-1"])
    open_as(steward)
    assert [row.level for row in queries.answers_of(assessment).values()] == [1, 2]


def test_a_criterion_given_twice_is_refused(call, assessment):
    sent = [{"criterion": "A-1", "state": "planned"}, {"criterion": "A-1", "state": "unknown"}]
    refused = call("put", f"/assessments/{assessment.pk}/answers", {"answers": sent})
    assert refused.json()["errors"] == [{"field": "answers.1.criterion", "detail": "This criterion comes twice."}]


def test_closing_asks_for_a_reason_then_freezes_and_can_be_undone(call, assessment):
    path = f"/assessments/{assessment.pk}"
    refused = call("post", f"{path}/close", {})
    assert (refused.status_code, refused.json()["errors"]) == (
        422,
        [{"field": "reason", "detail": "Say in a word why 3 criteria stay open."}],
    )
    closed = call("post", f"{path}/close", {"reason": "Faute de temps"}).json()
    assert (closed["status"], closed["closing_reason"]) == ("closed", "Faute de temps")
    assert call("put", f"{path}/answers/A-1", {"state": "planned"}).status_code == 409
    assert call("post", f"{path}/close", {"reason": "Encore"}).status_code == 409
    assert call("post", f"{path}/reopen", {}).status_code == 422
    assert call("post", f"{path}/reopen", {"reason": "Un oubli"}).json()["status"] == "open"
    assert call("post", f"{path}/reopen", {"reason": "Un oubli"}).status_code == 409


def test_a_closing_without_a_body_is_answered(call, assessment, steward):
    say(assessment, steward, A_1=1, A_2=2, B_1=3)
    assert call("post", f"/assessments/{assessment.pk}/close", "").status_code == 200


def test_the_results_of_a_closed_assessment_stay_what_they_were(call, assessment, steward):
    say(assessment, steward, A_1=1, A_2=2, B_1=3)
    before = call("get", f"/assessments/{assessment.pk}/results").json()
    call("post", f"/assessments/{assessment.pk}/close", {})
    open_as(steward)
    steward.organisation.employees = 0
    steward.organisation.save()
    assert call("get", f"/assessments/{assessment.pk}/results").json() == before


ROUTES = [
    ("get", "", None),
    ("get", "/results", None),
    ("put", "/answers/A-1", {"state": "planned"}),
    ("put", "/answers", {"answers": [{"criterion": "A-1", "state": "planned"}]}),
    ("post", "/close", {"reason": "Vide"}),
    ("post", "/reopen", {"reason": "Vide"}),
]


@pytest.mark.parametrize(("method", "route", "body"), ROUTES)
def test_a_stranger_and_a_wrong_id_find_the_same_nothing(client, call, assessment, steward, method, route, body):
    stranger = Caller(client, make_token(make_steward().account))
    foreign = stranger(method, f"/assessments/{assessment.pk}{route}", body)
    unknown = call(method, f"/assessments/{uuid.uuid4()}{route}", body)
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.json() == unknown.json()
    open_as(steward)
    assert (queries.answers_of(assessment), queries.latest_of(steward.organisation_id).status) == ({}, "open")


@pytest.mark.parametrize(("method", "route", "body"), ROUTES)
def test_without_a_token_nothing_is_said(client, assessment, method, route, body):
    assert Caller(client, "no")(method, f"/assessments/{assessment.pk}{route}", body).status_code == 401


@pytest.mark.parametrize(("method", "route", "body"), ROUTES)
def test_a_reader_reads_and_writes_nothing(client, assessment, steward, method, route, body):
    reader = member(client, steward, Role.READER)
    status = 200 if method == "get" else 403
    assert reader(method, f"/assessments/{assessment.pk}{route}", body).status_code == status
    open_as(steward)
    assert (queries.answers_of(assessment), queries.latest_of(steward.organisation_id).status) == ({}, "open")


def test_the_list_and_the_start_are_closed_to_strangers_and_readers(client, assessment, steward):
    path = f"/organisations/{steward.organisation.slug}/assessments"
    body = {"framework": "small", "scope": "full"}
    reader = member(client, steward, Role.READER)
    assert (reader("get", path).status_code, reader("post", path, body).status_code) == (200, 403)
    stranger = Caller(client, make_token(make_steward().account))
    assert (stranger("get", path).status_code, stranger("post", path, body).status_code) == (404, 404)
    open_as(steward)
    assert queries.assessments_of(steward.organisation_id).count() == 1


@pytest.mark.parametrize("pk", ["1", "not-an-id", "00000000-0000-0000-0000-00000000000g"])
def test_an_id_of_the_wrong_form_is_not_found(call, pk):
    assert call("get", f"/assessments/{pk}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_with_one_or_three(call, steward, count, django_assert_num_queries):
    publish()
    for _ in range(count):
        make_assessment(steward, framework="small")
    path = f"/organisations/{steward.organisation.slug}/assessments"
    call("get", path)
    with django_assert_num_queries(8):
        assert call("get", path).json()["count"] == count


@pytest.mark.parametrize("scope", ["essential", "full"])
def test_one_answer_costs_the_same_at_15_and_35_criteria(call, steward, scope, django_assert_num_queries):
    publish_ours()
    assessment = make_assessment(steward, framework="essaim-35", scope=scope)
    codes = [one.code for one in queries.result_of(assessment).criteria]
    say(assessment, steward, **dict.fromkeys(codes, 2))
    path = f"/assessments/{assessment.pk}/answers/GOV-2"
    call("put", path, {"level": 1, "state": "answered"})
    # Savepoint and release stand here for the request's own BEGIN and COMMIT.
    with django_assert_num_queries(8):
        assert call("put", path, {"level": 3, "state": "answered", "revision": 2}).status_code == 200


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
    assert len(criteria) == 15
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
