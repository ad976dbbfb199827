import pytest
from django.utils import translation

from essaim.apps.assessments import queries
from essaim.apps.assessments.enums import AnswerFault
from essaim.apps.assessments.tests.factories import held, open_as, publish, say

pytestmark = pytest.mark.django_db
LONG = "x" * 5001


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
        "groups": [],
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
        ({"scope": "full"}, "framework", "This field is required."),
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
        "views": [],
        "comment": "Depuis 2019",
        "assignee": "",
        "next_step": "",
        "revision": 1,
        "answered_at": kept.json()["answered_at"],
        "provenance": None,
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
        ({"level": 2, "state": "unknown"}, "level", "Only the state “answered” takes a level."),
        ({"level": None, "state": "not_applicable"}, "reason", "Say in a few words why this is not for you."),
        ({"level": "2", "state": "answered"}, "level", "A whole number is expected."),
        ({"level": 2.5, "state": "answered"}, "level", "A whole number is expected."),
        ({"level": True, "state": "answered"}, "level", "A whole number is expected."),
        ({"level": 10**30, "state": "answered"}, "level", None),
        ({"level": 1, "state": "maybe"}, "state", None),
        ({"importance": 5}, "importance", "At most 4."),
        ({"target": 9}, "target", "This target is not on the scale of this criterion."),
        ({"revision": 2**31}, "revision", "At most 2147483647."),
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
    assert refused.json()["errors"] == [{"field": "answers.1.criterion", "detail": "This criterion is given twice."}]


def test_closing_asks_for_a_reason_then_freezes_and_can_be_undone(call, assessment):
    path = f"/assessments/{assessment.pk}"
    refused = call("post", f"{path}/close", {})
    assert (refused.status_code, refused.json()["errors"]) == (
        422,
        [{"field": "reason", "detail": "Say in a few words why 3 practices have no answer."}],
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
