import pytest

from essaim.apps.territories import rules


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Saint-Étienne", "saint etienne"),
        ("ST ETIENNE", "saint etienne"),
        ("Ste-Luce-sur-Loire", "sainte luce sur loire"),
        ("L'Haÿ-les-Roses", "hay les roses"),
        ("L’Haÿ les Roses", "hay les roses"),
        ("Œuilly", "oeuilly"),
        ("Le Mans", "mans"),
        ("La", "la"),
        ("Les Sables-d'Olonne", "sables d olonne"),
        ("Y", "y"),
        ("  ", ""),
    ],
)
def test_names_are_compared_without_accents_capitals_hyphens_or_article(name, folded):
    assert rules.fold(name) == folded


@pytest.mark.parametrize(
    ("text", "first", "number"),
    [("44000", "44000", 1), ("4400", "44000", 10), ("440", "44000", 100), ("44 000", "44000", 1)],
)
def test_three_to_five_digits_begin_postcodes(text, first, number):
    found = rules.postcodes_from(text)
    assert (found[0], len(found)) == (first, number)


@pytest.mark.parametrize("text", ["44", "440001", "Nantes", "²²²²²", ""])
def test_other_texts_begin_no_postcode(text):
    assert rules.postcodes_from(text) == []
