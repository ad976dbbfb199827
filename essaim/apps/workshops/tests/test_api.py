import pytest

from essaim.apps.assessments.tests.factories import Caller, open_as
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_account, make_member, make_token
from essaim.apps.workshops import operations
from essaim.apps.workshops.enums import Mode
from essaim.apps.workshops.tests.factories import make_workshop, show
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db(databases=["default", "limits"])


@pytest.fixture
def token(workshop):
    """Return the link of the meeting; the test goes on as nobody."""
    held = operations.open_meeting(workshop)
    tenancy.set_account(None)
    tenancy.set_organisations([])
    return f"{held.meeting_link_id}.{held.meeting_secret}"


@pytest.fixture
def anyone(client):
    """Return a program without an account."""
    caller = Caller(client, "")
    del caller.headers["Authorization"]
    return caller


def join(anyone, token, **given):
    group = anyone("get", f"/w/{token}").json()["groups"][0]["id"]
    return anyone("post", f"/w/{token}/ballots", {"group": group, **given})


def test_a_workshop_is_opened_read_and_closed(call, assessment):
    body = {"groups": [{"kind": "board"}, {"kind": "own", "label": "Usagers"}], "minutes": 60}
    opened = call("post", f"/assessments/{assessment.pk}/workshops", body)
    assert (opened.status_code, opened.json()["mode"]) == (201, "apart")
    path = f"/workshops/{opened.json()['id']}"
    assert [(one["label"], one["asked"], one["ballots"]) for one in call("get", path).json()["groups"]] == [
        ("Board", 0, 0),
        ("Usagers", 0, 0),
    ]
    assert call("post", f"/assessments/{assessment.pk}/workshops", body).status_code == 409
    first, again = (call("post", f"{path}/meeting").json()["token"] for _ in range(2))
    assert first == again
    assert call("post", f"{path}/close").json()["closed_at"] is not None
    assert [call("post", f"{path}/{name}").status_code for name in ("close", "meeting")] == [409, 409]


def test_groups_that_cannot_be_name_their_field(call, assessment):
    refused = call("post", f"/assessments/{assessment.pk}/workshops", {"groups": [{"kind": "own"}]})
    assert (refused.status_code, [one["field"] for one in refused.json()["errors"]]) == (422, ["groups"])


def test_those_who_do_not_lead_may_not_open(client, assessment):
    account = make_account()
    make_member(assessment.organisation, role=Role.CONTRIBUTOR, account=account)
    colleague = Caller(client, make_token(account))
    body = {"groups": [{"kind": "board"}]}
    assert colleague("post", f"/assessments/{assessment.pk}/workshops", body).status_code == 403


def test_anyone_with_the_link_reads_the_questions_and_nothing_else(anyone, token):
    asked = anyone("get", f"/w/{token}").json()
    assert [one["criterion"] for one in asked["practices"]] == ["A-1", "A-2", "B-1"]
    assert sorted(asked) == ["groups", "mode", "organisation", "practices"]
    assert [anyone("get", f"/w/{spoiled}").status_code for spoiled in (f"{token}x", "x", "x.y", "é")] == [404] * 4


def test_one_joins_says_many_things_at_once_and_takes_one_back(anyone, token):
    joined = join(anyone, token)
    secret = {"Ballot-Secret": joined.json()["secret"]}
    body = {"voices": [{"criterion": "A-1", "level": 3}, {"criterion": "B-1", "state": "unknown"}]}
    said = anyone("put", f"/w/{token}/voices", body, **secret)
    assert (joined.status_code, said.status_code) == (201, 200)
    assert said.json() == {
        "voices": [
            {"criterion": "A-1", "state": "answered", "level": 3},
            {"criterion": "B-1", "state": "unknown", "level": None},
        ],
        "revealed": [],
    }
    body = {"voices": [{"criterion": "A-1", "state": "none"}]}
    left = anyone("put", f"/w/{token}/voices", body, **secret).json()
    assert [one["criterion"] for one in left["voices"]] == ["B-1"]


def test_nobody_says_anything_without_the_secret_of_a_ballot(anyone, token):
    body = {"voices": [{"criterion": "A-1", "level": 3}]}
    assert anyone("put", f"/w/{token}/voices", body).status_code == 422
    for secret in ("x", "0" * 48, "a b"):
        assert anyone("put", f"/w/{token}/voices", body, **{"Ballot-Secret": secret}).status_code == 404


def test_what_fits_no_practice_names_its_field(anyone, token):
    secret = {"Ballot-Secret": join(anyone, token).json()["secret"]}
    body = {"voices": [{"criterion": "A-1", "level": 9}, {"criterion": "Z"}]}
    refused = anyone("put", f"/w/{token}/voices", body, **secret)
    assert (refused.status_code, [one["field"] for one in refused.json()["errors"]]) == (
        422,
        ["voices.A-1.level", "voices.Z.criterion"],
    )


def test_what_is_revealed_is_told_apart_from_what_is_kept(anyone, token, workshop, steward):
    secret = {"Ballot-Secret": join(anyone, token).json()["secret"]}
    open_as(steward)
    show(workshop, "A-1")
    body = {"voices": [{"criterion": "A-1", "level": 3}, {"criterion": "B-1", "level": 1}]}
    said = anyone("put", f"/w/{token}/voices", body, **secret).json()
    assert ([one["criterion"] for one in said["voices"]], said["revealed"]) == (["B-1"], ["A-1"])
    assert [one["is_revealed"] for one in anyone("get", f"/w/{token}").json()["practices"]] == [True, False, False]


def test_one_joins_no_group_from_elsewhere_and_no_workshop_by_hands(anyone, token, workshop, steward):
    foreign = "3f0d3e52-5a0e-4a52-9f0b-1d2a1f0c9e11"
    assert anyone("post", f"/w/{token}/ballots", {"group": foreign}).status_code == 422
    open_as(steward)
    operations.choose_mode(workshop, mode=Mode.HANDS)
    assert join(anyone, token).status_code == 409


def test_with_names_one_joins_with_theirs(anyone, steward, assessment):
    held = operations.open_meeting(make_workshop(steward, assessment, mode=Mode.NAMED))
    token = f"{held.meeting_link_id}.{held.meeting_secret}"
    assert [join(anyone, token, **given).status_code for given in ({}, {"name": "Aïcha"})] == [422, 201]
