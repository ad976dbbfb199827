import pytest

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.rules import terms
from essaim.apps.frameworks.tests import factories

MEMBERS = {
    "code": "members",
    "default": {"fr": "membres", "en": "members"},
    "families": {"cooperative": {"fr": "sociétaires", "en": "members"}},
}


@pytest.mark.parametrize(
    ("family", "words"),
    [
        ("cooperative", "Sociétaires : les sociétaires."),
        ("mutual", "Membres : les membres."),
        (None, "Membres : les membres."),
    ],
)
def test_a_term_speaks_the_words_of_the_family(family, words):
    title = {"fr": "{Members} : les {members}.", "en": "The {members}"}
    framework = factories.framework(title=title, terms=[MEMBERS])
    spoken = rules.resolve_terms(framework, family)
    assert (spoken.title.fr, spoken.title.en) == (words, "The members")


def test_speaking_changes_nothing_but_the_words():
    framework = factories.framework(terms=[MEMBERS], applicability=[factories.rule("A-1")])
    assert rules.resolve_terms(framework, "cooperative") == framework


def test_the_terms_a_text_calls_for_are_found():
    assert terms.placeholders("{Members}, {the_board} et {members}") == ["members", "the_board", "members"]


@pytest.mark.parametrize(
    ("words", "stray"), [("{members}", False), ("{members", True), ("a } b", True), ("{ x }", True)]
)
def test_a_brace_that_opens_nothing_is_seen(words, stray):
    assert terms.stray_brace(words) is stray
