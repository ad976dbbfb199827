"""A referential being written: plain values, their problems, and where they come from."""

import pytest

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.enums import ProblemKind
from essaim.apps.frameworks.rules import drafts
from essaim.apps.frameworks.tests.factories import criterion, document, framework, rich, text, theme


def test_a_blank_draft_says_what_is_still_to_be_written(targets):
    blank = drafts.blank("new", "Nouveau", framework().scales)
    problems = drafts.problems(blank, targets)
    assert {problem.kind for problem in problems} == {ProblemKind.BLANK}
    assert [problem.path for problem in problems[:2]] == ["description.fr", "description.en"]
    assert problems[-1].place == ("themes", 0, "criteria", 0, "question", "en")


def test_a_draft_without_problems_is_the_referential_it_describes(targets):
    assert drafts.problems(document(), targets) == ()
    assert drafts.framework_of(document(), targets) == framework()


def test_a_duplicate_is_whole_and_each_practice_is_linked_to_the_one_it_came_from(targets, our_framework):
    values = drafts.duplicate(our_framework, "ours", "La nôtre")
    made = drafts.framework_of(values, targets)
    assert (made.code, made.version, made.title.fr) == ("ours", "1", "La nôtre")
    assert [one.code for one in made.criteria] == [one.code for one in our_framework.criteria]
    assert {
        (mapping.target, mapping.code == one.code)
        for one in made.criteria
        for mapping in one.mappings
        if mapping.target == our_framework.code
    } == {(our_framework.code, True)}
    assert [reference.code for reference in made.references] == [our_framework.code]


def test_a_duplicate_of_a_duplicate_is_linked_to_both(targets):
    first = drafts.framework_of(drafts.duplicate(framework(), "first", "First"), targets)
    second = drafts.framework_of(drafts.duplicate(first, "second", "Second"), targets)
    links = [(mapping.target, mapping.code) for mapping in second.criterion("A-1").mappings]
    assert links == [("small", "A-1"), ("first", "A-1")]


def test_what_was_said_of_a_file_alone_does_not_go_with_its_words(targets):
    read = rich("A-1", plain_reading={"date": "2026-01-05", "by": text("readers")}, replaces=["A-0"])
    values = drafts.duplicate(framework(theme("A", read)), "other", "Other")
    made = drafts.framework_of(values, targets).criterion("A-1")
    assert (made.plain_reading, made.replaces, made.plain_question) == (None, (), rules.Text(**text("plain")))


def test_the_next_version_has_the_same_words_and_goes_on_from_their_codes(targets):
    former = framework(theme("A", criterion("A-1", weight=2.5)), version="2026.1")
    made = drafts.framework_of(drafts.next_version(former), targets)
    assert made == former.model_copy(update={"version": "2026.2"})


@pytest.mark.parametrize(
    ("version", "after"),
    [("1", "2"), ("2026.1", "2026.2"), ("1.9-beta", "1.10-beta"), ("v09", "v10"), ("draft", "draft-2")],
)
def test_a_version_is_followed_by_the_next_number(version, after):
    assert drafts.version_after(version) == after


def test_a_draft_is_called_by_what_it_has():
    assert drafts.title_of({"code": "a", "title": {"fr": "Grille", "en": ""}}, "en") == "Grille"
    assert drafts.title_of({"code": "a", "title": {"fr": "Grille", "en": "Grid"}}, "en-gb") == "Grid"
    assert drafts.title_of({"code": "a"}, "fr") == "a"
