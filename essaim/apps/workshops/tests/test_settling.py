import pytest

from essaim.apps.assessments import operations as assessments
from essaim.apps.assessments import queries as answers
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.tests.factories import AT, LATER, held, say
from essaim.apps.organisations.models import SecretLink
from essaim.apps.workshops import operations, policies, queries
from essaim.apps.workshops.enums import LinkKind, Outcome
from essaim.apps.workshops.models import Workshop
from essaim.apps.workshops.tests.factories import voices
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db
LEVEL = {"state": State.ANSWERED, "level": 2, "comment": "We meet in March."}
VIEWS = [{"level": 1, "reason": "Nothing is written."}, {"level": 3, "reason": "We all do it."}]


@pytest.fixture
def agree(workshop, steward):
    def agree(values=LEVEL, revision=0, code="A-1", by=steward):
        operations.agree(workshop, values={code: values}, revisions={code: revision}, by=by, at=LATER)

    return agree


@pytest.fixture
def disagree(workshop, steward):
    def disagree(views=VIEWS, revision=0):
        operations.disagree(workshop, criterion="A-1", views=views, revision=revision, by=steward, at=LATER)

    return disagree


@pytest.fixture
def undo(workshop, steward):
    return lambda: operations.undo(workshop, criterion="A-1", by=steward, at=LATER)


def outcome(workshop, code="A-1"):
    row = queries.deliberations_of(workshop)[code]
    return row.outcome, row.settled_at, row.settled_by_id


def stands(assessment):
    row = held(assessment)
    return row.state, row.level, row.comment, row.views


def test_what_the_room_agrees_on_is_written_to_the_assessment_with_its_reason(agree, workshop, assessment, steward):
    agree()
    assert stands(assessment) == ("answered", 2, "We meet in March.", [])
    assert outcome(workshop) == (Outcome.AGREED, LATER, steward.account_id)


def test_two_views_are_kept_where_the_room_does_not_agree(disagree, workshop, assessment):
    disagree()
    assert stands(assessment) == ("unknown", None, "", VIEWS)
    assert outcome(workshop)[0] == Outcome.DISAGREED


def test_another_day_leaves_the_assessment_as_it_is(workshop, assessment, steward):
    operations.put_off(workshop, criterion="A-1", by=steward, at=LATER)
    assert (outcome(workshop)[0], answers.answers_of(assessment)) == (Outcome.LATER, {})


def test_many_are_accepted_together_or_none(workshop, assessment, steward):
    values = {code: {"state": State.ANSWERED, "level": 2} for code in ("A-1", "A-2")}
    with pytest.raises(assessments.StaleRevision):
        operations.agree(workshop, values=values, revisions={"A-1": 0, "A-2": 4}, by=steward, at=LATER)
    assert (queries.deliberations_of(workshop), answers.answers_of(assessment)) == ({}, {})
    operations.agree(workshop, values=values, revisions={"A-1": 0, "A-2": 0}, by=steward, at=LATER)
    assert {code: row.level for code, row in answers.answers_of(assessment).items()} == {"A-1": 2, "A-2": 2}


def test_who_answered_meanwhile_is_shown_and_nothing_is_settled(agree, workshop, assessment, steward):
    say(assessment, steward, A_1=4)
    with pytest.raises(assessments.StaleRevision) as stale:
        agree(revision=0)
    assert (stale.value.conflicts[0].standing.level, queries.deliberations_of(workshop)) == (4, {})


def test_half_a_disagreement_is_refused_and_nothing_is_settled(disagree, workshop):
    with pytest.raises(assessments.Refused):
        disagree(views=VIEWS[:1])
    assert queries.deliberations_of(workshop) == {}


def test_an_outside_facilitator_settles_in_nobody_s_name(agree, workshop, assessment):
    agree(by=None)
    assert (held(assessment).answered_by_id, outcome(workshop)[2]) == (None, None)


def test_what_was_agreed_is_undone_and_the_former_answer_comes_back(agree, undo, workshop, assessment, steward):
    values = {"state": State.ANSWERED, "level": 4, "comment": "Before."}
    assessments.answer(assessment, criterion="A-1", values=values, by=steward, at=AT)
    agree(revision=1)
    assert undo() is True
    assert stands(assessment) == ("answered", 4, "Before.", [])
    assert outcome(workshop) == ("", None, None)


def test_what_was_silent_is_silent_again(agree, undo, assessment):
    agree()
    assert undo() is True
    assert stands(assessment) == ("none", None, "", [])


def test_two_views_come_back_when_an_agreement_on_them_is_undone(agree, disagree, undo, assessment, workshop):
    disagree()
    operations.put_off(workshop, criterion="A-1", by=None, at=LATER)
    undo()
    assert stands(assessment)[0] == "none"
    disagree(revision=held(assessment).revision)
    agree(revision=held(assessment).revision)
    undo()
    assert stands(assessment) == ("none", None, "", [])


def test_what_somebody_answered_since_stays_when_the_room_undoes(agree, undo, assessment, workshop, steward):
    agree()
    say(assessment, steward, A_1=4)
    assert undo() is False
    assert (held(assessment).level, outcome(workshop)[0]) == (4, "")


def test_nothing_settled_cannot_be_undone(undo):
    with pytest.raises(operations.NothingToUndo):
        undo()


def test_a_practice_that_is_not_looked_at_is_not_settled(agree):
    with pytest.raises(operations.NotInTheRoom):
        agree(code="Z-9")


def test_nothing_is_settled_once_the_workshop_is_over(agree, undo, workshop):
    operations.close(workshop, at=LATER)
    for intention in (
        agree,
        undo,
        lambda: operations.note_present(workshop, names=["Zoé"]),
        lambda: operations.hand_over(workshop, name="Zoé"),
        lambda: operations.take_back(workshop),
    ):
        with pytest.raises(operations.WorkshopOver):
            intention()


def test_who_was_there_is_recorded_once_each_in_order(workshop):
    operations.note_present(workshop, names=["  Zoé   Martin", "Ali", "", "Ali", "x" * 200])
    assert Workshop.objects.get().present == ["Zoé Martin", "Ali", "x" * 120]


def test_a_link_lets_an_outside_facilitator_lead_and_its_secret_is_kept_nowhere(workshop):
    link = operations.hand_over(workshop, name="Claire Roy")
    tenancy.set_organisations([])
    opened = policies.open_facilitation(link)
    assert (opened, opened.facilitator_name) == (workshop, "Claire Roy")
    assert link.partition(".")[2] not in str(Workshop.objects.values().get())


def test_a_new_link_closes_the_former(workshop):
    former = operations.hand_over(workshop, name="Claire Roy")
    fresh = operations.hand_over(workshop, name="Claire Roy")
    assert is_open(fresh)
    assert not is_open(former)
    assert SecretLink.objects.filter(kind=LinkKind.FACILITATION).count() == 1


def test_a_link_taken_back_opens_nothing_nor_does_one_of_a_workshop_that_is_over(workshop, steward):
    link = operations.hand_over(workshop, name="Claire Roy")
    operations.take_back(workshop)
    assert not is_open(link)
    tenancy.set_organisations([steward.organisation_id])
    link = operations.hand_over(workshop, name="Claire Roy")
    operations.close(workshop, at=LATER)
    assert not is_open(link)


@pytest.mark.parametrize("change", [lambda link: link[:-1], lambda link: f"{link}x", lambda link: link.split(".")[0]])
def test_half_a_link_opens_nothing(workshop, change):
    assert not is_open(change(operations.hand_over(workshop, name="")))


def is_open(link):
    try:
        return bool(policies.open_facilitation(link))
    except policies.Http404:
        return False


@pytest.fixture
def apart(workshop):
    """Return the workshop with a practice revealed, on which people stand apart."""
    voices(workshop, [0, 0, 4, 4, 4])
    operations.reveal(workshop, criteria=["A-1"], at=LATER)
    return workshop


@pytest.mark.parametrize("said", [{"state": State.ANSWERED, "level": 2}, {"state": State.PLANNED, "comment": ""}])
def test_where_people_stood_apart_a_level_is_agreed_with_its_reason(apart, agree, assessment, said):
    with pytest.raises(operations.Refused) as refused:
        agree(said)
    assert [(fault.criterion, fault.field) for fault in refused.value.faults] == [("A-1", "comment")]
    assert answers.answers_of(assessment) == {}
    agree(said | {"comment": "Nous l’avons relu ensemble."})
    assert held(assessment).comment == "Nous l’avons relu ensemble."


def test_to_clear_up_is_agreed_without_a_reason(apart, agree, assessment):
    agree({"state": State.UNKNOWN})
    assert held(assessment).state == State.UNKNOWN


def test_where_people_stood_side_by_side_a_reason_is_free(workshop, agree, assessment):
    voices(workshop, [2, 2, 2, 3, 3])
    operations.reveal(workshop, criteria=["A-1"], at=LATER)
    agree({"state": State.ANSWERED, "level": 2})
    assert held(assessment).level == 2
