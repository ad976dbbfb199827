"""A program fills a workbook in and sends it back: the same look before anything is kept, the same choices."""

import pytest

from essaim.apps.assessments import exports, operations
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.models import Intake
from essaim.apps.assessments.tests.factories import AT, LATER, held, say
from essaim.apps.assessments.tests.workbooks import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(assessment, steward):
    say(assessment, steward, A_1=2)
    return f"/assessments/{assessment.pk}/workbook"


@pytest.fixture
def content(assessment, path):
    _name, content = exports.filling.workbook(assessment, language="en", at=AT)
    return filled(content, A_1__standing=3, A_1__comment="Du fichier", B_1__standing="excellente", A_2__importance=4)


def standing(level):
    return {"state": "answered", "level": level, "reason": ""}


def test_what_a_workbook_changes_is_told_before_anything_is_kept(call, path, content, assessment):
    answer = call.send(path, "classeur.xlsx", content)
    shown = answer.json()
    assert (answer.status_code, shown["sheet"], shown["unchanged"], shown["conflicts"]) == (201, "Answers", 1, 0)
    assert [(one["cell"], one["fault"]) for one in shown["problems"]] == [("Answers!E7", "not_a_choice")]
    told = {(one["criterion"], part["part"]): part for one in shown["changes"] for part in one["parts"]}
    assert {key: (part["before"], part["after"], part["kept"]) for key, part in told.items()} == {
        ("A-1", "standing"): (standing(2), standing(3), "file"),
        ("A-1", "comment"): ("", "Du fichier", "file"),
        ("A-2", "importance"): (None, 4, "file"),
    }
    assert held(assessment).level == 2
    assert call("get", path).json() == shown


def test_what_was_looked_at_is_taken_and_waits_no_more(call, path, content, assessment):
    seen = call.send(path, "classeur.xlsx", content).json()["seen"]
    choices = [{"criterion": "A-1", "part": "comment", "keep": "here"}]
    answer = call("post", f"{path}/take", {"seen": seen, "choices": choices})
    assert (answer.status_code, [one["criterion"] for one in answer.json()["items"]]) == (200, ["A-1", "A-2"])
    row = held(assessment)
    assert (row.level, row.comment, held(assessment, "A-2").importance) == (3, "", 4)
    assert {call("get", path).status_code, call("post", f"{path}/take", {"seen": seen}).status_code} == {404}


def test_a_conflict_is_named_and_the_choice_is_the_callers(call, path, content, assessment, steward):
    values = {"state": State.ANSWERED, "level": 4, "comment": "D’ici"}
    operations.answer(assessment, criterion="A-1", values=values, by=steward, at=LATER)
    shown = call.send(path, "classeur.xlsx", content).json()
    assert (shown["conflicts"], [part["kept"] for part in shown["changes"][0]["parts"]]) == (1, ["here", "both"])
    choices = [{"criterion": "A-1", "part": "standing", "keep": "file"}]
    call("post", f"{path}/take", {"seen": shown["seen"], "choices": choices})
    assert (held(assessment).level, held(assessment).comment) == (3, "D’ici\nDu fichier")


def test_nothing_is_taken_when_somebody_answered_since_and_the_changes_are_told_anew(
    call, path, content, assessment, steward
):
    seen = call.send(path, "classeur.xlsx", content).json()["seen"]
    say(assessment, steward, A_1=4)
    answer = call("post", f"{path}/take", {"seen": seen})
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer.json()["workbook"] == call("get", path).json()
    assert (answer.json()["workbook"]["conflicts"], held(assessment).level) == (1, 4)


def test_a_choice_about_what_does_not_change_is_refused(call, path, content):
    seen = call.send(path, "classeur.xlsx", content).json()["seen"]
    choices = [{"criterion": "A-1", "part": "comment", "keep": "file"}, {"criterion": "Z", "part": "who", "keep": "x"}]
    answer = call("post", f"{path}/take", {"seen": seen, "choices": choices})
    fields = [one["field"] for one in answer.json()["errors"]]
    assert (answer.status_code, fields) == (422, ["choices.1.part", "choices.1.keep"])
    choices[1] |= {"part": "target", "keep": "here"}
    answer = call("post", f"{path}/take", {"seen": seen, "choices": choices})
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (422, ["choices.1"])


def test_a_workbook_put_away_is_forgotten(call, path, content):
    call.send(path, "classeur.xlsx", content)
    assert (call("delete", path).status_code, Intake.objects.count()) == (204, 0)
    assert call("delete", path).status_code == 404


def test_the_same_sending_with_one_key_happens_once(call, path, content):
    first, again = (call.send(path, "classeur.xlsx", content, key="a") for _ in range(2))
    assert (again.status_code, again.json()) == (201, first.json())
    other = call.send(path, "classeur.xlsx", content + b" ", key="a")
    assert (other.status_code, [one["field"] for one in other.json()["errors"]]) == (422, ["Idempotency-Key"])


@pytest.mark.parametrize(
    ("name", "content"), [("x.xlsx", b""), ("x.gif", b"GIF89a"), ("x.csv", b"a;b"), ("x.csv", b"x" * 10_000_009)]
)
def test_what_is_no_workbook_is_refused_at_the_file(call, path, name, content):
    answer = call.send(path, name, content)
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (422, ["file"])
    assert Intake.objects.count() == 0


def test_a_body_that_is_no_form_is_refused(call, client, path):
    assert call("post", path, {"file": "x"}).json()["errors"] == [
        {"field": "file", "detail": "This field is required."}
    ]
    answer = client.generic("POST", f"/api/v1{path}", "x", content_type="multipart/form-data", headers=call.headers)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_nothing_comes_back_into_a_closed_assessment(call, path, content, assessment, steward):
    operations.close(assessment, by=steward, reason="Assez", at=LATER)
    assert call.send(path, "classeur.xlsx", content).status_code == 409


@pytest.mark.parametrize("practices", [["A_1"], ["A_1", "A_2", "B_1"]])
def test_a_look_costs_the_same_for_one_practice_or_three(call, path, assessment, practices, django_assert_num_queries):
    _name, content = exports.filling.workbook(assessment, language="en", at=AT)
    call.send(path, "classeur.xlsx", filled(content, **{f"{code}__comment": "Oui" for code in practices}))
    with django_assert_num_queries(8):
        assert len(call("get", path).json()["changes"]) == len(practices)


def test_the_description_tells_what_each_route_takes(client):
    schema = client.get("/api/v1/openapi.json").json()

    def taken(path):
        [(kind, content)] = schema["paths"][f"/api/v1{path}"]["post"]["requestBody"]["content"].items()
        name = content["schema"].get("$ref", "").rpartition("/")[2]
        return kind, sorted((schema["components"]["schemas"][name] if name else content["schema"])["properties"])

    assert taken("/assessments/{pk}/workbook") == ("multipart/form-data", ["file"])
    assert taken("/assessments/{pk}/workbook/take") == ("application/json", ["choices", "seen"])
    assert taken("/assessments/{pk}/reuses") == ("application/json", ["criteria", "source"])
    shapes = schema["components"]["schemas"]
    assert [sorted(shapes[name]["properties"])[-1] for name in ("LeftOut", "LeftOutOfComparison")] == [
        "state",
        "reason",
    ]
    assert taken("/organisations/{slug}/evidence/files") == ("multipart/form-data", ["evidence", "file"])
