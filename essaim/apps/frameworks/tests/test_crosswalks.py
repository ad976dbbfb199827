"""What answers in one referential say of another: only what somebody wrote down as the same practice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.enums import Doubt
from essaim.apps.frameworks.tests.factories import criterion, framework, scale, text, theme


def linked(code, *targets, to="theirs", note=None):
    links = [{"target": to, "code": target} | ({"note": text(note)} if note else {}) for target in targets]
    return criterion(code, mappings=links)


def ours(*criteria, declares=("theirs",), **changes):
    references = [{"code": code, "title": text(code)} for code in declares]
    return framework(theme("A", *criteria), code="ours", references=references, **changes)


def theirs(*codes, **changes):
    return framework(theme("X", *map(criterion, codes or ("X-1", "X-2", "X-3"))), code="theirs", **changes)


def crosswalk(answered, to_fill):
    return rules.crosswalk(answered, to_fill, are_versions=answered.code == to_fill.code)


def feeds(answered, to_fill):
    return [(one.criterion, one.sources, one.doubt) for one in crosswalk(answered, to_fill).feeds]


def test_a_link_feeds_in_both_directions():
    mine = ours(linked("A-1", "X-2"), criterion("A-2"))
    assert feeds(theirs(), mine) == [("A-1", ("X-2",), None)]
    assert feeds(mine, theirs()) == [("X-2", ("A-1",), None)]


def test_several_practices_may_feed_one():
    mine = ours(linked("A-1", "X-2", "X-1"))
    assert feeds(theirs(), mine) == [("A-1", ("X-2", "X-1"), None)]


def test_one_practice_that_feeds_several_is_a_doubt():
    mine = ours(linked("A-1", "X-1"), linked("A-2", "X-1"), linked("A-3", "X-2"))
    assert feeds(theirs(), mine) == [
        ("A-1", ("X-1",), Doubt.SPLIT),
        ("A-2", ("X-1",), Doubt.SPLIT),
        ("A-3", ("X-2",), None),
    ]


def test_a_link_to_a_criterion_that_is_not_there_feeds_nothing():
    assert feeds(theirs("X-1"), ours(linked("A-1", "X-9"))) == []


def test_a_shared_subject_is_not_the_same_practice():
    first = framework(theme("A", linked("A-1", "6.2.3", to="iso26000")), code="first")
    second = framework(theme("X", linked("X-1", "6.2.3", to="iso26000")), code="second")
    assert feeds(first, second) == []


def test_a_subject_of_the_platform_is_no_practice_even_where_a_referential_bears_its_name():
    mine = ours(linked("A-1", "6.2.3", to="iso26000"), declares=())
    namesake = framework(theme("X", criterion("6.2.3")), code="iso26000")
    assert feeds(namesake, mine) == []


@pytest.mark.parametrize(
    ("note", "doubt"),
    [("equal", None), ("equal: the same", None), ("subset", Doubt.LOOSE), ("intersect: a part", Doubt.LOOSE)],
)
def test_a_link_that_says_how_close_it_is_is_believed(note, doubt):
    assert feeds(theirs(), ours(linked("A-1", "X-1", note=note))) == [("A-1", ("X-1",), doubt)]


def test_a_link_of_another_tool_means_no_more_than_a_meeting_unless_it_says_equal():
    names = {"library": "urn:a", "framework": "urn:b", "ref_id": "B", "locale": "fr"}
    assert feeds(theirs(), ours(linked("A-1", "X-1"), origin=names)) == [("A-1", ("X-1",), Doubt.LOOSE)]
    assert feeds(theirs(), ours(linked("A-1", "X-1", note="equal"), origin=names)) == [("A-1", ("X-1",), None)]


def test_the_surer_of_two_links_between_the_same_practices_counts():
    declared = {"references": [{"code": "ours", "title": text()}], "code": "theirs"}
    back = framework(theme("X", linked("X-1", "A-1", to="ours")), **declared)
    assert feeds(back, ours(linked("A-1", "X-1", note="subset"))) == [("A-1", ("X-1",), None)]


def test_the_next_version_is_fed_by_code_and_by_what_it_replaces():
    before = framework(theme("A", *map(criterion, ("A-1", "A-2", "A-3", "A-4", "A-5", "A-6"))))
    after = framework(
        theme(
            "A",
            criterion("A-1"),
            criterion("A-2", question=text("clearer?")),
            criterion("A-31", replaces=["A-3"]),
            criterion("A-32", replaces=["A-3"]),
            criterion("A-4", replaces=["A-5"]),
            criterion("A-7"),
        ),
        version="2",
    )
    assert feeds(before, after) == [
        ("A-1", ("A-1",), None),
        ("A-2", ("A-2",), Doubt.REWORDED),
        ("A-31", ("A-3",), Doubt.SPLIT),
        ("A-32", ("A-3",), Doubt.SPLIT),
        ("A-4", ("A-4", "A-5"), None),
    ]


def test_a_referential_that_only_bears_the_same_code_feeds_nothing():
    one, other = framework(), framework()
    assert rules.crosswalk(one, other, are_versions=False).feeds == ()


def test_levels_go_by_proportion():
    mine = ours(linked("A-1", "X-1"), scales=[scale(values=(0, 1, 2, 3, 4))])
    assert crosswalk(theirs(scales=[scale(values=(1, 2, 3))]), mine).levels("X-1", "A-1") == {1: 0, 2: 2, 3: 4}


CODES = st.lists(st.sampled_from([f"X-{number}" for number in range(1, 6)]), unique=True)


@given(st.lists(CODES, min_size=1, max_size=5), st.lists(st.booleans(), min_size=5, max_size=5))
def test_whatever_is_linked_each_feed_leads_somewhere_and_back(links, there):
    kept = [f"X-{number}" for number, is_there in enumerate(there, 1) if is_there] or ["X-1"]
    mine = ours(*(linked(f"A-{number}", *targets) for number, targets in enumerate(links, 1)))
    other = theirs(*kept)
    forward = {(one, source) for one, sources, _ in feeds(other, mine) for source in sources}
    back = {(source, one) for one, sources, _ in feeds(mine, other) for source in sources}
    assert forward == back
    assert forward == {
        (f"A-{number}", code) for number, targets in enumerate(links, 1) for code in targets if code in kept
    }


def test_a_referential_feeds_itself_whole_without_a_doubt(our_framework):
    assert feeds(our_framework, our_framework) == [(one.code, (one.code,), None) for one in our_framework.criteria]
