from datetime import UTC, datetime

import pytest

from essaim.apps.portal import rules


@pytest.mark.parametrize("typed", ["L’Été à Douarnenez", "l'ete a douarnenez", "  L'ÉTÉ  à Douarnenez "])
def test_a_name_is_known_whatever_its_accents_case_and_apostrophes(typed):
    assert rules.is_same_name(typed, "L’Été à Douarnenez") is True


def test_another_name_is_another_name():
    assert rules.is_same_name("L’Été à Brest", "L’Été à Douarnenez") is False


def test_an_organisation_has_thirty_days_to_change_its_mind():
    asked_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert rules.erasure_of(asked_at) == datetime(2026, 12, 20, 9, tzinfo=UTC)
