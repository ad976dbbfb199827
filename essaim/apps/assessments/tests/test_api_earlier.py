"""A program brings an earlier diagnosis: what it seems to say is offered, nothing is taken on a guess."""

import pytest

from essaim.apps.assessments.models import Assessment, Intake
from essaim.apps.assessments.tests.factories import publish_ours

pytestmark = pytest.mark.django_db
GRID = 'Réf.;Pratique;Note 2022;Note 2023\nGOV-1;Projet;oui;3/4\n;Achats locaux et solidaires;non;oui\nGOV-2;"";non;NC'
ALL = {
    "framework": "essaim-35",
    "roles": {"0": "code", "1": "practice", "2": "standing", "3": "standing"},
    "lines": {"2": "TER-1"},
    "meanings": {"practice-0-4|oui": "3", "practice-0-4|non": "0"},
}


@pytest.fixture
def path(steward):
    publish_ours()
    return f"/organisations/{steward.organisation.slug}/earlier"


@pytest.fixture
def brought(call, path):
    """Return where the file waits, and what is said of it."""
    answer = call.send(path, "Grille 2022-2023.csv", GRID.encode("cp1252"))
    assert answer.status_code == 201
    return f"{path}/{answer.json()['id']}", answer.json()


def test_what_it_seems_to_say_is_offered_and_nothing_is_understood_yet(call, brought):
    here, shown = brought
    assert (shown["asked"], shown["framework"], shown["sheets"], shown["header"]) == ("table", "essaim-35", ["CSV"], 0)
    assert [one["role"] for one in shown["columns"]] == ["code", "practice", "standing", "standing"]
    assert [(one["row"], one["criterion"], one["is_sure"]) for one in shown["lines"]] == [
        (1, "GOV-1", True),
        (2, "TER-1", False),
        (3, "GOV-2", True),
    ]
    assert {key.partition("|")[2]: (one["count"], one["meaning"]) for key, one in shown["marks"].items()} == {
        "oui": (1, ""),
        "3 4": (1, "3"),
        "non": (1, "0"),
        "nc": (1, "not_applicable"),
    }
    assert call("get", here).json() == shown


def test_what_is_said_is_understood_then_kept_as_years(call, brought):
    here, _shown = brought
    said = call("patch", here, ALL).json()
    assert (said["asked"], [one["day"] for one in said["years"]]) == ("past", ["2022-12-31", "2023-12-31"])
    assert [sorted(one["answers"]) for one in said["years"]] == [["GOV-1", "GOV-2", "TER-1"]] * 2
    days = {"2": "2022-12-31", "3": "2023-11-30"}
    kept = call("post", f"{here}/keep", {"title": "Grille", "scope": "full", "days": days})
    assert (kept.status_code, [(one["title"], one["closed_at"][:10]) for one in kept.json()["items"]]) == (
        201,
        [("Grille – Note 2022", "2022-12-31"), ("Grille – Note 2023", "2023-11-30")],
    )
    results = call("get", f"/assessments/{kept.json()['items'][1]['id']}/results").json()
    assert {one["code"]: one["level"] for one in results["criteria"] if one["state"] == "answered"} == {
        "GOV-1": 3,
        "TER-1": 3,
    }
    assert call("get", here).status_code == 404


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"framework": "none"}, ["framework"]),
        ({"header": 99}, ["header"]),
        ({"roles": {"0": "code", "1": "code", "2": "standing"}}, ["body"]),
        ({"roles": {"x": "code"}}, ["roles.x.[key]"]),
        ({"lines": {"2": "ZZZ-1"}}, ["lines.2"]),
        ({"meanings": {"practice-0-4|oui": "12", "practice-0-4|non": "0"}}, ["meanings.practice-0-4|oui"]),
    ],
)
def test_what_cannot_be_taken_is_named_as_it_was_sent(call, brought, said, fields):
    here, _shown = brought
    call("patch", here, {"framework": "essaim-35", "roles": ALL["roles"], "lines": ALL["lines"]})
    answer = call("patch", here, said)
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (422, fields)


def test_nothing_is_kept_while_something_is_still_to_be_said(call, brought):
    here, _shown = brought
    answer = call("post", f"{here}/keep", {"title": "Grille", "scope": "full", "days": {}})
    assert (answer.status_code, Assessment.objects.count(), Intake.objects.count()) == (422, 0, 1)
    call("patch", here, ALL)
    answer = call("post", f"{here}/keep", {"title": "", "scope": "full", "days": {"2": "2022-12-31"}})
    assert sorted(one["field"] for one in answer.json()["errors"]) == ["days.3", "title"]


def test_a_file_put_away_is_forgotten(call, brought):
    here, _shown = brought
    assert (call("delete", here).status_code, Intake.objects.count(), call("get", here).status_code) == (204, 0, 404)


def test_a_file_that_cannot_be_read_is_refused_at_the_file(call, path):
    answer = call.send(path, "x.pdf", b"%PDF-1.7")
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (422, ["file"])


@pytest.mark.parametrize("lines", [1, 3])
def test_a_look_costs_the_same_whatever_the_lines(call, path, lines, django_assert_num_queries):
    rows = "\n".join(["Code;Note", *(f"GOV-{number + 1};2" for number in range(lines))])
    here = f"{path}/{call.send(path, 'x.csv', rows.encode()).json()['id']}"
    with django_assert_num_queries(7):
        assert len(call("get", here).json()["lines"]) == lines
