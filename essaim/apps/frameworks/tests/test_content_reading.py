"""Our referential read as an editor would: long enough, short enough, plain, complete, and said once."""

from collections import Counter

import pytest

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.tests import factories, reading

FAMILIES = {
    "association": ("Association", "Club", "Café", "Chorale", "Théâtre", "Réseau", "Comité", "Ciné-club", "Épicerie"),
    "cooperative": ("Coopérative", "Société coopérative"),
    "mutual": ("Mutuelle",),
    "foundation": ("Fondation", "Fonds de dotation"),
}
ACRONYM = "the acronym {} is not explained at its first use"


def remarks(help):
    """Return what an editor says of the help of a criterion."""
    criterion = factories.criterion("A-1", help={"fr": help, "en": "Words"})
    said = reading.remarks(factories.framework(factories.theme("A", criterion)))
    return [remark.split(": ", 1)[1].split(" | ")[0] for remark in said if remark.startswith("A-1.help.fr: ")]


def test_an_editor_sends_nothing_back(our_framework):
    assert reading.remarks(our_framework) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trop court.", ["2 words, 60 to 90 needed"]),
        ("mot " * 70, ["a sentence of 70 words, 30 at most"]),
        ("Un mot. " * 35 + "C’est un label.", ["forbidden words “label”"]),
        ("Un mot. " * 35 + "Version FALC.", ["forbidden words “FALC”", ACRONYM.format("FALC")]),
        ("Un mot. " * 35 + "L'eau.", ["typography near “n mot. L'eau.”"]),
        ("Un mot. " * 35 + "Où ?", ["typography near “mot. Où ?”"]),
        ("Un mot. " * 35 + "Le CSE siège.", [ACRONYM.format("CSE")]),
        ("Un mot. " * 30 + "Le comité social et économique (CSE) siège. Le CSE parle.", []),
        ("Un mot. " * 30 + "Voir GOV-3 et l’ISO 26000.", []),
        (
            "Un mot. " * 35 + "Voix de {member}.",
            ["“de {member}” does not agree in every family: write les, des, aux or chaque before the term"],
        ),
    ],
)
def test_an_editor_sees(text, expected):
    assert remarks(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [("L’assemblée des {members}", 3), ("C’est à vous\u202f?", 3), ("de 20 à 50\u202f%", 4), ("bien-être", 1)],
)
def test_words_are_counted_as_one_reads_them(text, count):
    assert reading.words(text) == count


def test_sentences_are_told_apart():
    said = reading.sentences("Qui décide\u202f? Qui paie\u202f? Exemple\u202f: M. Roux dit «\u202foui\u202f». Voilà.")
    assert len(said) == 5


def test_the_plain_questions_wait_for_their_readers(our_framework):
    assert {criterion.plain_status for criterion in our_framework.criteria} == {"unread"}


def test_examples_come_from_different_families_and_sizes(our_framework):
    for criterion in our_framework.criteria:
        settings = [practice.setting for practice in criterion.practices]
        assert all(settings), criterion.code
        assert len(set(settings)) == len(settings), criterion.code
        assert len({setting.fr.split()[0] for setting in settings}) >= 2, criterion.code


def test_every_theme_draws_on_every_great_family(our_framework):
    for theme in our_framework.themes:
        told = [practice.setting.fr for one in (*theme.criteria, theme.card) for practice in one.practices]
        for family, words in FAMILIES.items():
            assert any(setting.startswith(words) for setting in told), (theme.code, family)


def test_nothing_is_said_twice(our_framework):
    for language in ("fr", "en"):
        long = [
            text.get(language)
            for path, text in reading.texts(our_framework)
            if len(text.get(language)) > 60 and not path.endswith(("mappings.note", "title"))
        ]
        assert [words for words, count in Counter(long).items() if count > 1] == []


def test_both_languages_are_written(our_framework):
    same = {
        text.fr
        for _, text in reading.texts(our_framework)
        if text.fr == text.en and len(reading.WORD.findall(text.fr)) > 2
    }
    assert same == set()


def test_a_term_reads_well_in_every_family(our_framework):
    for family in ("association", "cooperative", "mutual", "foundation", "commercial_ess", "other"):
        for _, text in reading.texts(rules.resolve_terms(our_framework, family)):
            assert reading.CLASH.search(text.fr) is None, text.fr
