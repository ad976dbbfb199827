"""Two texts, word by word."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.apps.frameworks.rules.words import runs, same_words

TEXTS = st.text(alphabet="aàb  \u202f’'-,.?{}", max_size=40) | st.text(max_size=30)


def told(before, after):
    signs = {"kept": "=", "removed": "-", "added": "+"}
    return [signs[run.kind] + (run.after or run.before).strip() for run in runs(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("", "Une règle.", ["+Une règle."]),
        ("Une règle.", "", ["-Une règle."]),
        ("Une règle écrite.", "Une règle écrite.", ["=Une règle écrite."]),
        ("Une règle écrite.", "Une règle écrite et connue.", ["=Une règle écrite", "+et connue", "=."]),
        ("L’équipe décide ?", "L’association décide ?", ["=L’", "-équipe", "+association", "=décide ?"]),
        ("at least 10.5 hours", "at least 12 hours", ["=at least", "-10.5", "+12", "=hours"]),
    ],
)  # fmt: skip
def test_words_are_kept_removed_or_added(before, after, expected):
    assert told(before, after) == expected


def test_how_words_are_typed_is_not_what_they_say():
    before, after = "L'équipe décide ? « Oui » 10-12", "L’équipe  décide\u202f? «\u00a0Oui\u00a0» 10‑12"
    assert [run.kind for run in runs(before, after)] == ["kept"]
    assert same_words(before, after) is True
    assert same_words("L’équipe décide", "L’équipe décida") is False


def test_a_little_word_between_two_changes_is_told_with_them():
    assert told("Le plan de gestion est lu à tous.", "Le plan par étapes de travail est lu à tous.") == [
        "=Le plan", "-de gestion", "+par étapes de travail", "=est lu à tous.",
    ]  # fmt: skip
    assert told("Nous le savons et le disons.", "Nous la voyons et la disons.") == [
        "=Nous", "-le savons et le", "+la voyons et la", "=disons.",
    ]  # fmt: skip


def test_texts_with_little_in_common_are_read_one_after_the_other():
    before, after = "Nous ne le faisons pas encore.", "Rien n’est écrit : on en parle, une fois par an."
    assert told(before, after) == [f"-{before}", f"+{after}"]


@given(before=TEXTS, after=TEXTS)
def test_the_runs_give_both_texts_back(before, after):
    found = runs(before, after)
    assert "".join(run.before for run in found) == before
    assert "".join(run.after for run in found) == after
    assert all(same_words(run.before, run.after) for run in found if run.kind == "kept")


@given(text=TEXTS)
def test_a_text_has_all_in_common_with_itself(text):
    assert {run.kind for run in runs(text, text)} <= {"kept"}


@given(before=TEXTS, after=TEXTS)
def test_runs_of_one_kind_never_follow_each_other(before, after):
    kinds = [run.kind for run in runs(before, after)]
    assert all(one != other for one, other in pairwise(kinds))


def test_the_worst_texts_take_no_longer_than_the_others():
    start = process_time()
    runs("a " * 2000, "b a " * 1000)
    runs("a b " * 1000, "b a a " * 700)
    assert process_time() - start < 2
