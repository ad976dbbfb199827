from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from essaim.kernel.disclosure import THRESHOLD, disclose

CELLS = st.dictionaries(st.integers(0, 4), st.integers(0, 8), max_size=5)
COUNTS = st.dictionaries(st.sampled_from("abcdef"), CELLS, max_size=6)
WITH_KNOWN = st.tuples(COUNTS, st.sets(st.sampled_from("abcdef"), max_size=2))


def size(cells):
    return sum(cells.values())


def of(*sizes):
    """Return groups a, b, c… of these sizes, everybody in one cell."""
    return {name: {2: number} for name, number in zip("abcdef", sizes, strict=False)}


def deducible(told, counts, seen=()):
    """Return each set of people that sums and differences of what is told, and of what was seen, tell apart."""
    tables = [told.counted] if told.whole else []
    tables += [{name} for name in {*told.groups, *(name for name in seen if name in counts)}]
    found = []
    for signs in product((-1, 0, 1), repeat=len(tables)):
        weights = {
            name: sum(sign for sign, table in zip(signs, tables, strict=True) if name in table) for name in counts
        }
        if set(weights.values()) <= {0, 1}:
            found.append({name for name, weight in weights.items() if weight and size(counts[name])})
    return found


@given(COUNTS)
def test_no_sum_or_difference_of_what_is_told_isolates_one_to_four_people(counts):
    told = disclose(counts)
    for people in deducible(told, counts):
        total = sum(size(counts[name]) for name in people)
        assert total == 0 or total >= THRESHOLD


@given(WITH_KNOWN)
def test_whoever_saw_some_groups_isolates_nobody_among_the_others(drawn):
    counts, seen = drawn
    told = disclose(counts, known=seen)
    for people in deducible(told, counts, seen):
        others = sum(size(counts[name]) for name in people - seen)
        assert others == 0 or others >= THRESHOLD


@given(WITH_KNOWN)
def test_what_is_told_is_true_and_of_enough_people(drawn):
    counts, seen = drawn
    told = disclose(counts, known=seen)
    assert told.groups.keys() <= told.counted
    assert all(told.groups[name] == counts[name] for name in told.groups)
    for cells in (told.whole, *told.groups.values()):
        assert not cells or size(cells) >= THRESHOLD
    for cell in range(5):
        assert told.whole.get(cell, 0) == sum(counts[name].get(cell, 0) for name in told.counted)


PEOPLE = st.lists(st.sampled_from("abc"), min_size=4, max_size=16)


@given(PEOPLE.flatmap(lambda groups: st.tuples(st.just(groups), *[st.sets(st.sampled_from(range(len(groups))))] * 2)))
def test_two_questions_that_different_people_answered_isolate_nobody_together(drawn):
    groups, *answered = drawn
    tables = []
    for question, people in enumerate(answered):
        counts = {name: {2: sum(groups[person] == name for person in people)} for name in "abc"}
        told = disclose(counts)
        shown = [told.counted if told.whole else set(), *({name} for name in told.groups)]
        tables += [{(person, question) for person in people if groups[person] in names} for names in shown]
    for signs in product((-1, 0, 1), repeat=len(tables)):
        weights = Counter()
        for sign, table in zip(signs, tables, strict=True):
            weights.update(dict.fromkeys(table, sign))
        if set(weights.values()) <= {0, 1}:
            alone = Counter(question for (_, question), weight in weights.items() if weight)
            assert all(number >= THRESHOLD for number in alone.values())


@given(COUNTS, st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9), max_size=6))
def test_of_those_who_may_have_been_counted_twice_enough_others_are_always_there(counts, twice):
    told = disclose(counts, twice=twice)
    people = {name: max(0, size(counts[name]) - twice.get(name, 0)) for name in counts}
    for names in deducible(told, counts):
        assert not names or sum(people[name] for name in names) >= THRESHOLD


@given(COUNTS)
def test_nobody_is_left_out_of_the_whole_when_it_is_told(counts):
    told = disclose(counts)
    assert not told.whole or told.counted == {name for name in counts if size(counts[name])}


def test_four_people_are_told_nothing_of():
    assert disclose(of(4)) == disclose({})


def test_five_people_are_told_of():
    assert disclose(of(5)).whole == {2: 5}


def test_a_group_of_four_stands_in_the_whole_only_and_takes_the_next_smallest_with_it():
    told = disclose(of(4, 6, 9))
    assert (set(told.groups), told.hidden, told.whole) == ({"c"}, {"a", "b"}, {2: 19})


def test_two_small_groups_that_are_enough_together_hide_nobody_else():
    assert set(disclose(of(2, 3, 9)).groups) == {"c"}


def test_of_two_groups_a_small_one_hides_both():
    told = disclose(of(3, 12))
    assert (told.groups, told.whole) == ({}, {2: 15})


def test_an_empty_group_hides_nobody():
    assert set(disclose(of(0, 5)).groups) == {"b"}


def test_hands_that_everybody_saw_do_not_give_the_three_others_away():
    told = disclose({"apart": {0: 3}, "hands": {2: 12}}, known={"hands"})
    assert (told.whole, told.groups, told.counted) == ({2: 12}, {"hands": {2: 12}}, {"hands"})


def test_a_few_hands_stand_in_the_whole_with_enough_other_people():
    told = disclose({"apart": {0: 8}, "hands": {2: 3}}, known={"hands"})
    assert (told.whole, told.groups) == ({0: 8, 2: 3}, {})


def test_hands_of_two_moments_that_everybody_saw_are_told_together_only():
    told = disclose({"before": {0: 3}, "after": {2: 7}}, known={"before", "after"})
    assert (told.whole, told.groups) == ({0: 3, 2: 7}, {})
