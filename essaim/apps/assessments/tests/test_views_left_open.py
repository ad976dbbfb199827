"""A page left open for a week: it is saved, or says why in one sentence and gives the text back."""

import pytest
from django.test import Client

from essaim.apps.assessments import operations
from essaim.apps.assessments.models import Answer, Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import LATER, held, make_assessment, make_steward, say
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.tests.factories import make_member, membership_of

pytestmark = pytest.mark.django_db
LIVE = {"HX-Request": "true"}
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
WORDS = "Nous en parlons chaque mois."


@pytest.fixture
def steward() -> Membership:
    return make_steward()


@pytest.fixture
def assessment(steward: Membership) -> Assessment:
    return make_assessment(steward)


@pytest.fixture
def typed(steward: Membership) -> dict[str, str]:
    return {"keeper": str(steward.account_id), "A-1-choice": "3", "A-1-comment": WORDS}


def places(assessment: Assessment) -> list[str]:
    return [
        pages.address("theme", assessment, "A"),
        pages.address("table", assessment),
        pages.address("answer", assessment, "A-1"),
    ]


def test_a_page_says_under_whose_name_it_is_filled(steward: Membership, assessment: Assessment) -> None:
    field = f'<input type="hidden" name="keeper" value="{steward.account_id}">'
    texts = [pages.visitor(steward).get(place).content.decode() for place in places(assessment)[:2]]
    assert [text.count(field) for text in texts] == [1, 1]


def test_someone_signed_out_gets_the_text_back_and_may_send_it_again(
    steward: Membership, assessment: Assessment, typed: dict[str, str]
) -> None:
    for place in places(assessment):
        response = Client().post(place, typed)
        assert (response.status_code, response.context["why"]) == (401, "signed out")
        assert (response.context["fields"], response.context["words"]) == (list(typed.items()), [WORDS])
        assert f'<form method="post" action="{place}" class="form">' in response.content.decode()
    assert Answer.objects.count() == 0
    pages.visitor(steward).post(places(assessment)[0], dict(response.context["fields"]))
    assert (held(assessment).level, held(assessment).comment) == (3, WORDS)


def test_a_script_is_told_by_the_status_alone(assessment: Assessment, typed: dict[str, str]) -> None:
    response = Client().post(places(assessment)[2], typed, headers=LIVE)
    assert (response.status_code, response.content) == (401, b"")


def test_what_was_typed_under_one_name_is_not_saved_under_another(
    steward: Membership, assessment: Assessment, typed: dict[str, str]
) -> None:
    colleague = membership_of(make_member(steward.organisation).account, steward.organisation)
    for place in places(assessment):
        response = pages.visitor(colleague).post(place, typed)
        assert (response.status_code, response.context["why"], response.context["words"]) == (
            401,
            "someone else",
            [WORDS],
        )
    assert Answer.objects.count() == 0


def test_a_token_too_old_gives_the_text_back_to_our_own_page_and_to_no_other(
    steward: Membership, assessment: Assessment, typed: dict[str, str]
) -> None:
    visitor = Client(enforce_csrf_checks=True)
    visitor.force_login(steward.account)
    place = places(assessment)[0]
    ours = visitor.post(place, typed, headers=OWN_PAGE)
    foreign = visitor.post(place, typed, headers={"Sec-Fetch-Site": "cross-site"})
    silent = visitor.post(place, typed)
    assert (ours.status_code, ours.context["why"], ours.context["words"]) == (403, "another time", [WORDS])
    assert [(one.status_code, WORDS in one.content.decode()) for one in (foreign, silent)] == [(403, False)] * 2
    assert visitor.post(place, typed, headers=LIVE).status_code == 401


def test_a_form_that_names_nobody_is_not_echoed(assessment: Assessment, typed: dict[str, str]) -> None:
    place = places(assessment)[0]
    response = Client().post(place, {"A-1-comment": WORDS})
    assert (response.status_code, WORDS in response.url) == (302, False)


def test_a_closed_assessment_says_so_and_the_text_is_still_there(
    steward: Membership, assessment: Assessment, typed: dict[str, str]
) -> None:
    say(assessment, steward, A_1=1, A_2=1, B_1=1)
    operations.close(assessment, by=steward, at=LATER)
    theme, table, alone = (pages.visitor(steward).post(place, typed) for place in places(assessment))
    assert [one.status_code for one in (theme, table, alone)] == [409, 409, 409]
    assert [WORDS in one.content.decode() for one in (theme, table)] == [True, True]
    assert "Quelqu’un a clos le diagnostic pendant que vous répondiez." in pages.plain(alone.content.decode())
    assert held(assessment).level == 1
