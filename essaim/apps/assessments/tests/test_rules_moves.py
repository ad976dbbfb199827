"""What answers become in a new version, on version pairs of any shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.apps.assessments import rules
from essaim.apps.assessments.enums import Choice, State
from essaim.apps.assessments.rules import Answer, Arrival
from essaim.apps.frameworks.rules import plan
from essaim.apps.frameworks.tests.factories import criterion
from essaim.apps.frameworks.tests.test_plans import pairs, version

ANSWERED = [Answer(State.ANSWERED, level, target=2) for level in (0, 1, 2)]
MERGE = plan(version(criterion("A-1"), criterion("A-2")), version(criterion("A-9", replaces=["A-1", "A-2"])))
UNSAID = {
    State.PLANNED: Answer(State.PLANNED),
    State.UNKNOWN: Answer(State.UNKNOWN),
    State.NONE: Answer(),
    State.NOT_APPLICABLE: Answer(State.NOT_APPLICABLE, reason="Not ours"),
}


@st.composite
def answered(draw):
    """Return a plan, answers to some criteria of the old version, and choices among those offered."""
    found = plan(*draw(pairs()))
    answers = {}
    for one in found.old.criteria:
        levels = [anchor.value for anchor in found.old.scale_of(one).anchors]
        said = st.builds(Answer, st.just(State.ANSWERED), st.sampled_from(levels), target=st.sampled_from(levels))
        if chosen := draw(st.none() | said | st.sampled_from(list(UNSAID.values()))):
            answers[one.code] = chosen
    offered = {code: rules.options(found, code) for code in found.sources if rules.options(found, code)}
    return found, answers, {code: draw(st.sampled_from(choices)) for code, choices in offered.items()}


@given(answered())
def test_what_arrives_comes_from_an_answer_and_stands_on_the_new_scale(case):
    found, answers, choices = case
    for code, arrival in rules.arrivals(found, answers, choices).items():
        assert arrival.source in found.sources[code]
        assert arrival.source in answers
        said = Answer(arrival.state, arrival.level, target=arrival.target, reason=answers[arrival.source].reason)
        new = found.new.criterion(code)
        rules.check_answer(said, new, found.new.scale_of(new))


@given(answered())
def test_no_criterion_is_given_an_answer_twice_and_a_choice_to_ask_gives_no_level(case):
    found, answers, choices = case
    given_ = rules.arrivals(found, answers, choices)
    assert rules.unmoved(found).isdisjoint(given_)
    asked = [code for code, choice in choices.items() if choice == Choice.ASK and code in given_]
    assert {(given_[code].state, given_[code].level) for code in asked} <= {(State.NONE, None)}


@given(answered())
def test_a_question_without_a_doubt_always_keeps_its_answer(case):
    found, answers, choices = case
    given_ = rules.arrivals(found, answers, choices)
    for passage in found.passages:
        sure = len(passage.targets) == 1 and not rules.options(found, passage.targets[0])
        if sure and passage.code in answers and passage.code not in rules.unmoved(found):
            assert given_[passage.targets[0]].source == passage.code


@pytest.mark.parametrize(
    ("first", "second", "choice", "source"),
    [
        (ANSWERED[2], ANSWERED[1], Choice.LOWEST, "A-2"),
        (ANSWERED[2], ANSWERED[1], Choice.HIGHEST, "A-1"),
        (ANSWERED[1], ANSWERED[1], Choice.LOWEST, "A-1"),
        (ANSWERED[1], UNSAID[State.PLANNED], Choice.LOWEST, "A-2"),
        (ANSWERED[1], UNSAID[State.PLANNED], Choice.HIGHEST, "A-1"),
        (UNSAID[State.UNKNOWN], ANSWERED[0], Choice.LOWEST, "A-2"),
        (UNSAID[State.NOT_APPLICABLE], UNSAID[State.UNKNOWN], Choice.LOWEST, "A-2"),
        (UNSAID[State.NOT_APPLICABLE], UNSAID[State.NONE], Choice.HIGHEST, "A-2"),
    ],
)
def test_one_answer_speaks_for_several(first, second, choice, source):
    (arrival,) = rules.arrivals(MERGE, {"A-1": first, "A-2": second}, {"A-9": choice}).values()
    assert arrival.source == source


def test_the_usual_choices_are_the_prudent_ones():
    assert rules.options(MERGE, "A-9") == (Choice.LOWEST, Choice.HIGHEST, Choice.ASK)
    both = {"A-1": ANSWERED[2], "A-2": ANSWERED[1]}
    assert rules.arrivals(MERGE, both, {}) == {"A-9": Arrival("A-2", State.ANSWERED, 1, 2)}
    assert rules.arrivals(MERGE, both, {"A-9": Choice.ASK}) == {}
