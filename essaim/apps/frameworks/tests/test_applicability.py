import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.tests import factories
from essaim.apps.frameworks.tests.factories import criterion, rule, theme

FAMILIES = ["association", "cooperative", "mutual", "foundation", "commercial_ess", "other"]


def profile(employees=None, volunteers=None, legal_family=None):
    return rules.Profile(employees, volunteers, legal_family)


@pytest.mark.parametrize(
    ("operator", "value", "known", "holds"),
    [
        ("==", 0, 0, True),
        ("==", 0, 1, False),
        ("!=", 0, 1, True),
        ("!=", 0, 0, False),
        ("<", 10, 9, True),
        ("<", 10, 10, False),
        ("<=", 10, 10, True),
        ("<=", 10, 11, False),
        (">", 10, 11, True),
        (">", 10, 10, False),
        (">=", 250, 250, True),
        (">=", 250, 249, False),
    ],
)
def test_a_rule_compares_a_number(operator, value, known, holds):
    framework = factories.framework(applicability=[rule("A-1", operator=operator, value=value)])
    assert bool(rules.not_applicable(framework, profile(employees=known))) is holds


@pytest.mark.parametrize(
    ("operator", "value", "family", "holds"),
    [
        ("==", "foundation", "foundation", True),
        ("==", "foundation", "mutual", False),
        ("!=", "foundation", "mutual", True),
        ("in", ["foundation", "other"], "other", True),
        ("in", ["foundation", "other"], "mutual", False),
    ],
)
def test_a_rule_looks_at_the_legal_family(operator, value, family, holds):
    framework = factories.framework(applicability=[rule("A-1", fact="legal_family", operator=operator, value=value)])
    assert bool(rules.not_applicable(framework, profile(legal_family=family))) is holds


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">="])
def test_an_unknown_fact_takes_nothing_away(operator):
    framework = factories.framework(applicability=[rule("A-1", operator=operator, value=0)])
    assert rules.not_applicable(framework, profile(volunteers=3, legal_family="mutual")) == {}


def test_an_effect_carries_its_reason_and_the_fact_behind_it():
    framework = factories.framework(applicability=[rule("A-1", "B-1")])
    because = rules.Exclusion(rules.Text.model_validate(factories.text("because of employees")), "employees")
    assert rules.not_applicable(framework, profile(employees=0)) == {"A-1": because, "B-1": because}


def test_the_first_rule_that_takes_a_criterion_away_gives_the_reason():
    framework = factories.framework(applicability=[rule("A-1"), rule("A-1", fact="volunteers")])
    assert rules.not_applicable(framework, profile(0, 0))["A-1"].fact == "employees"


def test_a_rule_asks_for_all_its_conditions():
    both = rule("A-1")
    both["when"].append({"fact": "volunteers", "operator": "==", "value": 0})
    framework = factories.framework(applicability=[both])
    assert rules.not_applicable(framework, profile(0, 4)) == {}
    assert rules.not_applicable(framework, profile(0, None)) == {}
    assert set(rules.not_applicable(framework, profile(0, 0))) == {"A-1"}


def two_themes(**changes):
    first = theme("A", criterion("A-1", essential=True), criterion("A-2"), criterion("A-3"), **changes)
    second = theme("B", criterion("B-1", essential=True), criterion("B-2"))
    return (first, second)


def test_without_any_rule_the_essential_set_is_what_the_file_marks():
    assert rules.essential_codes(factories.framework(*two_themes()), profile(0, 0)) == rules.EssentialSet(
        frozenset({"A-1", "B-1"}), {}, {}
    )


def test_a_theme_emptied_by_the_profile_gets_the_fallback_of_the_file_and_says_why():
    framework = factories.framework(*two_themes(essential_fallback="A-3"), applicability=[rule("A-1")])
    found = rules.essential_codes(framework, profile(employees=0))
    assert found.codes == {"A-1", "A-3", "B-1"}
    assert found.fallbacks == {"A": "A-3"}
    assert found.causes["A"].fact == "employees"


def test_a_fallback_taken_away_too_leaves_its_place_to_the_next_criterion_that_applies():
    framework = factories.framework(*two_themes(essential_fallback="A-2"), applicability=[rule("A-1", "A-2")])
    assert rules.essential_codes(framework, profile(employees=0)).fallbacks == {"A": "A-3"}


def test_a_theme_with_nothing_left_has_no_fallback_and_still_says_why():
    framework = factories.framework(*two_themes(), applicability=[rule("A-1", "A-2", "A-3")])
    found = rules.essential_codes(framework, profile(employees=0))
    assert (found.fallbacks, set(found.causes)) == ({}, {"A"})


def test_a_theme_without_essential_criteria_stays_without():
    framework = factories.framework(theme("A", criterion("A-1")), applicability=[rule("A-1")])
    assert rules.essential_codes(framework, profile(0)) == rules.EssentialSet(frozenset(), {}, {})


counts = st.none() | st.integers(0, 10_000)


@settings(deadline=None)  # the machine may be busy; the law is what counts
@given(counts, counts, st.sampled_from([*FAMILIES, "", None]))
def test_no_theme_of_our_referential_is_left_silent_while_one_of_its_criteria_applies(
    our_framework, employees, volunteers, family
):
    them = profile(employees, volunteers, family)
    excluded = rules.not_applicable(our_framework, them)
    asked = rules.essential_codes(our_framework, them).codes - excluded.keys()
    for chapter in our_framework.themes:
        codes = {criterion.code for criterion in chapter.criteria}
        assert bool(codes & asked) is bool(codes - excluded.keys())


@pytest.mark.parametrize(
    ("employees", "volunteers", "gone", "fallbacks"),
    [
        (None, None, set(), {}),
        (9, 20, set(), {}),
        (0, 20, {"EMP-1", "EMP-2", "EMP-3", "EMP-4", "EMP-5", "DIV-2"}, {"EMP": "EMP-6", "DIV": "DIV-4"}),
        (9, 0, {"EMP-6"}, {}),
        (0, 0, {"EMP-1", "EMP-2", "EMP-3", "EMP-4", "EMP-5", "EMP-6", "DIV-2"}, {"DIV": "DIV-4"}),
    ],
)
def test_what_our_referential_asks_of_each_profile(our_framework, employees, volunteers, gone, fallbacks):
    them = profile(employees, volunteers, "association")
    assert set(rules.not_applicable(our_framework, them)) == gone
    assert rules.essential_codes(our_framework, them).fallbacks == fallbacks
