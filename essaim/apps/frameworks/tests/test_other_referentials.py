"""The referentials that come beside ours: files like any network's, read by the same loader."""

import re
from datetime import UTC, datetime

import pytest

from essaim.apps.frameworks import operations, queries, rules
from essaim.apps.frameworks.tests import reading
from essaim.apps.frameworks.tests.conftest import CONTENT

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
OTHERS = ("alliance-12", "digcomp-team")


@pytest.fixture
def read(targets):
    """Return a function that reads one of our files; the checker refuses a file with any problem."""
    return lambda code: rules.parse((CONTENT / f"{code}.yaml").read_bytes(), targets)


@pytest.mark.parametrize(
    ("code", "sizes", "levels"),
    [
        ("alliance-12", {"PUR": 3, "BAL": 3, "RUN": 3, "OUT": 3}, [0, 1, 2, 3, 4]),
        ("digcomp-team", {"DC-1": 3, "DC-2": 6, "DC-3": 4, "DC-4": 4, "DC-5": 4}, [1, 2, 3, 4]),
    ],
)
def test_its_themes_and_levels_are_those_announced(read, code, sizes, levels):
    framework = read(code)
    assert {theme.code: len(theme.criteria) for theme in framework.themes} == sizes
    assert [[anchor.value for anchor in scale.anchors] for scale in framework.scales] == [levels]


@pytest.mark.parametrize(
    ("code", "essential"),
    [
        ("alliance-12", ["PUR-1", "BAL-2", "RUN-1", "OUT-1"]),
        (
            "digcomp-team",
            ["DC-1.2", "DC-1.3", "DC-2.1", "DC-2.4", "DC-3.1", "DC-4.1", "DC-4.2", "DC-5.4"],
        ),
    ],
)
def test_every_theme_has_an_essential_criterion(read, code, essential):
    framework = read(code)
    assert [criterion.code for criterion in framework.essential] == essential
    assert {framework.theme_of(one).code for one in essential} == {theme.code for theme in framework.themes}


@pytest.mark.parametrize("code", OTHERS)
def test_every_criterion_has_help_and_levels_of_its_own(read, code):
    framework = read(code)
    for criterion in framework.criteria:
        assert criterion.help is not None, criterion.code
        assert len(criterion.anchors) == len(framework.scale_of(criterion).anchors), criterion.code
        for language in ("fr", "en"):
            assert 20 <= reading.words(criterion.help.get(language)) <= 60, criterion.code
            assert criterion.question.get(language).endswith("?"), criterion.code


@pytest.mark.parametrize("code", OTHERS)
def test_both_languages_are_written_with_care(read, code):
    for place, text in reading.texts(read(code)):
        assert reading.TYPOGRAPHY.search(text.fr) is None, (place, text.fr)
        assert reading.ENGLISH_TYPOGRAPHY.search(text.en) is None, (place, text.en)
        for language in ("fr", "en"):
            words = text.get(language)
            assert re.search(reading.FORBIDDEN[language], words, re.IGNORECASE) is None, (place, words)
            assert max(map(reading.words, reading.sentences(words))) <= 35, (place, words)


def test_digital_competences_keep_the_numbers_and_english_names_of_digcomp(read):
    framework = read("digcomp-team")
    assert [theme.title.en for theme in framework.themes] == [
        "Information search, evaluation and management",
        "Communication and collaboration",
        "Content creation",
        "Safety, wellbeing and responsible use",
        "Problem identification and solving",
    ]
    numbers = [f"DC-{area}.{one}" for area, count in enumerate((3, 6, 4, 4, 4), 1) for one in range(1, count + 1)]
    assert [criterion.code for criterion in framework.criteria] == numbers
    assert framework.criterion("DC-4.3").title.en == "Supporting wellbeing"


def test_digital_competences_say_where_they_come_from_and_that_french_names_are_ours(read):
    framework = read("digcomp-team")
    assert framework.notes[0].en.startswith("Based on DigComp 3.0, © European Union, licensed under CC BY 4.0.")
    assert framework.notes[1].fr.startswith("Noms français proposés par nous, non officiels")
    assert [work.url for work in framework.sources] == [
        "https://publications.jrc.ec.europa.eu/repository/handle/JRC144121"
    ]


@pytest.mark.django_db
def test_they_are_published_with_ours():
    assert [published.code for published in operations.load_builtin(at=NOON)] == [*OTHERS, "essaim-35"]
    assert [len(framework.criteria) for framework in map(queries.current, OTHERS)] == [12, 21]
