"""What a visitor's browser keeps: nothing is lost on the way, and it stays small."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.apps.assessments import rules
from essaim.apps.assessments.enums import Importance, State
from essaim.apps.assessments.rules import Answer, Trial
from essaim.apps.assessments.tests.grids import criterion, framework, guide, one_theme, scale, theme
from essaim.apps.frameworks.rules import Profile

DAY = date(2026, 3, 12)
UNSAID = Profile(None, None, None)
WIDE = scale(-1000, -999, 999, 1000)
WEIGHED = [None, *Importance]
SILENT = (State.PLANNED, State.NOT_APPLICABLE, State.UNKNOWN)
ANSWERS = [
    *(Answer(State.ANSWERED, anchor.value, weighed) for anchor in WIDE.anchors for weighed in WEIGHED),
    *(Answer(state, importance=weighed) for state in SILENT for weighed in WEIGHED),
    *(Answer(importance=weighed) for weighed in Importance),
]
NUMBERS = st.none() | st.integers(0, 2**31 - 1)
FAMILIES = st.sampled_from([None, "association", "commercial_ess", "other"])
PROFILES = st.builds(Profile, NUMBERS, NUMBERS, FAMILIES)
LARGEST_COOKIE = 3_500
SIGNED = len("essaim_trial=") + len(":1vOqXk:") + 43  # the name, the time in base 62, SHA-256 in base 64


@given(st.lists(st.sampled_from([None, *ANSWERS]), min_size=1, max_size=60), st.integers(1, 50), PROFILES)
def test_what_was_said_comes_back_as_it_went_and_fits(answers, length, profile):
    codes = [f"A-{number}" for number in range(len(answers))]
    document = framework(theme("A", *map(criterion, codes)), scales=(WIDE,), version="v" * length)
    said = {code: answer for code, answer in zip(codes, answers, strict=True) if answer}
    trial = Trial("small", document.version, DAY, profile, said)
    text = rules.pack(trial, document)
    assert rules.unpack(text, document) == trial
    assert len(text) + SIGNED <= LARGEST_COOKIE


def test_the_longest_answers_to_sixty_criteria_fit_at_the_end_of_a_large_referential():
    codes = [f"{number:050d}" for number in range(1, 2001)]
    document = framework(theme("A", *map(criterion, codes)), scales=(WIDE,), version="v" * 50)
    longest = Answer(State.ANSWERED, -1000, Importance.CRUCIAL)
    said = dict.fromkeys(codes[-60:], longest)
    trial = Trial("c" * 50, document.version, DAY, Profile(2**31 - 1, 2**31 - 1, "commercial_ess"), said)
    assert len(rules.pack(trial, document)) + SIGNED == 935


def test_what_does_not_fit_is_refused_as_a_whole():
    document = one_theme(1_000)
    said = dict.fromkeys(document.codes, Answer(State.ANSWERED, 4, Importance.USEFUL))
    trial = Trial("small", "1", DAY, UNSAID, said)
    with pytest.raises(rules.TrialTooLong):
        rules.pack(trial, document)


def test_a_trial_of_the_guide_is_a_short_line():
    said = {"GOV-2": Answer(State.ANSWERED, 3), "EMP-1": Answer(State.UNKNOWN, importance=Importance.CRUCIAL)}
    trial = Trial("small", "1", DAY, Profile(9, None, "association"), said)
    assert rules.pack(trial, guide()) == "1~small~1~2026-03-12~9..association~1.3~d.u!4"


def test_what_the_version_does_not_know_is_left_out_and_the_rest_holds():
    kept = rules.unpack("1~small~1~2026-03-12~x.y~0.3~1.9!2~2.p~zz.1~nonsense~~-1.2", one_theme(3))
    assert (kept.profile, kept.answers) == (
        UNSAID,
        {
            "A-1": Answer(State.ANSWERED, 3),
            "A-2": Answer(importance=Importance.USEFUL),
            "A-3": Answer(State.PLANNED),
        },
    )


@pytest.mark.parametrize(
    "text", ["", "1", "2~small~1~2026-03-12~..~0.3", "1~sm all~1~2026-03-12~..", "1~small~~2026-03-12~..", "1~small~1"]
)
def test_what_is_not_a_trial_speaks_of_no_referential(text):
    with pytest.raises(rules.TrialUnreadable):
        rules.subject_of(text)


def test_a_trial_without_its_day_is_not_one():
    with pytest.raises(rules.TrialUnreadable):
        rules.unpack("1~small~1~yesterday~..~0.3", one_theme(3))
