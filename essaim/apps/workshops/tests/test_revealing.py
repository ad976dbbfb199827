import pytest
from django.db import IntegrityError, connection, transaction

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.tests.factories import AT, LATER
from essaim.apps.workshops import operations, queries, rules
from essaim.apps.workshops.enums import GroupKind, Mode
from essaim.apps.workshops.models import Deliberation, Workshop
from essaim.apps.workshops.tests.factories import group_of, make_workshop, voices
from essaim.kernel import history, tenancy

pytestmark = pytest.mark.django_db


def reveal(workshop, *codes):
    return operations.reveal(workshop, criteria=codes or ["A-1"], at=LATER)


def shown(workshop, code="A-1"):
    return rules.from_plain(queries.deliberations_of(workshop)[code].tally)


def volunteers(workshop):
    return group_of(workshop, GroupKind.VOLUNTEERS)


def test_what_is_revealed_is_counted_once_and_kept(workshop):
    voices(workshop, [0, 1, 1, 3, 4])
    revealed = reveal(workshop)
    assert {code: row.revealed_at for code, row in revealed.items()} == {"A-1": LATER}
    assert shown(workshop).cells == {"0": 1, "1": 2, "3": 1, "4": 1}
    assert shown(workshop).groups == {str(group_of(workshop).pk): {"0": 1, "1": 2, "3": 1, "4": 1}}


def test_revealing_begins_the_meeting_so_that_nobody_changes_how_people_look_together(workshop):
    voices(workshop, [2] * 5)
    reveal(workshop)
    with pytest.raises(operations.AlreadyStarted):
        operations.choose_mode(workshop, mode=Mode.NAMED)


def test_a_group_of_four_is_never_told_apart_nor_the_other_one(workshop):
    voices(workshop, [0] * 4)
    voices(workshop, [4] * 9, group=volunteers(workshop))
    reveal(workshop)
    assert (shown(workshop).cells, shown(workshop).groups, shown(workshop).has_hidden) == ({"0": 4, "4": 9}, {}, True)


def test_four_people_are_not_revealed_and_may_still_be_joined(workshop):
    voices(workshop, [2] * 4)
    with pytest.raises(operations.TooFew):
        reveal(workshop)
    assert queries.revealed_in(workshop) == frozenset()
    voices(workshop, [2] * 5)
    assert set(reveal(workshop)) == {"A-1"}


def test_all_that_was_collected_is_revealed_at_once_but_what_too_few_spoke_of(workshop):
    voices(workshop, [2] * 6)
    voices(workshop, [1] * 4, code="A_2")
    voices(workshop, [3] * 5, code="B_1")
    assert set(reveal(workshop, "A-1", "A-2", "B-1")) == {"A-1", "B-1"}


def test_what_is_revealed_is_not_revealed_again(workshop):
    voices(workshop, [2] * 5)
    reveal(workshop)
    with pytest.raises(operations.AlreadyRevealed):
        reveal(workshop)


def test_another_practice_is_revealed_without_moving_the_first(workshop):
    voices(workshop, [2] * 5)
    reveal(workshop)
    before = queries.deliberations_of(workshop)["A-1"].tally
    voices(workshop, [3] * 5, code="A_2")
    assert set(reveal(workshop, "A-1", "A-2")) == {"A-2"}
    assert queries.deliberations_of(workshop)["A-1"].tally == before


@pytest.mark.parametrize("change", ["tally = '{}'", "tally = NULL", "revealed_at = NULL", "revealed_at = now()"])
def test_the_database_itself_lets_nothing_revealed_move(workshop, change):
    voices(workshop, [2] * 5)
    reveal(workshop)
    with pytest.raises(IntegrityError, match="does not move"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE workshops_deliberation SET {change}")


def test_a_practice_that_is_not_looked_at_is_not_revealed(workshop):
    with pytest.raises(operations.NotInTheRoom):
        reveal(workshop, "Z-9")


def test_nothing_is_revealed_once_the_workshop_is_over(workshop):
    operations.close(workshop, at=LATER)
    for intention in (
        lambda: reveal(workshop),
        lambda: operations.begin(workshop, at=LATER),
        lambda: operations.count_hands(workshop, criterion="A-1", hands={"2": 5}),
    ):
        with pytest.raises(operations.WorkshopOver):
            intention()


def test_a_meeting_begins_once(workshop):
    assert operations.begin(workshop, at=AT).started_at == AT
    assert operations.begin(workshop, at=LATER).started_at == AT


def test_by_show_of_hands_nothing_is_revealed_nor_counted(steward, assessment):
    workshop = make_workshop(steward, assessment, mode=Mode.HANDS)
    with pytest.raises(operations.NothingCounted):
        reveal(workshop)
    with pytest.raises(operations.NothingCounted):
        operations.count_hands(workshop, criterion="A-1", hands={"2": 9})
    assert not Deliberation.objects.exists()


def test_with_names_each_is_shown_with_what_they_said_however_few(steward, assessment):
    workshop = make_workshop(steward, assessment, mode=Mode.NAMED)
    for name, level in (("Zoé", 1), ("Ali", 3)):
        operations.join(workshop, secret=name, group=group_of(workshop), name=name)
        said = {"A-1": rules.Said(State.ANSWERED, level)}
        operations.say(workshop, secret=name, group=group_of(workshop), asked=["A-1"], voices=said)
    tenancy.set_secret("")
    reveal(workshop)
    assert [(one.name, one.cell) for one in shown(workshop).names] == [("Ali", "3"), ("Zoé", "1")]


def test_hands_counted_in_the_room_are_revealed_with_the_rest(workshop):
    voices(workshop, [1] * 6)
    operations.count_hands(workshop, criterion="A-1", hands={"3": 7, "0": 0})
    assert Deliberation.objects.get().hands == {"3": 7}
    reveal(workshop)
    assert shown(workshop).groups == {str(group_of(workshop).pk): {"1": 6}, "hands": {"3": 7}}
    assert shown(workshop).cells == {"1": 6, "3": 7}


def test_three_voices_beside_twelve_hands_are_left_out(workshop):
    voices(workshop, [0] * 3)
    operations.count_hands(workshop, criterion="A-1", hands={"3": 12})
    reveal(workshop)
    assert (shown(workshop).cells, shown(workshop).left_out) == ({"3": 12}, 3)


def test_hands_are_counted_again_or_taken_back_before_revealing(workshop):
    operations.count_hands(workshop, criterion="A-1", hands={"3": 7})
    operations.count_hands(workshop, criterion="A-1", hands={"2": 5})
    assert Deliberation.objects.get().hands == {"2": 5}
    operations.count_hands(workshop, criterion="A-1", hands={"2": 0})
    assert Deliberation.objects.get().hands is None


def test_hands_are_not_counted_after_revealing_since_the_difference_would_tell_them(workshop):
    voices(workshop, [1] * 6)
    reveal(workshop)
    with pytest.raises(operations.AlreadyRevealed):
        operations.count_hands(workshop, criterion="A-1", hands={"3": 1})


@pytest.mark.parametrize("hands", [{"9": 1}, {"2": -1}])
def test_hands_that_cannot_be_are_refused(workshop, hands):
    with pytest.raises(ValueError, match=r"-?[0-9]"):
        operations.count_hands(workshop, criterion="A-1", hands=hands)


def test_neither_the_export_nor_history_holds_hands_that_are_not_revealed(workshop):
    operations.count_hands(workshop, criterion="A-1", hands={"3": 7})
    kept = str(queries.export_of(workshop.organisation_id)) + str(list(history.events_of(Deliberation).values()))
    assert ("hands" in kept, "'3'" in kept) == (False, False)


def test_revealing_takes_as_many_statements_whatever_the_number_of_voices(workshop, django_assert_num_queries):
    voices(workshop, [1] * 5)
    with django_assert_num_queries(11):
        reveal(workshop)
    voices(workshop, [1] * 30, code="A_2")
    voices(workshop, [1] * 30, code="B_1")
    with django_assert_num_queries(10):
        reveal(workshop, "A-2", "B-1")
    assert Workshop.objects.get().started_at == LATER
