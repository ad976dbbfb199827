"""An open assessment goes on in a new version: no answer is lost, and one can come back."""

from datetime import timedelta

import pytest

from essaim.apps.assessments import operations, queries, signals
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.models import Answer, FormerAnswer, Move
from essaim.apps.assessments.tests.factories import AT, LATER, make_assessment, make_steward, say
from essaim.apps.assessments.tests.versions import levels, new, old, version
from essaim.apps.frameworks.tests.factories import criterion, theme

pytestmark = pytest.mark.django_db

LAST = LATER + timedelta(minutes=5)


@pytest.fixture
def assessment(steward):
    """An assessment on the first version, with an answer to everything, when the second one comes."""
    old()
    assessment = make_assessment(steward, framework="small")
    say(assessment, steward, A_1=1, A_2=4, A_3=3, A_4=2, A_5=4, A_6=1)
    said = {"state": State.PLANNED, "importance": 4, "comment": "In May", "assignee": "Zoé", "next_step": "Ask"}
    operations.answer(assessment, criterion="B-1", values=said, by=steward, at=AT)
    operations.answer(assessment, criterion="A-5", values={"comment": "Well done"}, by=steward, at=AT)
    new()
    return assessment


def move(assessment, by, to="2", at=LATER, **choices):
    chosen = {name.replace("_", "-"): choice for name, choice in choices.items()}
    found = operations.move_to_version(assessment, to=to, choices=chosen, by=by, at=at)
    assessment.refresh_from_db()
    return found


def undo(assessment, by, at=LAST):
    found = operations.undo_move(assessment, by=by, at=at)
    assessment.refresh_from_db()
    return found


def former(assessment):
    return {(row.version, row.criterion): row.level for row in queries.former_answers_of(assessment)}


def everything(assessment):
    """Return all that an assessment and its answers hold."""
    rows = Answer.objects.filter(assessment=assessment).order_by("criterion")
    return (assessment.framework_version, assessment.themes, list(rows.values(*EVERYTHING)))


EVERYTHING = (
    *("criterion", "state", "level", "importance", "target", "reason", "comment", "assignee", "next_step"),
    *("revision", "answered_by_id", "answered_at"),
)


def test_answers_are_carried_and_the_originals_are_kept(assessment, steward):
    done = move(assessment, steward)
    assert (assessment.framework_version, queries.framework_of(assessment).version) == ("2", "2")
    assert levels(assessment) == {"A-1": 1, "A-2": 2, "A-31": 3, "A-32": 3, "A-4": 2, "B-1": None}
    assert former(assessment) == {("1", "A-2"): 4, ("1", "A-3"): 3, ("1", "A-4"): 2, ("1", "A-5"): 4, ("1", "A-6"): 1}
    assert (done.from_version, done.to_version, done.moved_at, done.moved_by_id) == (
        "1",
        "2",
        LATER,
        steward.account_id,
    )
    assert done.carried == {"A-2": 2, "A-31": 1, "A-32": 1, "A-4": 2}


def test_the_score_counts_what_was_carried_and_nothing_twice(assessment, steward):
    move(assessment, steward)
    result = queries.result_of(assessment)
    assert [(one.code, one.state, one.level) for one in result.criteria] == [
        ("A-1", State.ANSWERED, 1),
        ("A-2", State.ANSWERED, 2),
        ("A-31", State.ANSWERED, 3),
        ("A-32", State.ANSWERED, 3),
        ("A-4", State.ANSWERED, 2),
        ("B-1", State.PLANNED, None),
        ("C-1", State.NONE, None),
    ]
    assert (result.overall.answered, result.overall.applicable) == (6, 7)


def test_a_kept_answer_is_not_even_touched(assessment, steward):
    before = Answer.objects.get(assessment=assessment, criterion="B-1")
    move(assessment, steward)
    after = Answer.objects.get(assessment=assessment, criterion="B-1")
    assert (after.pk, after.revision, after.answered_at) == (before.pk, before.revision, before.answered_at)


def test_a_carried_answer_stays_its_authors_with_all_its_words(assessment, steward):
    move(assessment, steward, A_4="highest")
    row = Answer.objects.get(assessment=assessment, criterion="A-4")
    assert (row.level, row.comment, row.answered_by_id, row.answered_at) == (4, "Well done", steward.account_id, AT)


@pytest.mark.parametrize(("choice", "level"), [("lowest", 2), ("highest", 4)])
def test_a_merge_follows_the_choice(assessment, steward, choice, level):
    move(assessment, steward, A_4=choice)
    assert levels(assessment)["A-4"] == level


def test_one_may_choose_to_answer_again(assessment, steward):
    move(assessment, steward, A_2="ask", A_31="ask", A_4="ask")
    assert levels(assessment) == {"A-1": 1, "A-2": None, "A-31": None, "A-32": 3, "B-1": None}
    assert former(assessment)["1", "A-4"] == 2
    assert queries.result_of(assessment).overall.answered == 3


@pytest.mark.parametrize("choices", [{"A_4": "keep"}, {"A_2": "lowest"}, {"A_1": "ask"}, {"Z": "keep"}, {"A_4": "\0"}])
def test_a_choice_that_is_not_offered_is_refused_and_nothing_moves(assessment, steward, choices):
    before = everything(assessment)
    with pytest.raises(operations.Refused) as refused:
        move(assessment, steward, **choices)
    assert [fault.field for fault in refused.value.faults] == ["choices"]
    assessment.refresh_from_db()
    assert (everything(assessment), former(assessment), Move.objects.count()) == (before, {}, 0)


@pytest.mark.parametrize("to", ["1", "3", "", "\0"])
def test_one_moves_to_the_newest_version_only(assessment, steward, to):
    with pytest.raises(operations.AlreadyMoved):
        move(assessment, steward, to=to)


def test_one_moves_once(assessment, steward):
    stale = queries.assessments_of(steward.organisation_id).get()
    move(assessment, steward)
    with pytest.raises(operations.AlreadyMoved):
        move(stale, steward)


def test_a_closed_assessment_keeps_its_version(assessment, steward):
    operations.close(assessment, by=steward, at=AT)
    with pytest.raises(operations.AlreadyClosed):
        move(assessment, steward)
    assessment.refresh_from_db()
    assert (queries.newer_version_of(assessment), queries.plan_of(assessment)) == ("", None)
    assert queries.framework_of(assessment).version == "1"


def test_undoing_brings_everything_back_as_it_was(assessment, steward):
    before = everything(assessment)
    move(assessment, steward, A_2="ask", A_4="highest")
    done = undo(assessment, steward)
    assert everything(assessment) == before
    assert (former(assessment), done.undone_at) == ({}, LAST)
    assert queries.last_move_of(assessment) is None


def test_undoing_keeps_what_was_said_since_of_the_same_questions_and_sets_aside_the_rest(assessment, steward):
    move(assessment, steward, A_4="ask")
    say(assessment, steward, A_1=3, A_4=3, C_1=4)
    undo(assessment, steward)
    assert levels(assessment) == {"A-1": 3, "A-2": 4, "A-3": 3, "A-4": 2, "A-5": 4, "A-6": 1, "B-1": None}
    assert former(assessment) == {("2", "A-4"): 3, ("2", "C-1"): 4}


def test_what_was_set_aside_by_going_back_returns_with_the_version(assessment, steward):
    move(assessment, steward, A_4="ask")
    say(assessment, steward, A_4=3, C_1=4)
    undo(assessment, steward)
    move(assessment, steward, at=LAST)
    assert levels(assessment) == {"A-1": 1, "A-2": 2, "A-31": 3, "A-32": 3, "A-4": 2, "B-1": None, "C-1": 4}
    assert former(assessment)["2", "A-4"] == 3


def test_a_move_is_not_undone_once_a_carried_answer_was_changed(assessment, steward):
    move(assessment, steward)
    say(assessment, steward, A_31=1)
    before = everything(assessment)
    with pytest.raises(operations.AnsweredSince) as refused:
        undo(assessment, steward)
    assert refused.value.criteria == ("A-31",)
    assert everything(assessment) == before


def test_there_is_nothing_to_undo_before_a_move_nor_twice(assessment, steward):
    with pytest.raises(operations.NothingToUndo):
        undo(assessment, steward)
    move(assessment, steward)
    undo(assessment, steward)
    with pytest.raises(operations.NothingToUndo):
        undo(assessment, steward)


def test_a_closed_assessment_is_not_brought_back(assessment, steward):
    move(assessment, steward)
    operations.close(assessment, by=steward, at=LATER)
    with pytest.raises(operations.AlreadyClosed):
        undo(assessment, steward)


def test_one_goes_on_from_version_to_version_and_back_step_by_step(assessment, steward):
    move(assessment, steward)
    version("3", theme("A", criterion("A-31"), criterion("A-6")))
    move(assessment, steward, to="3", at=LAST)
    assert levels(assessment) == {"A-31": 3}
    assert {key for key in former(assessment) if key[0] == "2"} == {
        ("2", code) for code in ("A-1", "A-2", "A-32", "A-4", "B-1")
    }
    undo(assessment, steward)
    undo(assessment, steward)
    assert assessment.framework_version == "1"
    assert levels(assessment) == {"A-1": 1, "A-2": 4, "A-3": 3, "A-4": 2, "A-5": 4, "A-6": 1, "B-1": None}


def test_an_answer_given_to_the_version_just_left_is_refused(assessment, steward):
    stale = queries.assessments_of(steward.organisation_id).get()
    move(assessment, steward)
    with pytest.raises(operations.MovedMeanwhile):
        operations.answer(stale, criterion="A-1", values={"comment": "late"}, by=steward, at=LAST)


def test_this_years_themes_follow_their_criteria(steward):
    old()
    assessment = make_assessment(steward, framework="small", scope=Scope.THEMES, themes=["B"])
    new()
    move(assessment, steward)
    assert (assessment.themes, queries.result_of(assessment).not_this_year) == (["C"], ("A",))
    undo(assessment, steward)
    assert assessment.themes == ["B"]


def test_themes_that_are_all_gone_keep_the_assessment_where_it_is(steward):
    old()
    assessment = make_assessment(steward, framework="small", scope=Scope.THEMES, themes=["B"])
    version("2", theme("A", criterion("A-1")))
    with pytest.raises(operations.Refused):
        move(assessment, steward)


def test_it_is_told_to_whoever_listens(assessment, steward):
    heard = []

    def listen(signal, sender, **told):
        heard.append((sender.__name__, told["move"].undone_at, told["by"], told["at"]))

    signals.assessment_moved.connect(listen, weak=False)
    try:
        move(assessment, steward)
        undo(assessment, steward)
    finally:
        signals.assessment_moved.disconnect(listen)
    assert heard == [("Assessment", None, steward, LATER), ("Assessment", LAST, steward, LAST)]


def test_moves_and_former_answers_are_given_back_and_forgotten(assessment, steward):
    move(assessment, steward)
    taken = queries.export_of(steward.organisation_id)
    assert [(row["from_version"], row["to_version"]) for row in taken["moves"]] == [("1", "2")]
    assert [(row["version"], row["criterion"]) for row in taken["former_answers"]] == sorted(former(assessment))
    operations.erase(steward.organisation_id)
    assert {name: rows for name, rows in queries.export_of(steward.organisation_id).items() if rows} == {}


def test_another_organisation_sees_neither_moves_nor_former_answers(assessment, steward):
    move(assessment, steward)
    make_steward()
    assert (Move.objects.count(), FormerAnswer.objects.count()) == (0, 0)


def test_a_move_takes_as_many_statements_whatever_the_answers(steward, django_assert_num_queries):
    old()
    few = make_assessment(steward, framework="small")
    say(few, steward, A_2=1, A_3=1, A_6=1)
    many = make_assessment(steward, framework="small")
    say(many, steward, A_1=1, A_2=1, A_3=3, A_4=2, A_5=4, A_6=1, B_1=2)
    new()
    queries.plan_of(few)
    for assessment in (few, many):
        with django_assert_num_queries(11):
            operations.move_to_version(assessment, to="2", choices={}, by=steward, at=LATER)
        with django_assert_num_queries(12):
            operations.undo_move(assessment, by=steward, at=LAST)
