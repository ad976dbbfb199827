"""Answers taken from another assessment: a starting point with its provenance, never over what people said."""

from datetime import timedelta

import pytest

from essaim.apps.assessments import operations, queries, signals
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.models import Answer, Provenance, Reuse
from essaim.apps.assessments.tests.factories import AT, LATER, held, make_assessment, make_steward, publish, say
from essaim.apps.organisations.tests.factories import make_member, membership_of

pytestmark = pytest.mark.django_db

LAST = LATER + timedelta(minutes=5)
ALL = ("A-1", "A-2", "B-1")


@pytest.fixture
def last_year(steward):
    """A closed assessment on `small`, everything said."""
    done = make_assessment(steward, title="Bilan 2025")
    values = {
        "A-1": {"state": State.ANSWERED, "level": 3, "importance": 4, "target": 4, "comment": "In May"},
        "A-2": {"state": State.NOT_APPLICABLE, "reason": "Nobody", "assignee": "Zoé", "next_step": "Ask"},
        "B-1": {"state": State.PLANNED},
    }
    operations.answer_many(done, values=values, by=steward, at=AT)
    return operations.close(done, by=steward, at=AT)


@pytest.fixture
def assessment(steward, last_year):
    return make_assessment(steward, framework="small", title="Bilan 2026")


def take(assessment, source, by, *criteria, at=LATER):
    return operations.reuse(assessment, source=source, criteria=criteria or ALL, by=by, at=at)


def states(assessment):
    rows = Answer.objects.filter(assessment=assessment).order_by("criterion")
    return [(row.criterion, row.state, row.level, bool(row.provenance_id)) for row in rows]


def offer(assessment, source):
    return queries.offer_between(
        source, assessment, given=queries.answers_of(source), answers=queries.answers_of(assessment)
    )


def test_each_answer_comes_with_what_was_said_when_and_by_whom(assessment, last_year, steward):
    colleague = membership_of(make_member(steward.organisation).account, steward.organisation)
    done = take(assessment, last_year, colleague)
    row = held(assessment)
    assert (row.state, row.level, row.importance, row.comment, row.revision) == (State.ANSWERED, 3, 4, "In May", 1)
    assert (row.answered_by_id, row.answered_at) == (steward.account_id, AT)
    assert (row.provenance.source_criterion, row.provenance.said_at, row.provenance.reuse) == ("A-1", AT, done)
    assert (done.source, done.source_version, done.reused_at) == (last_year, "1", LATER)
    assert done.reused_by_id == colleague.account_id


def test_planned_and_not_concerned_travel_and_what_belongs_to_a_year_does_not(assessment, last_year, steward):
    take(assessment, last_year, steward)
    assert states(assessment) == [
        ("A-1", State.ANSWERED, 3, True),
        ("A-2", State.NOT_APPLICABLE, None, True),
        ("B-1", State.PLANNED, None, True),
    ]
    row = held(assessment, "A-2")
    assert (row.reason, row.assignee, row.next_step, held(assessment).target) == ("Nobody", "", "", None)


def test_what_was_reused_counts_at_once(assessment, last_year, steward):
    take(assessment, last_year, steward)
    overall = queries.result_of(assessment).overall
    assert (overall.answered, overall.applicable) == (2, 2)
    assert sorted(queries.to_reread(queries.answers_of(assessment))) == ["A-1", "A-2", "B-1"]


def test_dont_know_and_silence_are_not_offered(steward):
    publish()
    vague, fresh = (make_assessment(steward, framework="small") for _ in range(2))
    operations.answer(vague, criterion="A-1", values={"state": State.UNKNOWN}, by=steward, at=AT)
    operations.answer(vague, criterion="B-1", values={"comment": "only words"}, by=steward, at=AT)
    assert offer(fresh, vague).proposals == ()
    assert queries.sources_for(fresh) == []


@pytest.mark.parametrize(
    "values",
    [
        {"state": State.ANSWERED, "level": 0},
        {"state": State.UNKNOWN},
        {"comment": "to be seen"},
        {"importance": 4},
        {"next_step": "Ask"},
    ],
)
def test_what_people_said_is_never_written_over(assessment, last_year, steward, values):
    operations.answer(assessment, criterion="A-1", values=values, by=steward, at=AT)
    assert offer(assessment, last_year).left_alone == ("A-1",)
    before = Answer.objects.filter(criterion="A-1", assessment=assessment).values().get()
    take(assessment, last_year, steward)
    assert Answer.objects.filter(criterion="A-1", assessment=assessment).values().get() == before


def test_an_answer_taken_back_leaves_room(assessment, last_year, steward):
    say(assessment, steward, A_1=1)
    operations.answer(assessment, criterion="A-1", values={"state": State.NONE}, by=steward, at=AT)
    take(assessment, last_year, steward, "A-1")
    row = held(assessment)
    assert (row.level, row.revision, bool(row.provenance_id)) == (3, 3, True)


def test_what_the_profile_or_the_scope_sets_aside_is_not_filled(last_year, steward):
    short = make_assessment(steward, framework="small", scope=Scope.ESSENTIAL)
    assert [one.criterion for one in offer(short, last_year).proposals] == ["A-1"]
    alone = make_steward(employees=0)
    done, fresh = (make_assessment(alone, framework="small") for _ in range(2))
    say(done, alone, A_1=1, A_2=1)
    assert [one.criterion for one in offer(fresh, done).proposals] == ["A-1"]


def test_a_change_makes_it_ones_own(assessment, last_year, steward):
    take(assessment, last_year, steward)
    colleague = membership_of(make_member(steward.organisation).account, steward.organisation)
    operations.answer(assessment, criterion="A-1", values={"comment": "In June"}, by=colleague, at=LAST)
    row = held(assessment)
    assert (row.provenance, row.answered_by_id, row.answered_at) == (None, colleague.account_id, LAST)


def test_the_same_answer_again_makes_it_ones_own_once(assessment, last_year, steward):
    take(assessment, last_year, steward)
    for _ in range(2):
        say(assessment, steward, A_1=3)
    row = held(assessment)
    assert (row.provenance, row.revision, row.comment, row.answered_at) == (None, 2, "In May", AT)


def test_confirming_makes_it_ones_own_and_leaves_the_others(assessment, last_year, steward):
    take(assessment, last_year, steward)
    assert operations.confirm(assessment, criteria=["A-2", "Z-9"], by=steward, at=LAST) == ("A-2",)
    assert [(code, is_reused) for code, _, _, is_reused in states(assessment)] == [
        ("A-1", True),
        ("A-2", False),
        ("B-1", True),
    ]
    assert (held(assessment, "A-2").reason, held(assessment, "A-2").answered_at) == ("Nobody", LAST)
    assert operations.confirm(assessment, criteria=["A-2"], by=steward, at=LAST) == ()


def test_undoing_takes_back_what_is_as_it_was_filled_and_keeps_the_rest(assessment, last_year, steward):
    done = take(assessment, last_year, steward)
    say(assessment, steward, A_1=2)
    operations.confirm(assessment, criteria=["A-2"], by=steward, at=LAST)
    assert queries.reuses_of(assessment).get().left == 1
    assert operations.undo_reuse(assessment, reuse=done.pk, by=steward, at=LAST) == 1
    assert states(assessment) == [
        ("A-1", State.ANSWERED, 2, False),
        ("A-2", State.NOT_APPLICABLE, None, False),
        ("B-1", State.NONE, None, False),
    ]
    done.refresh_from_db()
    assert (done.undone_at, list(queries.reuses_of(assessment))) == (LAST, [])


def test_undoing_twice_or_elsewhere_is_refused(assessment, last_year, steward):
    done = take(assessment, last_year, steward)
    other = make_assessment(steward, framework="small")
    with pytest.raises(operations.NothingToUndo):
        operations.undo_reuse(other, reuse=done.pk, by=steward, at=LAST)
    operations.undo_reuse(assessment, reuse=done.pk, by=steward, at=LAST)
    with pytest.raises(operations.NothingToUndo):
        operations.undo_reuse(assessment, reuse=done.pk, by=steward, at=LAST)


def test_what_was_undone_can_be_taken_again(assessment, last_year, steward):
    operations.undo_reuse(assessment, reuse=take(assessment, last_year, steward).pk, by=steward, at=LAST)
    take(assessment, last_year, steward)
    assert (held(assessment).level, held(assessment).revision) == (3, 3)


def test_a_page_open_while_a_reuse_is_undone_loses_nothing(assessment, last_year, steward):
    done = take(assessment, last_year, steward)
    seen = held(assessment).revision
    operations.undo_reuse(assessment, reuse=done.pk, by=steward, at=LAST)
    with pytest.raises(operations.StaleRevision) as stale:
        operations.answer(
            assessment, criterion="A-1", values={"level": 2, "state": "answered"}, revision=seen, by=steward, at=LAST
        )
    assert stale.value.conflicts[0].held.state == State.NONE


def test_a_closed_assessment_takes_nothing_and_gives_nothing_back(assessment, last_year, steward):
    done = take(assessment, last_year, steward)
    operations.close(assessment, by=steward, at=LAST)
    with pytest.raises(operations.AlreadyClosed):
        take(assessment, last_year, steward)
    with pytest.raises(operations.AlreadyClosed):
        operations.undo_reuse(assessment, reuse=done.pk, by=steward, at=LAST)
    with pytest.raises(operations.AlreadyClosed):
        operations.confirm(assessment, criteria=ALL, by=steward, at=LAST)


def test_what_cannot_be_given_is_refused_and_nothing_is_written(assessment, last_year, steward):
    with pytest.raises(operations.Refused) as refused:
        take(assessment, last_year, steward, "A-1", "Z-9")
    assert [(fault.field, fault.criterion) for fault in refused.value.faults] == [("criteria", "Z-9")]
    assert (states(assessment), Reuse.objects.count(), Provenance.objects.count()) == ([], 0, 0)


def test_with_nothing_left_to_fill_nothing_is_written(assessment, last_year, steward):
    take(assessment, last_year, steward)
    with pytest.raises(operations.NothingToReuse):
        take(assessment, last_year, steward)
    assert Reuse.objects.count() == 1


def test_upper_contexts_hear_of_it_and_of_its_undoing(assessment, last_year, steward):
    heard = []
    listener = lambda **sent: heard.append((sent["criteria"], sent["reuse"].undone_at, sent["by"], sent["at"]))  # noqa: E731
    signals.assessment_reused.connect(listener)
    done = take(assessment, last_year, steward, "A-1")
    operations.undo_reuse(assessment, reuse=done.pk, by=steward, at=LAST)
    signals.assessment_reused.disconnect(listener)
    assert heard == [(("A-1",), None, steward, LATER), (("A-1",), LAST, steward, LAST)]
