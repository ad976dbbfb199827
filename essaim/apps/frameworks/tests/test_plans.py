"""Every answer of the old version is found again exactly once."""

from collections import Counter
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.enums import Fate
from essaim.apps.frameworks.rules.plans import levels
from essaim.apps.frameworks.tests.factories import criterion, framework, scale, text, theme

SCALES = {
    "levels": (0, 1, 2),
    "four": (0, 1, 2, 3),
    "five": (0, 1, 2, 3, 4),
    "from-one": (1, 2, 3, 4, 5),
    "yes-no": (0, 1),
    "far": (-10, 5, 100),
}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def version(*criteria, **changes):
    """Return a version with these criteria in one theme."""
    return framework(theme("A", *criteria), scales=[scale(code, values) for code, values in SCALES.items()], **changes)


def fates(plan):
    return {passage.code: (passage.fate, *passage.targets) for passage in plan.passages}


def test_the_same_version_keeps_everything():
    plan = rules.plan(framework(), framework())
    assert fates(plan) == {code: (Fate.KEPT, code) for code in ("A-1", "A-2", "B-1")}
    assert [passage.changes for passage in plan.passages] == [(), (), ()]
    assert (plan.added, plan.merged, plan.to_confirm, plan.unknown) == ((), (), (), ())


def test_a_criterion_with_another_question_is_reworded_and_both_are_shown():
    before, after = version(criterion("A-1")), version(criterion("A-1", question=text("other")))
    plan = rules.plan(before, after)
    (passage,) = plan.passages
    assert (passage.fate, passage.targets) == (Fate.REWORDED, ("A-1",))
    assert [(one.label, one.before.en, one.after.en) for one in passage.changes] == [("Question", "A-1?", "other")]
    assert plan.to_confirm == ("A-1",)


def test_a_criterion_with_other_levels_is_reworded():
    own = [text("none"), text("some"), text("all")]
    plan = rules.plan(version(criterion("A-1")), version(criterion("A-1", anchors=own)))
    (passage,) = plan.passages
    assert passage.fate == Fate.REWORDED
    assert [(one.label, one.before.en, one.after.en) for one in passage.changes] == [
        ("Level 0", "words", "none"),
        ("Level 1", "words", "some"),
        ("Level 2", "words", "all"),
    ]


def test_a_level_called_otherwise_rewords_no_question():
    renamed = scale()
    renamed["anchors"][1]["label"] = text("In place")
    plan = rules.plan(framework(), framework(scales=[renamed]))
    passage, *_others = plan.passages
    assert (passage.fate, passage.changes) == (Fate.KEPT, ())


def test_a_criterion_with_another_title_or_help_is_kept():
    (passage,) = rules.plan(
        version(criterion("A-1")), version(criterion("A-1", title=text("new"), help=text("h")))
    ).passages
    assert passage.fate == Fate.KEPT
    assert [(one.label, one.before, one.after.en) for one in passage.changes] == [
        ("Title", rules.Text(**text("A-1")), "new"),
        ("Help", None, "h"),
    ]


def test_another_weight_or_practice_changes_no_meaning():
    plan = rules.plan(version(criterion("A-1")), version(criterion("A-1", weight=2, essential=True)))
    assert fates(plan) == {"A-1": (Fate.KEPT, "A-1")}


def test_a_criterion_in_another_theme_is_moved():
    before = framework(theme("A", criterion("A-1"), criterion("A-2")), theme("B", criterion("B-1")))
    after = framework(theme("A", criterion("A-1")), theme("B", criterion("B-1"), criterion("A-2")))
    plan = rules.plan(before, after)
    assert fates(plan) == {"A-1": (Fate.KEPT, "A-1"), "A-2": (Fate.MOVED, "A-2"), "B-1": (Fate.KEPT, "B-1")}
    assert plan.passage("A-2").themes == ("A", "B")


def test_one_criterion_becomes_several():
    plan = rules.plan(
        version(criterion("A-1")),
        version(criterion("A-2", replaces=["A-1"]), criterion("A-3", replaces=["A-1"]), criterion("A-4")),
    )
    assert fates(plan) == {"A-1": (Fate.SPLIT, "A-2", "A-3")}
    assert (plan.added, plan.to_confirm) == (("A-4",), ("A-2", "A-3"))


def test_a_criterion_that_stays_may_be_split_too():
    plan = rules.plan(version(criterion("A-1")), version(criterion("A-1"), criterion("A-2", replaces=["A-1"])))
    assert fates(plan) == {"A-1": (Fate.SPLIT, "A-1", "A-2")}


def test_several_criteria_become_one():
    plan = rules.plan(
        version(criterion("A-1"), criterion("A-2"), criterion("A-3")),
        version(criterion("A-1", replaces=["A-2"]), criterion("A-3")),
    )
    assert fates(plan) == {"A-1": (Fate.MERGED, "A-1"), "A-2": (Fate.MERGED, "A-1"), "A-3": (Fate.KEPT, "A-3")}
    assert (plan.merged, plan.sources["A-1"]) == (("A-1",), ("A-1", "A-2"))


def test_a_new_code_for_the_same_question_keeps_the_answer():
    same = criterion("A-1")
    plan = rules.plan(version(same), version(same | {"code": "A-9", "replaces": ["A-1"]}))
    assert fates(plan) == {"A-1": (Fate.KEPT, "A-9")}
    assert plan.passage("A-1").is_renamed
    assert (plan.added, plan.unknown) == ((), ())


def test_what_nothing_takes_the_place_of_is_set_aside():
    plan = rules.plan(version(criterion("A-1"), criterion("A-2")), version(criterion("A-2")))
    assert fates(plan) == {"A-1": (Fate.ORPHANED,), "A-2": (Fate.KEPT, "A-2")}


def test_codes_the_old_version_does_not_have_are_named():
    plan = rules.plan(version(criterion("A-1")), version(criterion("A-1", replaces=["Z-9", "A-0"])))
    assert (fates(plan), plan.unknown) == ({"A-1": (Fate.KEPT, "A-1")}, ("A-0", "Z-9"))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("five", "five", {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}),
        ("five", "from-one", {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}),
        ("five", "levels", {0: 0, 1: 0, 2: 1, 3: 1, 4: 2}),
        ("five", "four", {0: 0, 1: 1, 2: 1, 3: 2, 4: 3}),
        ("levels", "yes-no", {0: 0, 1: 0, 2: 1}),
        ("yes-no", "five", {0: 0, 1: 4}),
        ("five", "far", {0: -10, 1: 5, 2: 5, 3: 100, 4: 100}),
    ],
)
def test_a_level_goes_to_the_nearest_one_by_proportion_and_to_the_lower_of_two(before, after, expected):
    plan = rules.plan(version(criterion("A-1", scale=before)), version(criterion("A-1", scale=after)))
    assert plan.levels("A-1", "A-1") == expected
    assert plan.rescaled("A-1", "A-1") == ({} if before == after else expected)
    assert plan.passage("A-1").fate == (Fate.KEPT if before == after else Fate.REWORDED)


CODES = [f"C-{number}" for number in range(12)]


@st.composite
def pairs(draw):
    """Return two versions that share some codes: words, themes, scales and replacements at random."""

    def one(codes, replaceable):
        criteria = [
            criterion(
                code,
                question=text(draw(st.sampled_from(["same", "other"]))),
                scale=draw(st.sampled_from(sorted(SCALES))),
                replaces=draw(st.lists(st.sampled_from(replaceable), max_size=3)) if draw(st.booleans()) else [],
            )
            for code in codes
        ]
        cut = draw(st.integers(1, len(criteria)))
        themes = [theme("A", *criteria[:cut])] + ([theme("B", *criteria[cut:])] if criteria[cut:] else [])
        return framework(*themes, scales=[scale(code, values) for code, values in SCALES.items()])

    chosen = st.lists(st.sampled_from(CODES), min_size=1, unique=True)
    return one(draw(chosen), CODES), one(draw(chosen), CODES)


@given(pairs())
def test_every_answer_is_found_again_exactly_once_kept_mapped_or_set_aside(pair):
    old, new = pair
    plan = rules.plan(old, new)
    assert Counter(passage.code for passage in plan.passages) == Counter(old.codes)
    assert Counter(code for fate in Fate for code in (one.code for one in plan.of(fate))) == Counter(old.codes)
    for passage in plan.passages:
        arrivals = [code for code, sources in plan.sources.items() if passage.code in sources]
        assert list(passage.targets) == arrivals
        if passage.fate == Fate.ORPHANED:
            assert arrivals == []
        elif passage.fate == Fate.SPLIT:
            assert len(arrivals) > 1
        else:
            assert len(arrivals) == 1
            assert (len(plan.sources[arrivals[0]]) > 1) == (passage.fate == Fate.MERGED)
        if passage.code in new.codes:
            assert passage.code in passage.targets


@given(pairs())
def test_every_new_criterion_is_explained_exactly_once(pair):
    old, new = pair
    plan = rules.plan(old, new)
    alone = {passage.targets[0] for passage in plan.passages if passage.fate in {Fate.KEPT, Fate.MOVED}}
    explained = [*plan.added, *plan.merged, *plan.to_confirm, *alone]
    assert Counter(explained) == Counter(new.codes)


@given(st.sampled_from(sorted(SCALES)), st.sampled_from(sorted(SCALES)))
def test_levels_keep_their_order_and_their_ends(before, after):
    lower, upper = (rules.Scale.model_validate(scale(code, SCALES[code])) for code in (before, after))
    moved = levels(lower, upper)
    assert list(moved) == [anchor.value for anchor in lower.anchors]
    assert list(moved.values()) == sorted(moved.values())
    assert (moved[lower.bottom], moved[lower.top]) == (upper.bottom, upper.top)
    for value, found in moved.items():
        distance = abs(upper.share(found) - lower.share(value))
        assert distance == min(abs(upper.share(one.value) - lower.share(value)) for one in upper.anchors)
        assert distance <= Fraction(1)


@given(pairs())
def test_there_and_back_a_version_meets_itself(pair):
    old, _ = pair
    bare = old.model_copy(
        update={
            "themes": tuple(
                one.model_copy(update={"criteria": tuple(c.model_copy(update={"replaces": ()}) for c in one.criteria)})
                for one in old.themes
            )
        }
    )
    plan = rules.plan(bare, rules.Framework.model_validate(bare.model_dump()))
    assert {passage.fate for passage in plan.passages} == {Fate.KEPT}
