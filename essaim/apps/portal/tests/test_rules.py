from datetime import UTC, datetime

import pytest

from essaim.apps.portal import rules


@pytest.mark.parametrize("text", ["=1+1", "+33 2", "-1", "@SUM(A1)", "\tx", "\rx", "  =1", "\n=1"])
def test_a_cell_that_would_run_is_made_inert(text):
    assert rules.inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Bien ;{}=1+1", "{}=1;{} @SUM(A1); suite"])
def test_a_formula_behind_a_semicolon_is_made_inert_too(text):
    assert rules.inert(text.replace("{}", "")) == text.replace("{}", "'")


@pytest.mark.parametrize("value", ["", "A = B", "Anne-Lise", -3, 2.5, None, "’=’"])
def test_other_cells_stay_as_they_are(value):
    assert rules.inert(value) == value


@pytest.mark.parametrize("typed", ["L’Été à Douarnenez", "l'ete a douarnenez", "  L'ÉTÉ  à Douarnenez "])
def test_a_name_is_known_whatever_its_accents_case_and_apostrophes(typed):
    assert rules.is_same_name(typed, "L’Été à Douarnenez") is True


def test_another_name_is_another_name():
    assert rules.is_same_name("L’Été à Brest", "L’Été à Douarnenez") is False


def test_an_organisation_has_thirty_days_to_change_its_mind():
    asked_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert rules.erasure_of(asked_at) == datetime(2026, 12, 20, 9, tzinfo=UTC)
