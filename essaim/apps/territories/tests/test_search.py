import pytest
from django.db import connection
from django.urls import reverse

from essaim.apps.territories import operations, queries
from essaim.apps.territories.models import Commune
from essaim.apps.territories.tests.factories import COMMUNES, load_small_map, write_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_map(tmp_path):
    load_small_map(tmp_path)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("nantes", ["44109", "44110"]),
        ("NANT", ["44109", "44110"]),
        ("st denis", ["97411", "93066"]),
        ("Saint-Dénis", ["97411", "93066"]),
        ("ste luce", ["44172"]),
        ("le mans", ["72181"]),
        ("mans", ["72181"]),
        ("75011", ["75111", "75056"]),
        ("4400", ["44109"]),
        ("98714", ["98735"]),
        ("paris", ["75056", "75111"]),
        ("Atlantis", []),
        ("%", []),
        ("", []),
    ],
)
def test_a_commune_is_found_by_name_or_postcode_exact_then_most_peopled(small_map, text, codes):
    assert [commune.code for commune in queries.communes_matching(text)] == codes


@pytest.mark.parametrize(
    ("text", "code", "meant"),
    [
        ("Nantes", "", "44109"),
        ("Saint-Denis", "", None),
        ("Saint-Denis", "93066", "93066"),
        ("93200", "93066", "93066"),
        ("Le Mans", "93066", "72181"),
        ("", "93066", "93066"),
        ("Nantes", "99999", "44109"),
        ("", "", None),
    ],
)
def test_what_is_typed_and_what_is_chosen_name_one_commune_or_none(small_map, text, code, meant):
    found = queries.commune_meant(text, code)
    assert (found.code if found else None) == meant


def test_loading_twice_changes_nothing_and_a_new_edition_replaces_the_old(tmp_path):
    write_files(tmp_path)
    assert operations.load(tmp_path) is True
    assert operations.load(tmp_path) is False
    write_files(tmp_path, COMMUNES[:1])
    assert operations.load(tmp_path) is True
    assert [commune.code for commune in Commune.objects.all()] == ["75056"]


def test_without_its_files_loading_says_so(tmp_path):
    with pytest.raises(operations.FilesMissing):
        operations.load(tmp_path)


def test_a_search_by_name_goes_through_the_index(small_map):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT code FROM territories_commune WHERE folded_name LIKE 'nant%%'", [])
        assert "commune_name_start" in "\n".join(row[0] for row in cursor.fetchall())


def test_the_choices_come_as_a_part_of_a_page_in_one_statement(client, small_map, django_assert_num_queries):
    address = reverse("territories:communes")
    for text, found in (("ste luce", 1), ("st denis", 2)):
        with django_assert_num_queries(3):
            response = client.get(address, {"q": text})
        assert response.content.decode().count('type="radio"') == found


@pytest.mark.parametrize("text", ["\x00", "x" * 5000, "' OR 1=1", "\\", "9" * 400])
def test_odd_texts_find_nothing_and_break_nothing(client, small_map, text):
    assert client.get(reverse("territories:communes"), {"q": text}).status_code == 200
