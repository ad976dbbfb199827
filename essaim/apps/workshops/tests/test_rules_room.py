from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.apps.assessments.tests.grids import PRACTICE, scale
from essaim.apps.workshops import rules
from essaim.apps.workshops.enums import Mode, Phase
from essaim.apps.workshops.rules import Named, Practice, Revealed, Spoken

FIVE = scale(1, 2, 3, 4, 5, code="five")
TEN = scale(0, 5, 10, code="ten")
STATES = ("planned", "unknown", "not_applicable")
COUNT = st.integers(0, 12)
LEVELS = st.dictionaries(st.sampled_from([str(level) for level in range(5)]), COUNT)
CELLS = st.dictionaries(st.sampled_from([*map(str, range(5)), *STATES]), COUNT)
AT = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)


def spoken(group="board", **people):
    return [Spoken(group, "", cell.removeprefix("l"), count) for cell, count in people.items()]


@given(CELLS)
def test_spread_is_a_share_and_nothing_only_where_everybody_stands_at_one_place(cells):
    apart = rules.spread(cells, PRACTICE)
    stands = {
        level if level != "planned" else "0" for level, count in cells.items() if count and level not in STATES[1:]
    }
    assert (apart is None) == (not stands)
    assert apart is None or 0 <= apart <= 1
    assert apart is None or (apart == 0) == (len(stands) == 1)


@given(LEVELS)
def test_spread_is_the_same_upside_down_and_on_another_scale_of_the_same_shape(cells):
    turned = {str(4 - int(level)): count for level, count in cells.items()}
    moved = {str(int(level) + 1): count for level, count in cells.items()}
    assert rules.spread(cells, PRACTICE) == rules.spread(turned, PRACTICE) == rules.spread(moved, FIVE)


@given(CELLS, COUNT, COUNT)
def test_who_does_not_know_or_is_not_concerned_moves_no_spread(cells, unknown, not_for_us):
    others = {**cells, "unknown": unknown, "not_applicable": not_for_us}
    assert rules.spread(others, PRACTICE) == rules.spread(cells, PRACTICE)


@given(CELLS)
def test_no_level_is_offered_that_nobody_said_and_never_more_than_two_neighbours(cells):
    found = rules.agenda([Practice("A", PRACTICE, cells)])
    for item in found.together:
        assert 1 <= len(item.levels) <= 2
        assert item.levels[-1] - item.levels[0] == len(item.levels) - 1
        assert item.levels == rules.levels_said(cells, PRACTICE)
    assert all(item.levels == () for item in found.talk)


@pytest.mark.parametrize(
    ("cells", "levels"),
    [
        ({"2": 7}, (2,)),
        ({"2": 3, "3": 4}, (2, 3)),
        ({"0": 3, "planned": 4}, (0,)),
        ({"planned": 2, "1": 4}, (0, 1)),
        ({"2": 5, "unknown": 4}, (2,)),
    ],
)
def test_practices_within_one_level_are_accepted_together(cells, levels):
    assert rules.agenda([Practice("A", PRACTICE, cells)]).together[0].levels == levels


@pytest.mark.parametrize(
    "cells",
    [
        {"1": 3, "3": 3},
        {"2": 6, "not_applicable": 1},
        {"2": 3, "unknown": 3},
        {"unknown": 6},
        {"planned": 3, "2": 3},
    ],
)
def test_practices_further_apart_or_that_few_can_tell_are_talked_about(cells):
    found = rules.agenda([Practice("A", PRACTICE, cells)])
    assert ([item.code for item in found.talk], found.together) == (["A"], ())


def test_neighbours_of_a_scale_with_wide_steps_are_one_level_apart():
    assert rules.agenda([Practice("A", TEN, {"5": 3, "10": 3})]).together[0].levels == (5, 10)


def test_the_widest_spread_comes_first_ties_follow_the_framework_and_what_nobody_knows_comes_last():
    split, near, unknown = {"0": 3, "4": 3}, {"1": 3, "3": 3}, {"unknown": 6}
    practices = [("A", unknown), ("B", near), ("C", split), ("D", near)]
    found = rules.agenda(Practice(code, PRACTICE, cells) for code, cells in practices)
    assert [item.code for item in found.talk] == ["C", "B", "D", "A"]


def test_half_against_half_is_wider_than_one_against_all():
    one, half = {"0": 1, "4": 9}, {"1": 5, "3": 5}
    assert rules.spread(one, PRACTICE) == Fraction(1, 5)
    assert rules.spread(half, PRACTICE) == Fraction(5, 18)


def test_what_is_not_revealed_waits_in_the_order_of_the_framework():
    found = rules.agenda([Practice("A", PRACTICE), Practice("B", PRACTICE, {"2": 5}), Practice("C", PRACTICE)])
    assert (found.codes, [item.code for item in found.waiting]) == (("B", "A", "C"), ["A", "C"])


CODES = st.lists(st.text("ABCDEF", min_size=1, max_size=4), unique=True, max_size=40)


@given(CODES, st.integers(0, 20), st.integers(0, 300), st.integers(-60, 300))
def test_the_time_shared_is_never_more_than_the_time_there_is(codes, together, minutes, gone):
    since, ends = AT + timedelta(minutes=gone), AT + timedelta(minutes=minutes)
    plan = rules.schedule(codes, together=together, since=since, ends=ends, minutes=minutes)
    assert [slot.code for slot in plan.slots] + list(plan.waits) == codes
    times = [since, *([plan.together.ends] if plan.together else [])]
    times += [time for slot in plan.slots for time in (slot.begins, slot.ends)]
    assert times == sorted(times)
    assert not plan.slots or (5 <= plan.minutes_each <= 15 and times[-1] <= plan.closing <= ends)
    assert not plan.waits or (plan.closing - times[-1]) < timedelta(minutes=5 + len(plan.slots))


def test_ninety_minutes_hold_eight_practices_and_what_is_accepted_together():
    codes = list("ABCDEFGH")
    plan = rules.schedule(codes, together=12, since=AT, ends=AT + timedelta(minutes=90), minutes=90)
    assert (plan.minutes_each, len(plan.slots), plan.waits) == (9, 8, ())
    assert [slot.begins.strftime("%H:%M") for slot in plan.slots[:2]] == ["14:05", "14:14"]
    assert plan.closing == AT + timedelta(minutes=81)


def test_what_a_short_meeting_has_no_room_for_waits():
    plan = rules.schedule(list("ABCD"), together=0, since=AT, ends=AT + timedelta(minutes=20), minutes=20)
    assert ([slot.code for slot in plan.slots], plan.waits, plan.minutes_each) == (["A", "B", "C"], ("D",), 6)


def test_past_its_end_a_meeting_has_room_for_nothing():
    plan = rules.schedule(["A"], together=1, since=AT, ends=AT - timedelta(minutes=1), minutes=60)
    assert (plan.together, plan.slots, plan.waits) == (None, (), ("A",))


def test_a_practice_knows_its_own_time():
    plan = rules.schedule(["A", "B"], together=0, since=AT, ends=AT + timedelta(minutes=12), minutes=12)
    assert plan.slot_of("B").ends == plan.ends - timedelta(minutes=1) - timedelta(minutes=1)
    assert plan.slot_of("C") is None


SPOKEN = st.lists(
    st.builds(
        Spoken, st.sampled_from(["board", "team", "others"]), st.just(""), st.sampled_from([*"01234", *STATES]), COUNT
    )
)


@given(SPOKEN, LEVELS)
def test_what_is_revealed_is_of_five_people_at_least_and_comes_back_from_where_it_is_stored(said, hands):
    shown = rules.reveal(said, hands=hands, mode=Mode.APART)
    for cells in (shown.cells, *shown.groups.values()):
        assert not cells or sum(cells.values()) >= 5
    assert rules.from_plain(shown.plain()) == shown
    assert shown.names == ()


def test_three_people_and_three_hands_are_told_nothing_of():
    hands = {"2": 3}
    assert rules.reveal(spoken(l1=3), hands=hands, mode=Mode.APART) == Revealed()


def test_five_people_and_three_hands_are_told_together():
    shown = rules.reveal(spoken(l1=5), hands={"2": 3}, mode=Mode.APART)
    assert (shown.cells, shown.groups, shown.has_hidden) == ({"1": 5, "2": 3}, {}, True)


def test_hands_alone_are_enough():
    shown = rules.reveal([], hands={"2": 6}, mode=Mode.APART)
    assert (shown.cells, shown.groups, shown.left_out) == ({"2": 6}, {"hands": {"2": 6}}, 0)


def test_three_people_beside_twelve_hands_are_left_out_and_it_is_said():
    shown = rules.reveal(spoken(l1=3), hands={"2": 12}, mode=Mode.APART)
    assert (shown.cells, shown.left_out) == ({"2": 12}, 3)


@given(SPOKEN, LEVELS, st.sampled_from(Mode))
def test_whether_there_is_enough_to_reveal_is_known_from_numbers_alone(said, hands, mode):
    said = [Spoken(one.group, "name" if mode == Mode.NAMED else "", one.cell, one.people) for one in said if one.people]
    people = {}
    for one in said:
        people[one.group] = people.get(one.group, 0) + one.people
    assert rules.is_enough(people, hands=hands, mode=mode) == bool(rules.reveal(said, hands=hands, mode=mode).cells)


def test_with_names_each_is_shown_however_few_and_who_gave_no_name_is_not():
    said = [Spoken("board", "Zoé", "3"), Spoken("team", "Ali", "1"), Spoken("team", "", "1")]
    shown = rules.reveal(said, hands={}, mode=Mode.NAMED)
    assert shown.names == (Named("Ali", "team", "1"), Named("Zoé", "board", "3"))
    assert (shown.cells, shown.people, shown.groups) == ({"1": 1, "3": 1}, 2, {})
    assert rules.from_plain(shown.plain()) == shown


def test_by_show_of_hands_nothing_is_revealed():
    assert rules.reveal(spoken(l1=9), hands={"2": 9}, mode=Mode.HANDS) == Revealed()


def test_an_answer_is_counted_at_its_level_or_at_its_state():
    assert [rules.cell_of("answered", 0), rules.cell_of("unknown", None)] == ["0", "unknown"]


def test_hands_are_counted_by_level_and_state_and_empty_counts_are_dropped():
    assert rules.check_hands({"0": 2, "3": 0, "unknown": 1}, PRACTICE) == {"0": 2, "unknown": 1}


@pytest.mark.parametrize("hands", [{"7": 1}, {"2": -1}, {"2": 1001}, {"none": 1}])
def test_hands_that_cannot_be_are_refused(hands):
    with pytest.raises(ValueError, match=r"\{"):
        rules.check_hands(hands, PRACTICE)


def clock(minutes, *, lasting=15):
    return rules.Clock(AT, AT + timedelta(minutes=lasting), AT + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("minutes", "phase", "left", "gone"),
    [
        (-1, Phase.BEFORE, 16, 0),
        (0, Phase.RUNNING, 15, 0),
        (0.5, Phase.RUNNING, 15, 33),
        (11.9, Phase.RUNNING, 4, 793),
        (12, Phase.ENDING, 3, 800),
        (14.9, Phase.ENDING, 1, 993),
        (15, Phase.OVER, 0, 1000),
        (40, Phase.OVER, 0, 1000),
    ],
)
def test_a_time_is_to_come_goes_on_comes_to_its_end_and_is_over(minutes, phase, left, gone):
    shown = clock(minutes)
    assert (shown.phase, shown.minutes_left, shown.gone) == (phase, left, gone)


def test_two_minutes_at_least_are_kept_to_conclude():
    assert [clock(minutes, lasting=5).phase for minutes in (2.9, 3)] == [Phase.RUNNING, Phase.ENDING]
    assert clock(0, lasting=1).phase == Phase.ENDING


def test_a_meeting_without_any_time_is_over():
    assert (clock(0, lasting=0).phase, clock(0, lasting=0).gone) == (Phase.OVER, 1000)


@pytest.mark.parametrize(
    ("said", "are_apart"), [({}, False), ({"1": 3, "2": 2}, False), ({"0": 3, "3": 2}, True), ({"unknown": 5}, True)]
)
def test_what_is_agreed_wants_its_reason_where_people_stood_more_than_a_level_apart(said, are_apart):
    assert rules.are_apart(said, FIVE) == are_apart
