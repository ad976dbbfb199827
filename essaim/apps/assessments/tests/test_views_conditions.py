"""A question that waits for another, as people meet it: it comes and goes with the answer, JavaScript or not."""

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import held, make_assessment, make_steward, say
from essaim.apps.frameworks import operations as frameworks
from essaim.apps.frameworks.tests.factories import criterion, scale, source, theme
from essaim.apps.organisations.models import Membership

from .factories import AT

pytestmark = pytest.mark.django_db
SENTENCE = "Cette question se pose seulement si la réponse à « A-1 (fr) » est « 2 (fr) » ou au-dessus."


@pytest.fixture
def steward() -> Membership:
    return make_steward()


@pytest.fixture
def assessment(steward: Membership) -> Assessment:
    """Start on A-1, A-2 and B-1; the last two wait for A-1 to stand at 2."""
    waiting = [criterion(code, asked_when={"all": [{"answer_to": "A-1", "at_least": 2}]}) for code in ("A-2", "B-1")]
    themes = theme("A", criterion("A-1"), waiting[0]), theme("B", waiting[1])
    frameworks.load(source(*themes, scales=[scale(values=(0, 1, 2, 3, 4))]), at=AT)
    return make_assessment(steward, framework="small")


@pytest.fixture
def visitor(steward: Membership) -> Client:
    return pages.visitor(steward)


def words(response: Any) -> str:
    return pages.plain(response.content.decode()).replace("\N{NARROW NO-BREAK SPACE}", " ")


def swapped(response: Any) -> list[str]:
    """Return the ids of the questions that an answer brings along."""
    return re.findall(r'<(?:article|tr)[^>]*? id="([^"]+)"[^>]*? hx-swap-oob="true"', response.content.decode())


def test_a_question_left_aside_says_why_and_where_to_change_it(
    visitor: Client, assessment: Assessment, steward: Membership
) -> None:
    say(assessment, steward, A_1=1, A_2=3)
    response = visitor.get(pages.address("theme", assessment, "A"))
    assert SENTENCE in words(response)
    assert "Ce que vous aviez répondu est gardé" in words(response)
    url = f"{pages.address('theme', assessment, 'A')}#A-1"
    assert f'<a href="{url}">Voir ou changer la réponse à' in response.content.decode()


def test_an_answer_brings_the_question_it_opens_and_takes_back_the_one_it_closes(
    visitor: Client, assessment: Assessment
) -> None:
    url = pages.address("answer", assessment, "A-1")
    closed = visitor.post(url, {"A-1-choice": "1"})
    assert (swapped(closed), SENTENCE in words(closed)) == (["A-2"], True)
    same = visitor.post(url, {"A-1-choice": "0"})
    assert swapped(same) == []
    opened = visitor.post(url, {"A-1-choice": "3"})
    assert (swapped(opened), SENTENCE in words(opened)) == (["A-2"], False)
    assert "Vos réponses ouvrent une question de plus ici." in words(opened)


def test_the_table_brings_rows_of_every_theme(visitor: Client, assessment: Assessment) -> None:
    url = pages.address("answer", assessment, "A-1")
    response = visitor.post(url, {"A-1-choice": "1", "A-1-assignee": ""})
    assert swapped(response) == ["A-2", "B-1"]
    assert response.content.decode().count("<template>") == 2


def test_without_javascript_the_page_comes_back_to_the_question_it_opens(
    visitor: Client, assessment: Assessment, steward: Membership
) -> None:
    say(assessment, steward, A_1=0)
    url = pages.address("theme", assessment, "A")
    response = visitor.post(url, {"A-1-choice": "3"})
    assert (response.status_code, response.url) == (302, f"{url}#A-2")
    assert [str(one) for one in get_messages(response.wsgi_request)] == [
        "Vos réponses ouvrent une question de plus ici."
    ]
    following = visitor.post(url, {"A-2-choice": "3"})
    assert following.url == pages.address("theme", assessment, "B")


def test_without_javascript_a_page_that_only_closes_questions_goes_on(visitor: Client, assessment: Assessment) -> None:
    response = visitor.post(pages.address("theme", assessment, "A"), {"A-1-choice": "0"})
    assert response.url == pages.address("theme", assessment, "B")


def test_what_was_being_typed_in_a_question_left_aside_meanwhile_is_kept(
    visitor: Client, assessment: Assessment, steward: Membership
) -> None:
    say(assessment, steward, A_1=0)
    response = visitor.post(pages.address("answer", assessment, "A-2"), {"A-2-choice": "2", "A-2-comment": "Noté"})
    assert (response.status_code, swapped(response)) == (200, ["A-2"])
    assert (held(assessment, "A-2").state, held(assessment, "A-2").comment) == (State.ANSWERED, "Noté")


def test_results_tell_what_is_left_aside_and_the_way_back(
    visitor: Client, assessment: Assessment, steward: Membership
) -> None:
    say(assessment, steward, A_1=0)
    response = visitor.get(pages.address("results", assessment))
    told = [(item.one.code, item.waits_for) for item in response.context["set_aside"]]
    url = f"{pages.address('theme', assessment, 'A')}#A-1"
    assert [(code, [address for _title, address in waits_for]) for code, waits_for in told] == [
        ("A-2", [url]),
        ("B-1", [url]),
    ]
    assert SENTENCE in words(response)
    assert (response.context["overall"].answered, response.context["overall"].applicable) == (1, 1)


@pytest.mark.parametrize(("level", "budget"), [("1", 8), ("3", 8)])
def test_an_answer_that_others_wait_for_costs_no_more(
    visitor: Client, assessment: Assessment, level: str, budget: int
) -> None:
    url = pages.address("answer", assessment, "A-1")
    assert pages.statements(visitor, "post", url, data={"A-1-choice": level}) == (200, budget)
