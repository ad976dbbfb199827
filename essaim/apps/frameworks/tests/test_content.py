"""What our own referential promises."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.tests import reading
from essaim.apps.frameworks.tests.conftest import CONTENT
from essaim.apps.organisations.enums import LegalFamily

ROOT = Path(__file__).parents[4]
FAMILIES = ["association", "cooperative", "mutual", "foundation", "commercial_ess", "other"]


@pytest.fixture
def texts(our_framework):
    return list(every_text(our_framework.model_dump()))


def every_text(value):
    if isinstance(value, dict):
        if value.keys() == {"fr", "en"}:
            yield value
        else:
            for item in value.values():
                yield from every_text(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from every_text(item)


def test_the_themes_have_their_sizes(our_framework):
    sizes = {theme.code: len(theme.criteria) for theme in our_framework.themes}
    assert sizes == {"GOV": 5, "STR": 4, "TER": 4, "EMP": 6, "USA": 5, "DIV": 4, "ENV": 4, "ETH": 3}
    assert len(our_framework.criteria) == 35


def test_fifteen_criteria_are_essential(our_framework):
    assert [criterion.code for criterion in our_framework.criteria if criterion.essential] == [
        *("GOV-2", "GOV-3", "STR-1", "STR-3", "TER-1", "TER-2", "EMP-1", "EMP-3", "EMP-4"),
        *("USA-1", "USA-3", "DIV-2", "ENV-1", "ENV-2", "ETH-1"),
    ]


def test_every_criterion_is_asked_and_linked(our_framework):
    for criterion in our_framework.criteria:
        assert criterion.weight == Decimal(1)
        assert {mapping.target for mapping in criterion.mappings} >= {"iso26000", "sdg"}, criterion.code
        for language in ("fr", "en"):
            assert criterion.question.get(language).endswith("?")


def test_all_37_issues_of_iso_26000_are_touched(our_framework, targets):
    issues = [entry.code for entry in targets["iso26000"].counted]
    touched = {mapping.code for criterion in our_framework.criteria for mapping in criterion.mappings}
    assert (len(issues), [code for code in issues if code not in touched]) == (37, [])


def test_the_goals_are_seventeen(targets):
    assert [entry.code for entry in targets["sdg"].counted] == [str(number) for number in range(1, 18)]


def test_each_link_to_vsme_says_what_it_is_worth(our_framework, targets):
    linked = [mapping for one in our_framework.criteria for mapping in one.mappings if mapping.target == "vsme"]
    assert all(mapping.note for mapping in linked)
    untouched = set(targets["vsme"].codes) - {mapping.code for mapping in linked}
    assert untouched == {"B1", "C8"}  # a portrait of the organisation, and the sectors it earns from: not practices


def test_vsme_has_twenty_disclosures(targets):
    codes = [f"B{number}" for number in range(1, 12)] + [f"C{number}" for number in range(1, 10)]
    assert [entry.code for entry in targets["vsme"].entries] == codes
    assert [entry.code for entry in targets["vsme"].entries if entry.note] == ["B5", "C5", "C8"]


def test_its_scale_is_the_one_scale_of_five_levels(our_framework):
    [scale] = our_framework.scales
    assert [(anchor.value, anchor.label.fr, anchor.label.en) for anchor in scale.anchors] == [
        (0, "Pas encore", "Not yet"),
        (1, "Premiers pas", "First steps"),
        (2, "Organisée", "Organised"),
        (3, "Installée", "Established"),
        (4, "Évaluée et partagée", "Reviewed and shared"),
    ]


@pytest.mark.parametrize("family", FAMILIES)
def test_it_speaks_to_every_family(our_framework, family):
    spoken = json.dumps(rules.resolve_terms(our_framework, family).model_dump(mode="json"))
    assert re.findall(r"\{[a-z_]+\}", spoken, re.IGNORECASE) == []


def test_the_families_are_those_of_the_organisations():
    assert list(LegalFamily.values) == FAMILIES


def test_french_typography_is_kept(texts):
    for text in texts:
        assert reading.TYPOGRAPHY.search(text["fr"]) is None, text["fr"]
        assert reading.ENGLISH_TYPOGRAPHY.search(text["en"]) is None, text["en"]


def test_the_cautions_are_told(our_framework, targets):
    assert len(our_framework.notes) == 4
    unsure = [entry.code for entry in targets["iso26000"].entries if entry.note]
    assert unsure == ["4", "4.3", "4.4", "5.3", "6.2.3", "6.5.6", "6.7.3", "6.7.6", "6.8.9"]


def test_the_published_schema_is_the_one_of_the_classes():
    published = json.loads((ROOT / "docs" / "framework.schema.json").read_text())
    assert published == rules.json_schema()


def test_every_file_is_found_by_its_code():
    names = {path.stem: path.read_text() for path in CONTENT.glob("*.yaml")}
    assert all(f"\ncode: {name}\n" in content for name, content in names.items())


def test_the_example_of_the_documentation_is_sound():
    page = (ROOT / "docs" / "framework-format.md").read_text()
    example = page.split("```yaml\n")[1].split("```")[0]
    assert rules.parse(example.encode(), {}).code == "my-network"
