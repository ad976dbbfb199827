"""A question that waits for others: asked, left aside, or asked because nothing is known yet."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.apps.assessments.enums import Scope, State, WhyNull
from essaim.apps.assessments.rules import Answer, assess, explain
from essaim.apps.frameworks.rules import AskedWhen, Prerequisite

from .grids import ANYONE, NOBODY, NOT_CONCERNED, PLANNED, UNKNOWN, at, criterion, framework, theme, without
from .test_rules_laws import ANSWERS, figures, frameworks, full, rebuilt


def after(code, **levels):
    return Prerequisite(answer_to=code, **levels)


def waiting(code, *every, some=(), **given):
    return criterion(code, asked_when=AskedWhen(all=every, any=some), **given)


def grid(*criteria, **given):
    return framework(theme("A", criterion("A-1"), *criteria), theme("B", criterion("B-1")), **given)


def aside(result):
    return [one.code for one in result.criteria if one.exclusion]


FOLLOWED = grid(waiting("A-2", after("A-1", at_least=2)))


@pytest.mark.parametrize(
    ("answer", "left_aside"),
    [
        (at(1), ["A-2"]),
        (at(2), []),
        (PLANNED, ["A-2"]),
        (NOT_CONCERNED, ["A-2"]),
        (UNKNOWN, []),
        (Answer(), []),
        (Answer(importance=4), []),
    ],
)
def test_only_an_answer_that_is_known_leaves_a_question_aside(answer, left_aside):
    assert aside(full(FOLLOWED, {"A-1": answer})) == left_aside


def test_a_question_left_aside_counts_nowhere_and_says_why():
    result = full(FOLLOWED, {"A-1": at(1), "A-2": at(4, importance=4), "B-1": at(4)})
    one = result.criteria[1]
    assert (one.state, one.level, one.is_applicable, one.kept_aside) == (
        State.NOT_APPLICABLE,
        None,
        False,
        at(4, importance=4),
    )
    assert one.exclusion.reason.en == "Asked only when the answer to “words” is “level 2” or above."
    assert (one.exclusion.fact, one.exclusion.waits_for) == ("", ("A-1",))
    assert (result.overall.score, result.overall.answered, result.overall.applicable) == (Fraction(125, 2), 2, 2)
    (left_out,) = explain(result).themes["A"].left_out
    assert (left_out.code, left_out.by_answers, left_out.by_profile, left_out.lowers_coverage) == (
        "A-2",
        True,
        False,
        False,
    )


def test_its_answer_comes_back_with_the_question():
    answers = {"A-1": at(1), "A-2": at(4)}
    assert full(FOLLOWED, answers).criteria[1].level is None
    assert full(FOLLOWED, {**answers, "A-1": at(3)}).criteria[1].level == 4


def test_what_waits_for_a_question_left_aside_is_left_aside_with_it():
    chain = grid(waiting("A-2", after("A-1", at_least=2)), waiting("A-3", after("A-2", at_most=1)))
    assert aside(full(chain, {"A-1": at(0), "A-2": at(1)})) == ["A-2", "A-3"]
    assert aside(full(chain, {"A-1": at(3), "A-2": at(1)})) == []
    assert aside(full(chain, {"A-1": at(3), "A-2": at(2)})) == ["A-3"]


def test_one_way_in_is_enough_where_any_is_asked():
    either = grid(criterion("A-2"), waiting("A-3", some=(after("A-1", at_least=2), after("A-2", among=(4,)))))
    assert aside(full(either, {"A-1": NOT_CONCERNED, "A-2": at(4)})) == []
    assert aside(full(either, {"A-1": NOT_CONCERNED, "A-2": at(3)})) == ["A-3"]
    assert aside(full(either, {"A-1": at(0)})) == []


def test_the_order_of_the_document_does_not_matter():
    early = framework(theme("A", waiting("A-1", after("A-2", at_least=1)), criterion("A-2")))
    assert aside(full(early, {"A-2": at(0)})) == ["A-1"]


def test_the_profile_speaks_first_and_what_waits_follows():
    ruled = grid(waiting("A-2", after("A-1", at_least=1)), rules=(without("employees", "A-1"),))
    result = full(ruled, {"A-1": at(4)}, NOBODY)
    assert [(one.code, one.exclusion.fact, one.exclusion.waits_for) for one in result.criteria if one.exclusion] == [
        ("A-1", "employees", ()),
        ("A-2", "", ("A-1",)),
    ]


def test_a_question_of_another_year_leaves_nothing_aside():
    apart = framework(theme("A", criterion("A-1")), theme("B", waiting("B-1", after("A-1", at_least=2))))
    result = assess(apart, {"A-1": at(0)}, scope=Scope.THEMES, themes=["B"], profile=ANYONE)
    assert aside(result) == []


def test_answers_change_neither_the_short_set_nor_what_stands_in():
    first = theme(
        "A",
        criterion("A-1", essential=True),
        waiting("A-2", after("A-1", at_least=2), essential=True),
        criterion("A-3"),
        essential_fallback="A-3",
    )
    result = assess(framework(first), {"A-1": at(0)}, scope=Scope.ESSENTIAL, profile=ANYONE)
    assert ([one.code for one in result.criteria], aside(result), result.fallbacks) == (["A-1", "A-2"], ["A-2"], ())


def test_a_theme_whose_questions_all_wait_is_silent_without_being_missing():
    apart = framework(theme("A", criterion("A-1")), theme("B", waiting("B-1", after("A-1", at_least=2))))
    result = full(apart, {"A-1": at(0)})
    assert (result.themes[1].applicable, result.themes[1].coverage, result.overall.why_null) == (0, None, None)
    assert full(apart, {"A-1": at(2)}).overall.why_null == WhyNull.COVERAGE


def levels(own):
    return st.sampled_from([anchor.value for anchor in own.anchors])


@st.composite
def conditional(draw):
    """Return a framework where some criteria wait for earlier ones, with answers, and the same without conditions."""
    plain = draw(frameworks())
    earlier, given = [], {}
    for one in plain.criteria:
        named = draw(st.lists(st.sampled_from(earlier), max_size=3)) if earlier else []
        bounds = {code: draw(levels(plain.scale_of(plain.criterion(code)))) for code in named}
        every, some = [], []
        for code, value in bounds.items():
            how = draw(st.sampled_from([{"at_least": value}, {"at_most": value}, {"among": (value,)}]))
            draw(st.sampled_from([every, some])).append(after(code, **how))
        if every or some:
            given[one.code] = AskedWhen(all=tuple(every), any=tuple(some))
        earlier.append(one.code)
    answers = {one.code: draw(ANSWERS[one.scale]) for one in plain.criteria}
    whole = rebuilt(
        plain,
        lambda one: tuple(kept.model_copy(update={"asked_when": given.get(kept.code)}) for kept in one.criteria),
    )
    return plain, whole, answers


@given(conditional())
def test_conditions_count_like_not_concerned_said_by_hand(case):
    plain, whole, answers = case
    result = full(whole, answers)
    gone = {code: Answer(State.NOT_APPLICABLE, reason="Not asked.") for code in aside(result)}
    assert figures(result) == figures(full(plain, {**answers, **gone}))


@given(conditional())
def test_what_is_not_known_leaves_nothing_aside(case):
    plain, whole, answers = case
    waited = {code for one in whole.criteria if one.asked_when for code in one.asked_when.codes}
    silent = {code: replace(one, state=State.UNKNOWN, level=None) for code, one in answers.items() if code in waited}
    open_ended = {**answers, **silent}
    assert aside(full(whole, open_ended)) == []
    assert figures(full(whole, open_ended)) == figures(full(plain, open_ended))


@given(conditional(), st.data())
def test_an_answer_to_a_question_left_aside_moves_no_number_and_is_kept(case, data):
    _, whole, answers = case
    result = full(whole, answers)
    for code in aside(result):
        other = data.draw(ANSWERS[whole.criterion(code).scale])
        changed = full(whole, {**answers, code: other})
        assert figures(changed) == figures(result)
        (one,) = [one for one in changed.criteria if one.code == code]
        assert one.kept_aside == (other if other != Answer() else None)


@given(conditional())
def test_each_question_is_asked_or_left_aside_as_its_condition_says(case):
    _, whole, answers = case
    result = full(whole, answers)
    at_level = {one.code: one for one in result.criteria}

    def verdict(one):
        other = at_level[one.answer_to]
        if not other.is_applicable:
            return False
        level = other.scale.bottom if other.state == State.PLANNED else other.level
        return None if level is None else one.admits(level)

    for one in whole.criteria:
        asked = one.asked_when.holds(map(verdict, one.asked_when.prerequisites)) if one.asked_when else True
        assert (one.code in aside(result)) is (asked is False)
