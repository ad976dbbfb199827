"""An assessment of 1,189 criteria: the same statements as one of fifteen, light pages, everything in reach."""

import io
import re
from typing import Any

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from essaim.apps.assessments import exports, operations, queries
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, held, make_assessment, make_steward
from essaim.apps.frameworks import operations as frameworks
from essaim.apps.frameworks.tests import large
from essaim.apps.organisations.models import Membership

pytestmark = pytest.mark.django_db
SCOPES = [Scope.ESSENTIAL, Scope.FULL]  # 15 and 1,189 criteria


@pytest.fixture
def steward() -> Membership:
    frameworks.publish(large.framework(), "", at=AT)
    return make_steward()


def half_answered(steward: Membership, scope: str) -> Assessment:
    """Start an assessment where every other criterion has a level; half of the others matter, and are open."""
    assessment = make_assessment(steward, framework="large", scope=scope)
    values: dict[str, operations.Values] = {}
    for rank, one in enumerate(queries.result_of(assessment).criteria):
        anchors = one.scale.anchors
        if rank % 2 == 0:
            values[one.code] = {"state": State.ANSWERED, "level": anchors[rank // 2 % len(anchors)].value}
        elif rank % 4 == 1:
            values[one.code] = {"importance": 4}
    operations.answer_many(assessment, values=values, by=steward, at=AT)
    return assessment


def seen(steward: Membership, assessment: Assessment, name: str, *args: str, **query: Any) -> tuple[int, int, Any]:
    """Return what a page costs in statements and weighs in bytes once the site is warm, and its answer."""
    visitor, url = pages.visitor(steward), pages.address(name, assessment, *args)
    visitor.get("/structures/")
    queries.newer_version_of(assessment)  # the catalogue is looked at once a minute
    with CaptureQueriesContext(connection) as captured:
        response = visitor.get(url, data=query)
    count = len([one for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])
    return count, len(response.content), response


@pytest.mark.parametrize("scope", SCOPES)
def test_every_page_costs_few_statements_and_stays_light(steward: Membership, scope: str) -> None:
    assessment = half_answered(steward, scope)
    costs = {
        name: seen(steward, assessment, name, *args)[:2]
        for name, args in (("results", ()), ("table", ()), ("theme", ("T14",)), ("close", ()))
    }
    assert {name: count for name, (count, _) in costs.items()} == dict.fromkeys(costs, 8) | {"table": 7}
    assert {name for name, (_, size) in costs.items() if size > 250_000} == set()


def test_the_table_reaches_every_criterion_once(steward: Membership) -> None:
    assessment = half_answered(steward, Scope.FULL)
    visitor, url = pages.visitor(steward), pages.address("table", assessment)
    first = visitor.get(url).context
    assert [step.code for step in first["themes"]] == [f"T{rank:02}" for rank in range(1, 15)]
    found: list[str] = []
    for number in (1, 2):
        context = visitor.get(url, {"theme": "T04", "page": number}).context
        found += [sheet.criterion.code for _, sheets in context["groups"] for sheet in sheets]
    assert (found, context["part"].has_next()) == ([f"T04-{rank}" for rank in range(1, 38)], False)


def test_a_page_of_a_theme_saves_and_leads_to_the_next(steward: Membership) -> None:
    assessment = make_assessment(steward, framework="large")
    visitor, url = pages.visitor(steward), pages.address("theme", assessment, "T01")
    shown = visitor.get(url, {"page": 8})
    assert [sheet.criterion.code for sheet in shown.context["sheets"]][::6] == ["T01-141", "T01-147"]
    assert shown.content.decode().count('rel="prev" href="?page=7"') == 1
    second = f"{url}?page=2"
    typed = {**pages.typed(visitor.get(second)), "T01-21-choice": "2"}
    assert visitor.post(second, typed).url == f"{url}?page=3"
    assert held(assessment, "T01-21").level == 2
    last = {**pages.typed(shown), "T01-147-choice": "1"}
    assert visitor.post(f"{url}?page=8", last).url == pages.address("theme", assessment, "T02")


def test_what_is_wrong_on_a_page_of_the_table_comes_back_on_it(steward: Membership) -> None:
    assessment = make_assessment(steward, framework="large")
    visitor, url = pages.visitor(steward), f"{pages.address('table', assessment)}?theme=T12&page=2"
    typed = {**pages.typed(visitor.get(url)), "T12-60-choice": "not_applicable", "T12-61-choice": "3"}
    response = visitor.post(url, typed)
    assert (response.status_code, [one.criterion.code for one in response.context["problems"]]) == (422, ["T12-60"])
    assert held(assessment, "T12-61").level == 3
    assert visitor.post(url, {**pages.typed(response), "T12-60-choice": "1"}).url == url


def test_the_work_goes_on_at_the_page_where_it_stopped(steward: Membership) -> None:
    assessment = make_assessment(steward, framework="large")
    values: dict[str, operations.Values] = {f"T01-{rank}": {"state": State.UNKNOWN} for rank in range(1, 41)}
    operations.answer_many(assessment, values=values, by=steward, at=AT)
    onward = pages.visitor(steward).get(pages.address("detail", assessment))
    assert onward.url == f"{pages.address('theme', assessment, 'T01')}?page=3"


def test_results_open_one_theme_practice_by_practice(steward: Membership) -> None:
    assessment = half_answered(steward, Scope.FULL)
    count, size, response = seen(steward, assessment, "results", theme="T14")
    assert (count, size < 400_000) == (8, True)
    context = response.context
    assert [item.one.code for item in context["practices"]] == [f"T14-{rank}" for rank in range(1, 264)]
    links = re.findall(r'href="\?theme=(T\d\d)#opened"', response.content.decode())
    assert links == [f"T{rank:02}" for rank in range(1, 15)]
    assert (context["comb"].drawing, len(context["comb"].rows)) == ("", 14)
    said = pages.plain(response.content.decode())
    assert said.count("594 pratiques restent sans réponse") == 1
    left = len(context["strengths"]) - len(context["strengths_shown"])
    assert (left, len(context["clear_up"])) == (context["strengths_left"], 10)


@pytest.fixture
def shared(steward: Membership) -> Assessment:
    """Start an assessment where every criterion has reached its highest level."""
    assessment = make_assessment(steward, framework="large")
    scores: dict[str, operations.Values] = {
        one.code: {"state": State.ANSWERED, "level": one.scale.top} for one in queries.result_of(assessment).criteria
    }
    operations.answer_many(assessment, values=scores, by=steward, at=AT)
    return assessment


def test_a_document_lists_twenty_strengths_and_counts_the_others(shared: Assessment) -> None:
    document = docx.Document(io.BytesIO(exports.file(shared, "docx", language="en", at=AT)))
    points = [one.text for one in document.paragraphs if (one.style and one.style.name) == "List Bullet"]
    assert (len(points), points[20]) == (21, f"and {large.COUNT - 20} other practices, each in its theme")


def test_the_sums_of_a_spreadsheet_add_the_whole_up_by_theme(shared: Assessment) -> None:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(exports.file(shared, "xlsx", language="en", at=AT)))
    rows = [row for row in workbook.get_sheet_by_name("Sums").to_python() if row[0] == "The whole"]
    parts, whole = rows[:-1], rows[-1]
    assert (len(parts), sum(int(row[4]) for row in parts)) == (14, int(whole[4])) == (14, 100 * large.COUNT)


def test_the_sum_of_the_whole_is_told_by_theme(steward: Membership, shared: Assessment) -> None:
    (whole,) = pages.visitor(steward).get(pages.address("results", shared)).context["sums"]
    assert (len(whole.terms), sum(line.term.product for line in whole.terms)) == (14, whole.working.numerator)
    assert (whole.working.mean, whole.working.denominator) == (100, large.COUNT)


@pytest.mark.parametrize("scope", SCOPES)
def test_one_answer_costs_the_same(steward: Membership, scope: str) -> None:
    assessment = make_assessment(steward, framework="large", scope=scope)
    visitor, url = pages.visitor(steward), pages.address("answer", assessment, "T01-2")
    typed = pages.typed(visitor.get(pages.address("theme", assessment, "T01")))
    visitor.post(url, {**typed, "T01-2-choice": "1"})
    again = pages.typed(visitor.get(pages.address("theme", assessment, "T01")))
    cost = pages.statements(visitor, "post", url, data={**again, "T01-2-choice": "2"})
    assert cost == (200, 8)
