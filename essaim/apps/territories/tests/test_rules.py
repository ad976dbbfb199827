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
    ("text", "digits"),
    [("44000", "44000"), ("4400", "4400"), ("44 0", "440"), ("44", ""), ("440001", ""), ("Nantes", ""), ("²²²", "")],
)
def test_three_to_five_digits_begin_a_postcode(text, digits):
    assert rules.postcode_start(text) == digits


@pytest.mark.parametrize(
    ("text", "fits"), [("st-nazaire", True), ("445", False), ("446", True), ("44600", True), ("nazaire", False)]
)
def test_what_is_typed_fits_the_start_of_a_name_or_of_a_postcode(text, fits):
    assert rules.fits(text, name="Saint-Nazaire", postcodes=["44600"]) is fits
