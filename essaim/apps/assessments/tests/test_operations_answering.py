import pytest

from essaim.apps.assessments import operations, queries, signals
from essaim.apps.assessments.enums import AnswerFault, State
from essaim.apps.assessments.models import Answer
from essaim.apps.assessments.tests.factories import AT, LATER, held, say
from essaim.apps.organisations.tests.factories import make_member
from essaim.kernel import history

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(assessment, steward):
    """Answer `A-1` with some values."""

    def answered(revision=None, criterion="A-1", by=steward, at=AT, **values):
        return operations.answer(assessment, criterion=criterion, values=values, revision=revision, by=by, at=at)

    return answered


def faults(refused):
    return [(fault.criterion, fault.field, str(fault.sentence)) for fault in refused.value.faults]


def test_an_answer_is_kept_with_who_and_when(answer, assessment, steward):
    kept = answer(state="answered", level=3, importance=4, target=4, comment=" Depuis 2019 ", assignee="Ada")
    assert kept == held(assessment)
    assert (kept.state, kept.level, kept.importance, kept.target) == ("answered", 3, 4, 4)
    assert (kept.comment, kept.assignee, kept.reason, kept.next_step) == ("Depuis 2019", "Ada", "", "")
    assert (kept.organisation_id, kept.answered_by_id, kept.answered_at) == (
        steward.organisation_id,
        steward.account_id,
        AT,
    )
    assert kept.revision == 1


def test_only_the_given_fields_change(answer, assessment):
    answer(state="answered", level=3, importance=4, comment="Depuis 2019")
    kept = answer(next_step="Le dire à l’assemblée")
    assert (kept.level, kept.importance, kept.comment) == (3, 4, "Depuis 2019")
    assert (kept.next_step, kept.revision) == ("Le dire à l’assemblée", 2)
    assert held(assessment).next_step == "Le dire à l’assemblée"


def test_a_comment_may_come_before_any_state(answer):
    assert (answer(comment="À voir").state, answer(importance=3).comment) == (State.NONE, "À voir")


def test_a_field_is_emptied_by_saying_so(answer):
    answer(state="answered", level=3, importance=4, target=2, comment="Depuis 2019")
    kept = answer(importance=None, target=None, comment="")
    assert (kept.importance, kept.target, kept.comment, kept.level) == (None, None, "", 3)


@pytest.mark.parametrize("state", ["planned", "unknown", "none"])
def test_a_state_without_a_level_clears_the_level(answer, state):
    answer(state="answered", level=3)
    kept = answer(state=state)
    assert (kept.state, kept.level) == (state, None)


def test_the_same_answer_again_changes_nothing(answer, assessment):
    first = answer(state="answered", level=3)
    again = answer(state="answered", level=3, at=LATER)
    assert (again.revision, again.answered_at) == (first.revision, AT)
    assert history.events_of(Answer).count() == 1


def test_the_right_revision_passes_and_the_next_one_comes_back(answer):
    assert answer(revision=0, state="planned").revision == 1
    assert answer(revision=1, state="unknown").revision == 2


def test_a_stale_revision_is_refused_with_both_values(answer, assessment):
    answer(state="answered", level=3, comment="D’Ada")
    answer(state="answered", level=1, comment="De Blaise")
    with pytest.raises(operations.StaleRevision) as stale:
        answer(revision=1, state="planned")
    (conflict,) = stale.value.conflicts
    assert (conflict.criterion, conflict.held.level, conflict.held.comment) == ("A-1", 1, "De Blaise")
    assert conflict.given == {"state": "planned", "level": None}
    assert held(assessment).level == 1


def test_thinking_that_nobody_answered_is_stale_too(answer):
    answer(state="planned")
    with pytest.raises(operations.StaleRevision):
        answer(revision=0, state="unknown")


def test_a_revision_of_an_answer_that_does_not_exist_is_stale(answer, assessment):
    with pytest.raises(operations.StaleRevision) as stale:
        answer(revision=3, state="planned")
    assert stale.value.conflicts[0].held is None
    assert queries.answers_of(assessment) == {}


def test_a_stale_revision_that_says_the_same_is_no_conflict(answer):
    answer(state="planned")
    answer(comment="Au printemps")
    assert answer(revision=1, state="planned").revision == 2


def test_without_a_revision_the_last_one_wins_and_history_keeps_the_former(answer, assessment, steward):
    colleague = make_member(steward.organisation)
    answer(state="answered", level=3)
    assert answer(state="answered", level=1, by=colleague, at=LATER).answered_by_id == colleague.account_id
    events = history.events_of(Answer).filter(criterion="A-1")
    assert list(events.values_list("pgh_label", "level", "revision")) == [("insert", 3, 1), ("update", 1, 2)]


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"state": "answered"}, "level", "Choose a level, or say that you don’t know."),
        ({"state": "answered", "level": 7}, "level", "This level is not on the scale of this criterion."),
        ({"state": "planned", "level": 1}, "level", "Only the state “answered” takes a level."),
        ({"level": 1}, "level", "Only the state “answered” takes a level."),
        ({"state": "not_applicable", "reason": " "}, "reason", "Say in a few words why this is not for you."),
        ({"importance": 5}, "importance", "Importance goes from 1 (minor) to 4 (crucial)."),
        ({"target": 9}, "target", "This target is not on the scale of this criterion."),
        ({"comment": "x" * 5001}, "comment", "This text is 5001 characters long; 5000 at most can be kept."),
        ({"reason": "x" * 301}, "reason", "This text is 301 characters long; 300 at most can be kept."),
        ({"assignee": "x" * 121}, "assignee", "This text is 121 characters long; 120 at most can be kept."),
        ({"next_step": "x" * 501}, "next_step", "This text is 501 characters long; 500 at most can be kept."),
        ({"comment": "a\0b"}, "comment", "This text holds a character that cannot be kept."),
        ({"comment": "a\ud800b"}, "comment", "This text holds a character that cannot be kept."),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(answer, assessment, settings, values, field, sentence):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(operations.Refused) as refused:
        answer(**values)
    assert faults(refused) == [("A-1", field, sentence)]
    assert queries.answers_of(assessment) == {}


def test_the_longest_comment_is_kept(answer):
    assert answer(comment="é" * 5000).comment == "é" * 5000


def test_an_unknown_criterion_is_refused(answer):
    with pytest.raises(operations.Refused) as refused:
        answer(criterion="Z-9", state="planned")
    assert [(fault.criterion, fault.field) for fault in refused.value.faults] == [("Z-9", "criterion")]


def test_the_reason_of_what_is_not_applicable_cannot_be_taken_away(answer, assessment):
    answer(state="not_applicable", reason="Pas de local")
    with pytest.raises(operations.Refused) as refused:
        answer(reason="")
    assert [fault.field for fault in refused.value.faults] == ["reason"]
    assert held(assessment).reason == "Pas de local"


def test_the_reason_stays_when_the_state_changes(answer):
    answer(state="not_applicable", reason="Pas de local")
    assert answer(state="answered", level=2).reason == "Pas de local"


def test_many_answers_are_kept_at_once(assessment, steward):
    values = {"A-1": {"state": "answered", "level": 3}, "B-1": {"importance": 4}, "A-2": {"state": "planned"}}
    kept = operations.answer_many(assessment, values=values, by=steward, at=AT)
    assert kept == queries.answers_of(assessment)
    assert {code: (row.state, row.level, row.importance) for code, row in kept.items()} == {
        "A-1": ("answered", 3, None),
        "A-2": ("planned", None, None),
        "B-1": ("none", None, 4),
    }


def test_of_many_answers_each_changes_its_own_fields(assessment, steward):
    say(assessment, steward, A_1=1, B_1=2)
    values = {"A-1": {"comment": "Un"}, "B-1": {"assignee": "Ada"}}
    kept = operations.answer_many(assessment, values=values, by=steward, at=AT)
    assert [(row.level, row.comment, row.assignee) for row in kept.values()] == [(1, "Un", ""), (2, "", "Ada")]


def test_one_stale_answer_among_many_leaves_all_as_they_were(assessment, steward):
    say(assessment, steward, A_1=1, B_1=2)
    values = {"A-1": {"state": "planned"}, "B-1": {"state": "planned"}}
    with pytest.raises(operations.StaleRevision) as stale:
        operations.answer_many(assessment, values=values, revisions={"A-1": 1, "B-1": 9}, by=steward, at=AT)
    assert [conflict.criterion for conflict in stale.value.conflicts] == ["B-1"]
    assert [row.level for row in queries.answers_of(assessment).values()] == [1, 2]


def test_all_faults_of_many_answers_are_named_and_nothing_is_kept(assessment, steward):
    values = {
        "A-1": {"state": "answered", "level": 7},
        "A-2": {"state": "planned"},
        "B-1": {"state": "not_applicable", "comment": "x" * 5001},
    }
    with pytest.raises(operations.Refused) as refused:
        operations.answer_many(assessment, values=values, by=steward, at=AT)
    named = [(fault.criterion, fault.field) for fault in refused.value.faults]
    assert named == [("A-1", "level"), ("B-1", "comment"), ("B-1", "reason")]
    assert queries.answers_of(assessment) == {}


def test_a_closed_assessment_takes_no_answer(answer, assessment, steward):
    say(assessment, steward, A_1=1, A_2=2, B_1=3)
    operations.close(assessment, by=steward, at=AT)
    with pytest.raises(operations.AlreadyClosed):
        answer(state="planned")
    with pytest.raises(operations.AlreadyClosed):
        operations.answer_many(assessment, values={"A-1": {"state": "planned"}}, by=steward, at=AT)
    assert held(assessment).level == 1


def test_an_answer_is_announced(answer, assessment, steward):
    heard = []

    def hear(sender, assessment, criteria, by, at, **kwargs):
        heard.append((assessment, criteria, by, at))

    signals.assessment_answered.connect(hear)
    try:
        answer(state="planned")
    finally:
        signals.assessment_answered.disconnect(hear)
    assert heard == [(assessment, ("A-1",), steward, AT)]


@pytest.mark.parametrize(("count", "statements"), [(1, 1), (2, 3), (3, 3)])
def test_many_answers_take_one_statement(assessment, steward, count, statements, django_assert_num_queries):
    values = {code: {"state": "planned"} for code in ("A-1", "A-2", "B-1")[:count]}
    with django_assert_num_queries(statements):  # from two on, between savepoint and release
        operations.answer_many(assessment, values=values, by=steward, at=AT)


def test_one_answer_takes_one_statement(answer, assessment, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer(state="planned")
    with django_assert_num_queries(1):
        answer(revision=1, state="unknown")


VIEWS = [{"level": 1, "reason": "Nothing is written."}, {"level": 3, "reason": "We all do it."}]


def test_people_who_do_not_agree_keep_both_views(answer, assessment):
    kept = answer(state="unknown", views=VIEWS)
    assert (held(assessment).state, kept.level, kept.views) == ("unknown", None, VIEWS)


def test_an_agreed_level_takes_the_place_of_both_views(answer, assessment):
    answer(state="unknown", views=VIEWS)
    answer(state="answered", level=2)
    assert (held(assessment).level, held(assessment).views) == (2, [])


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"views": VIEWS}, AnswerFault.VIEWS_UNEXPECTED),
        ({"state": "planned", "views": VIEWS}, AnswerFault.VIEWS_UNEXPECTED),
        ({"state": "unknown", "views": VIEWS[:1]}, AnswerFault.VIEWS_TWO),
        ({"state": "unknown", "views": [VIEWS[0]] * 2}, AnswerFault.VIEWS_TWO),
        (
            {"state": "unknown", "views": [VIEWS[0], {"level": 9, "reason": "Why not."}]},
            AnswerFault.LEVEL_OUTSIDE_SCALE,
        ),
        (
            {"state": "unknown", "views": [VIEWS[0], {"level": 3, "reason": " "}]},
            AnswerFault.VIEW_REASON_MISSING,
        ),
    ],
)
def test_half_a_disagreement_is_refused(answer, assessment, values, fault):
    with pytest.raises(operations.Refused) as refused:
        answer(**values)
    assert faults(refused) == [("A-1", "views", str(fault.label))]
    assert not queries.answers_of(assessment)


def test_who_moderates_without_an_account_answers_in_nobody_s_name(answer):
    assert answer(state="answered", level=2, by=None).answered_by_id is None


def test_a_comment_on_a_disagreement_leaves_both_views(answer):
    answer(state="unknown", views=VIEWS)
    assert answer(state="unknown", comment="In March again.").views == VIEWS
