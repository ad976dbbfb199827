from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.apps.organisations import rules
from essaim.apps.organisations.enums import IdentifierFault, LegalFamily, NafVersion
from essaim.apps.organisations.rules import Facts, IdentifierRefused


@pytest.mark.parametrize("text", ["732829320", "732 829 320", "732 829 320", "732.829.320"])
def test_a_siren_may_be_written_with_spaces(text):
    assert rules.siren(text) == "732829320"


@pytest.mark.parametrize("text", ["732829321", "73282932", "7328293200", "73282932A", "", "²" * 9])
def test_a_wrong_siren_is_refused(text):
    with pytest.raises(IdentifierRefused) as refused:
        rules.siren(text)
    assert refused.value.fault == IdentifierFault.SIREN


@pytest.mark.parametrize("text", ["73282932000074", "732 829 320 00074", "35600000000048", "35600000049837"])
def test_a_siret_is_checked_on_its_fourteen_digits_and_la_poste_has_its_own_sum(text):
    assert rules.siret(text) == text.replace(" ", "")


@pytest.mark.parametrize("text", ["73282932000079", "35600000049838", "73282932100073", "7328293200007"])
def test_a_wrong_siret_is_refused(text):
    with pytest.raises(IdentifierRefused) as refused:
        rules.siret(text)
    assert refused.value.fault == IdentifierFault.SIRET


@pytest.mark.parametrize(
    ("text", "number"),
    [("W751234567", "W751234567"), ("w75 123 4567", "W751234567"), ("W9R1234567", "W9R1234567")],
)
def test_an_rna_number_may_bear_an_overseas_letter(text, number):
    assert rules.rna(text) == number


@pytest.mark.parametrize("text", ["W75123456", "W7512345678", "X751234567", "WR51234567", "W75123456A", "W７51234567"])
def test_a_wrong_rna_number_is_refused(text):
    with pytest.raises(IdentifierRefused):
        rules.rna(text)


@pytest.mark.parametrize(
    ("text", "version", "code"),
    [
        ("88.99B", NafVersion.REV2, "88.99B"),
        ("8899b", NafVersion.REV2, "88.99B"),
        ("62.01Z", NafVersion.REV2, "62.01Z"),
        ("62.10Y", NafVersion.NAF2025, "62.10Y"),
    ],
)
def test_an_activity_code_is_kept_as_insee_writes_it(text, version, code):
    assert rules.naf(text, version) == code


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("88.99", NafVersion.REV2),
        ("00.00Z", NafVersion.REV2),
        ("62.01Z", NafVersion.NAF2025),
        ("62.10Y", NafVersion.REV2),
        ("A", NafVersion.REV2),
    ],
)
def test_an_activity_code_of_another_nomenclature_is_refused(text, version):
    with pytest.raises(IdentifierRefused) as refused:
        rules.naf(text, version)
    assert refused.value.fault == IdentifierFault.NAF


def facts(**values):
    return Facts(name="Les Tilleuls", legal_family=LegalFamily.ASSOCIATION, **values)


def test_a_siret_implies_its_siren():
    assert rules.checked(facts(siret="732 829 320 00074")).siren == "732829320"


def test_a_siret_of_another_siren_is_refused():
    with pytest.raises(IdentifierRefused) as refused:
        rules.checked(facts(siret="73282932000074", siren="356000000"))
    assert (refused.value.field, refused.value.fault) == ("siret", IdentifierFault.SIRET_OTHER_SIREN)


def test_the_nomenclature_goes_with_a_code_alone():
    assert rules.checked(facts(naf_version="2025")).naf_version == ""
    assert rules.checked(facts(naf_code="88.99B")).naf_version == "rev2"


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Les Tilleuls", "les-tilleuls"),
        ("Ressourcerie « L’Œuf » d'Évron", "ressourcerie-l-oeuf-d-evron"),
        ("Nouvelle", "nouvelle-2"),
        ("!!!", "structure"),
        ("東京", "structure"),
    ],
)
def test_an_address_is_readable_and_never_one_of_ours(name, first):
    assert next(rules.slugs(name)) == first


@given(st.text(max_size=300))
def test_every_name_gives_addresses_that_fit_and_differ(name):
    found = list(islice(rules.slugs(name), 15))
    assert all(0 < len(slug) <= rules.SLUG_LENGTH for slug in found)
    assert all(slug.strip("-") == slug and slug.isascii() for slug in found)
    assert len(set(found)) == len(found)


def test_a_name_stands_on_one_line():
    facts = Facts(name=" Les\nTilleuls\r\n\u2028du  parc ", legal_family=LegalFamily.ASSOCIATION)
    assert rules.checked(facts).name == "Les Tilleuls du parc"


def test_an_invitation_lasts_fourteen_days():
    sent_at = datetime(2026, 3, 1, tzinfo=UTC)
    assert rules.expiry(sent_at) - sent_at == timedelta(days=14)


def test_an_address_is_masked_for_others():
    assert rules.masked("claire@exemple.org") == "c…@exemple.org"
