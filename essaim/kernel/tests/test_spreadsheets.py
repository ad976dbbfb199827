import pytest

from essaim.kernel import spreadsheets


@pytest.mark.parametrize("text", ["=1+1", "+33 2", "-1", "@SUM(A1)", "\tx", "\rx", "  =1", "\n=1"])
def test_a_cell_that_would_run_is_made_inert(text):
    assert spreadsheets.inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Bien ;{}=1+1", "{}=1;{} @SUM(A1); suite"])
def test_a_formula_behind_a_semicolon_is_made_inert_too(text):
    assert spreadsheets.inert(text.replace("{}", "")) == text.replace("{}", "'")


@pytest.mark.parametrize("value", ["", "A = B", "Anne-Lise", -3, 2.5, None, "’=’"])
def test_other_cells_stay_as_they_are(value):
    assert spreadsheets.inert(value) == value
