"""The plan from one version to another, told in a terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from essaim.apps.frameworks import operations
from essaim.apps.frameworks.tests.factories import criterion, scale, source, text, theme
from essaim.apps.organisations.tests.factories import AT

pytestmark = pytest.mark.django_db

SCALES = [scale(), scale("yes-no", (0, 1))]
OLD = source(
    theme(
        "A",
        criterion("A-1"),
        criterion("A-2"),
        criterion("A-3"),
        criterion("A-4"),
        criterion("A-5"),
        criterion("A-6"),
        criterion("A-7"),
    ),
    theme("B", criterion("B-1"), criterion("B-2")),
    scales=SCALES,
)
NEW = source(
    theme(
        "A",
        criterion("A-1"),
        criterion("A-2", question=text("clearer?"), scale="yes-no"),
        criterion("A-31", replaces=["A-3"]),
        criterion("A-32", replaces=["A-3"]),
        criterion("A-4", replaces=["A-5", "A-55"]),
        criterion("A-70", title=text("A-7"), question=text("A-7?"), replaces=["A-7"]),
    ),
    theme("B", criterion("B-1"), criterion("A-6"), criterion("B-3")),
    scales=SCALES,
    version="2",
)
ENGLISH = """\
From small@1 to small@2
3 kept as they are, 1 moved to another theme, 1 reworded, 1 split, 2 merged with others, 1 set aside, 1 new.

Reworded:
  A-2 A-2
    Question
      - A-2?
      + clearer?
    Level 2
      - words
      levels: 0 → 0, 1 → 0, 2 → 1

Kept, in another theme:
  A-6 A-6
    theme: A → B

Split:
  A-3 A-3
    → A-31 A-31
    → A-32 A-32

Set aside:
  B-2 B-2

Merged:
  → A-4 A-4
      A-4 A-4
      A-5 A-5

New:
  B-3 B-3

Kept under another code:
  A-7 → A-70

Named in “replaces” and not in the old version: A-55.
"""


@pytest.fixture
def files(tmp_path):
    paths = (tmp_path / "old.yaml", tmp_path / "new.yaml")
    for path, content in zip(paths, (OLD, NEW), strict=True):
        path.write_bytes(content)
    return paths


def said(*arguments, language="en"):
    output = StringIO()
    with translation.override(language):
        call_command("framework_diff", *map(str, arguments), stdout=output)
    return output.getvalue()


def refusal(*arguments):
    with pytest.raises(CommandError) as refused:
        said(*arguments)
    assert refused.value.returncode == 1
    return str(refused.value)


def test_two_files_are_compared_in_english(files):
    assert said(*files) == ENGLISH


def test_two_files_are_compared_in_french(files):
    assert said(*files, language="fr").splitlines()[:8] == [
        "De small@1 à small@2",
        "3 gardés tels quels, 1 déplacé dans un autre thème, 1 reformulé, 1 scindé, 2 réunis avec d’autres, "
        "1 mis de côté, 1 nouveau.",
        "",
        "Reformulé\u202f:",
        "  A-2 A-2 (fr)",
        "    Question",
        "      - A-2? (fr)",
        "      + clearer? (fr)",
    ]


def test_published_versions_are_named_by_code_and_version(files):
    operations.load(OLD, at=AT)
    operations.load(NEW, at=AT)
    assert said("small@1", "small@2") == said("small@1", files[1]) == ENGLISH


def test_the_same_version_has_one_line_of_counts(files):
    assert said(files[0], files[0]) == "From small@1 to small@1\n9 kept as they are.\n"


@pytest.mark.parametrize("name", ["small@3", "no-such@1"])
def test_a_version_that_is_not_published_is_refused(files, name):
    assert refusal(files[0], name) == f"{name} is not published here."


@pytest.mark.parametrize("name", ["missing.yaml", "@", "small@\0", "SMALL@1", "a@b@c", "x" * 5000])
def test_what_is_neither_a_file_nor_a_version_is_refused(files, name):
    assert refusal(name, files[0]) == f"The file {name} cannot be read."


def test_a_broken_file_is_refused_with_its_problems(files):
    files[1].write_bytes(source(version=2))
    assert refusal(*files).startswith(f"{files[1]}:3: version: ")
