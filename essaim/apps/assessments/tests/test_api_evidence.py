from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.apps.assessments.models import Evidence
from essaim.apps.assessments.tests.factories import make_evidence, say
from essaim.apps.files.tests import samples

pytestmark = pytest.mark.django_db
LINK = {"title": "Charte", "link": "https://exemple.org/charte", "dated_on": "2026-01-15"}


@pytest.fixture
def path(assessment):
    return f"/organisations/{assessment.organisation.slug}/evidence"


def test_a_link_is_kept_with_what_it_backs(call, path, assessment):
    practice = {"framework": "small", "criterion": "A-1", "framework_is_own": False}
    answer = call("post", path, {**LINK, "supports": [practice]})
    assert (answer.status_code, answer.json()["supports"]) == (201, [practice])
    listed = call("get", path).json()
    assert (listed["count"], listed["items"]) == (1, [answer.json()])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"link": "http://exemple.org"}, "link"),
        ({"title": " "}, "title"),
        ({"dated_on": str(timezone.localdate() + timedelta(days=2))}, "dated_on"),
        ({"supports": [{"framework": "small", "criterion": "Z-1"}]}, "supports.0.criterion"),
    ],
)
def test_what_cannot_be_kept_is_named(call, path, changes, field):
    answer = call("post", path, LINK | changes)
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (422, [field])
    assert Evidence.objects.count() == 0


def test_results_tell_which_practices_are_documented(call, assessment, steward):
    say(assessment, steward, A_1=3, B_1=4)
    make_evidence(assessment, steward, file=True)
    shown = call("get", f"/assessments/{assessment.pk}/results").json()
    assert shown["confidence"] == {"documented": 1, "declared": 1}
    assert {one["code"]: one["documented"] for one in shown["criteria"]} == {"A-1": True, "A-2": False, "B-1": False}


def test_a_file_is_kept_with_what_it_backs(call, path):
    practice = {"framework": "small", "criterion": "A-1", "framework_is_own": False}
    told = {"title": "Statuts", "dated_on": "2026-01-15", "confidentiality": "public", "supports": [practice]}
    first, again = (call.send(f"{path}/files", "Statuts.pdf", samples.PDF, key="a", evidence=told) for _ in range(2))
    assert (first.status_code, again.json(), Evidence.objects.count()) == (201, first.json(), 1)
    shown = first.json()
    assert (shown["file"]["name"], shown["file"]["kind"], shown["file"]["size"]) == (
        "Statuts.pdf",
        "pdf",
        len(samples.PDF),
    )
    assert (shown["link"], shown["supports"], shown["standing"]) == ("", [practice], "current")


@pytest.mark.parametrize(
    ("name", "content", "told", "field"),
    [
        ("page.html", b"<html><script>alert(1)</script></html>", {}, "file"),
        ("Statuts.pdf", b"MZ\x90\x00", {}, "file"),
        ("Statuts.pdf", samples.PDF + b"x" * 20_000_000, {}, "file"),
        ("Statuts.pdf", samples.PDF, {"title": " "}, "title"),
        ("Statuts.pdf", samples.PDF, {"link": "https://exemple.org"}, "link"),
        ("Statuts.pdf", samples.PDF, {"supports": [{"framework": "small", "criterion": "Z"}]}, "supports.0.criterion"),
    ],
)
def test_a_file_is_distrusted_as_on_the_pages(call, path, name, content, told, field):
    answer = call.send(f"{path}/files", name, content, evidence={"title": "Statuts", **told})
    assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (422, [field])
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_with_one_or_three(call, path, assessment, steward, count, django_assert_num_queries):
    for _ in range(count):
        make_evidence(assessment, steward, file=True)
    with django_assert_num_queries(9):
        assert call("get", path).json()["count"] == count
