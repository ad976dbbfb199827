import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.rules import Framework
from essaim.apps.frameworks.tests.factories import criterion, scale, source, theme
from essaim.apps.organisations.rules import digest
from essaim.apps.workshops import rules
from essaim.apps.workshops.rules import Said


@pytest.fixture(scope="module")
def framework() -> Framework:
    from essaim.apps.frameworks import operations

    return operations.check(source(theme("A", criterion("A-1")), scales=[scale(values=(0, 1, 2))]))


@pytest.mark.parametrize(
    "said",
    [
        *[Said(State.ANSWERED, level) for level in (0, 1, 2)],
        *[Said(state) for state in (State.PLANNED, State.UNKNOWN, State.NOT_APPLICABLE, State.NONE)],
    ],
)
def test_a_level_of_the_scale_or_a_state_alone_is_taken(framework, said):
    assert rules.check_voice("A-1", said, framework) is None


@pytest.mark.parametrize(
    "said", [Said(State.ANSWERED), Said(State.ANSWERED, 3), Said(State.ANSWERED, -1), Said(State.UNKNOWN, 1)]
)
def test_anything_else_is_refused_with_its_practice(framework, said):
    with pytest.raises(rules.VoiceRefused) as refused:
        rules.check_voice("A-1", said, framework)
    assert (refused.value.criterion, refused.value.field) == ("A-1", "level")


@given(st.text())
def test_neither_what_a_seat_keeps_nor_what_a_ballot_bears_is_what_opens_it(link_secret):
    opens = rules.ballot_secret(link_secret)
    kept = {digest(link_secret), rules.ballot_id(opens), rules.ballot_id(link_secret)}
    assert opens not in kept
    assert rules.ballot_secret(digest(link_secret)) != opens
