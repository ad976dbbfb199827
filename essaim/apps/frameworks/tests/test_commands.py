from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from essaim.apps.frameworks import queries
from essaim.apps.frameworks.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_bytes(factories.source())
    return path


def said(command, *arguments):
    output = StringIO()
    call_command(command, *map(str, arguments), stdout=output)
    return output.getvalue()


def refusal(command, *arguments):
    with pytest.raises(CommandError) as refused:
        said(command, *arguments)
    assert refused.value.returncode == 1
    return str(refused.value)


def test_a_sound_file_is_presented_and_not_published(file):
    assert said("framework_check", file) == "small 1: Small (3 criteria, 1 of them essential)\n"
    assert queries.catalogue() == ()


@pytest.mark.parametrize("command", ["framework_check", "framework_load"])
def test_each_problem_of_a_file_is_told_on_a_line_of_its_own(file, command):
    file.write_bytes(factories.source(colour="red", version=2))
    assert refusal(command, file).splitlines() == [
        f'{file}:3: version: This is read as a number. Put it between quotes: "2".',
        f"{file}:74: colour: The key “colour” does not exist here. Delete it, or use one of: format, code, version, "
        "title, description, licence, notes, sources, origin, groups, references, scales, terms, applicability, "
        "themes.",
    ]


@pytest.mark.parametrize("name", ["missing.yaml", ".", "nul\0.yaml"])
@pytest.mark.parametrize("command", ["framework_check", "framework_load"])
def test_a_file_that_is_not_there_is_refused(command, name):
    assert refusal(command, name) == f"The file {name} cannot be read."


def test_a_file_is_published_once(file):
    assert said("framework_load", file) == "small 1 is published.\n"
    assert said("framework_load", file) == "small 1 was already published.\n"
    assert said("framework_list") == "small 1: Small (3 criteria, 1 of them essential)\n"


def test_other_words_under_the_same_version_are_refused(file):
    said("framework_load", file)
    file.write_bytes(factories.source(licence="MIT"))
    assert refusal("framework_load", file) == (
        "small 1 is already published with other words, and a published version never changes. "
        "Give the file a new version number."
    )
