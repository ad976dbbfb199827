import io
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from essaim.apps.frameworks import exports, operations, queries
from essaim.apps.frameworks.rules import formats, resolve_terms
from essaim.apps.frameworks.tests import libraries

pytestmark = pytest.mark.django_db
KEPT = ("code", "title", "question", "help", "anchors", "essential", "weight", "path", "groups", "mappings")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def ours(our_source):
    operations.load(our_source, at=datetime(2026, 11, 22, tzinfo=UTC))


def said(*words):
    out, err = io.StringIO(), io.StringIO()
    call_command("framework_export", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_file_a_version_came_from_is_given_back(ours, our_source):
    assert said("essaim-35") == (our_source.decode(), "")


def test_the_spreadsheet_holds_all(ours, tmp_path, our_framework):
    path = tmp_path / "grid.xlsx"
    assert said("essaim-35", "--format", "xlsx", "--output", str(path)) == ("", "")
    assert operations.check(path.read_bytes()) == our_framework


def test_a_library_keeps_what_it_can_and_the_rest_is_listed(ours, our_framework, targets):
    text, listed = said("essaim-35", "--format", "ciso-yaml")
    back = formats.read(text.encode(), targets).framework
    told = resolve_terms(our_framework, None)
    assert [theme.title for theme in back.themes] == [theme.title for theme in told.themes]
    assert [{key: getattr(one, key) for key in KEPT} for one in back.criteria] == [
        {key: getattr(one, key) for key in KEPT} for one in told.criteria
    ]
    assert [anchor.text for anchor in back.scales[0].anchors] == [anchor.text for anchor in told.scales[0].anchors]
    missing = [line.split("”")[0].removeprefix("- “") for line in listed.splitlines()]
    assert {*missing} >= {
        "terms",
        "applicability",
        "criteria.practices",
        "criteria.indicators",
        "themes.card",
        "evidence",
    }


def test_a_library_that_came_in_goes_out_with_its_names():
    groups = [{"ref_id": "B", "name": "basic"}, {"ref_id": "P", "name": "plus", "default_selected": True}]
    nodes = [
        libraries.node("A"),
        libraries.node("A.1", 2, "A", assessable=False),
        libraries.node("A.1.1", 3, "A.1", implementation_groups=["P"], questions={"q": libraries.choices(2, 9)}),
        libraries.node("A.2", 2, "A", description="Do it.", annotation="Like so.", weight=3),
        libraries.node("A.2.1", 3, "A.2", name=None, description="And this. " * 20, typical_evidence="A note"),
        libraries.node("C", assessable=True, translations={"fr": {"name": "Nom"}}),
        libraries.node("D", assessable=True),
        libraries.node("D.1", 2, "D"),
    ]
    values = libraries.library(*nodes, implementation_groups_definition=groups)
    first = libraries.read(values).framework
    text, losses = formats.as_library(first)
    assert losses == ()
    assert formats.read(text.encode(), {}).framework == first
    urns = [line.split()[-1] for line in text.splitlines() if line.strip().startswith("- urn: urn:acme:risk:req")]
    assert {urn for urn in urns if ":question:" not in urn} == {node["urn"] for node in nodes}


@pytest.mark.parametrize("name", ["nothing", "", "a\0b", "../etc"])
def test_a_referential_nobody_published_is_refused(name):
    with pytest.raises(CommandError, match="There is no referential"):
        said(name)


def test_a_file_that_cannot_be_written_is_refused(ours, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        said("essaim-35", "--output", str(tmp_path))


def test_anyone_downloads_the_spreadsheet(client, ours, our_framework):
    response = client.get("/referentiels/essaim-35.xlsx")
    assert response.headers["Content-Type"] == exports.XLSX
    assert response.headers["Content-Disposition"] == 'attachment; filename="essaim-35-2026.1.xlsx"'
    assert operations.check(response.content) == our_framework


@pytest.mark.parametrize("code", ["nothing", "a" * 51, "é"])
def test_a_spreadsheet_of_nothing_is_not_there(client, code):
    assert client.get(f"/referentiels/{code}.xlsx", follow=True).status_code == 404
    assert queries.catalogue() == ()
