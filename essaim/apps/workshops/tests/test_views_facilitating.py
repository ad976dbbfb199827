import re

import pytest
from django.urls import reverse

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.tests.factories import held, open_as, say
from essaim.apps.workshops import operations
from essaim.apps.workshops.enums import Outcome
from essaim.apps.workshops.models import Workshop
from essaim.apps.workshops.tests.factories import voices
from essaim.apps.workshops.tests.reading import counts_of, outcomes, words
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db(databases=["default", "limits"])


def agree(visit, **changes):
    return visit("room_agree", "A-1", data={"choice": "2", "comment": "In March.", "revision": "0", **changes})


def test_an_agreed_level_is_kept_with_its_reason_and_the_next_practice_comes(visit, workshop, assessment):
    assert agree(visit).url.endswith("/salle/pratiques/A-2")
    assert (held(assessment).level, held(assessment).comment) == (2, "In March.")
    answer = visit("room_practice", "A-1")
    assert ("2 · 2" in words(answer), "In March." in words(answer)) == (True, True)


def test_no_level_is_chosen_beforehand(visit, workshop, assessment, steward):
    voices(workshop, [2] * 5)
    visit("room_reveal_all", data={})
    say(assessment, steward, A_1=4)
    assert " checked" not in visit("room_practice", "A-1").content.decode()


def test_not_for_us_needs_a_reason_and_what_was_typed_is_kept(visit, assessment):
    answer = agree(visit, choice=State.NOT_APPLICABLE.value, comment="")
    assert (answer.status_code, "Say in a few words why" in words(answer)) == (422, True)
    agree(visit, choice=State.NOT_APPLICABLE.value, comment="No employee.")
    assert (held(assessment).state, held(assessment).reason) == ("not_applicable", "No employee.")


def test_not_knowing_together_is_to_clear_up(visit):
    agree(visit, choice=State.UNKNOWN.value, comment="")
    assert "To clear up" in words(visit("room_practice", "A-1"))


def test_who_answered_meanwhile_is_shown_what_was_typed_is_kept_and_saving_again_replaces_it(
    visit, assessment, steward
):
    say(assessment, steward, A_1=4)
    answer = agree(visit)
    page = answer.content.decode()
    assert (answer.status_code, "It says: 4" in words(answer), "In March." in page) == (409, True, True)
    assert re.search(r'name="revision" value="1"', page)
    agree(visit, revision="1")
    assert held(assessment).level == 2


BOTH = {"first_level": "1", "first_reason": "Not written.", "second_level": "3", "second_reason": "We do it."}


def test_both_views_are_kept_and_shown(visit, workshop, assessment):
    assert visit("room_disagree", "A-1", data={**BOTH, "revision": "0"}).status_code == 302
    assert held(assessment).views == [
        {"level": 1, "reason": "Not written."},
        {"level": 3, "reason": "We do it."},
    ]
    for page in (visit("room_practice", "A-1"), visit("room_end")):
        assert ("Not written." in words(page), "We do it." in words(page)) == (True, True)


@pytest.mark.parametrize("change", [{"second_level": "1"}, {"first_reason": " "}, {"first_level": ""}])
def test_half_a_disagreement_comes_back_with_what_was_typed(visit, assessment, change):
    answer = visit("room_disagree", "A-1", data={**BOTH, "revision": "0", **change})
    assert (answer.status_code, "We do it." in answer.content.decode()) == (422, True)


def test_another_day_and_back(visit, workshop):
    visit("room_later", "A-1", data={})
    assert outcomes(workshop) == {"A-1": Outcome.LATER}
    visit("room_undo", "A-1", data={})
    visit("room_undo", "A-1", data={})
    assert (outcomes(workshop), "There was nothing to undo" in words(visit())) == ({"A-1": ""}, True)


def test_undoing_leaves_what_somebody_answered_since_and_says_so(visit, assessment, steward):
    agree(visit)
    say(assessment, steward, A_1=4)
    visit("room_undo", "A-1", data={})
    assert "Somebody answered in the assessment since" in words(visit("room_practice", "A-1"))


@pytest.fixture
def led(client, workshop, steward):
    """Return a visit of the room by an outside facilitator, who never signed in."""
    link = operations.hand_over(workshop, name="Claire Roy")

    def led(name="room", *args, data=None, link=link):
        send = client.get if data is None else client.post
        tenancy.set_organisations([])
        tenancy.set_account(None)
        answer = send(reverse(f"workshops:led_{name}", args=[link, *args]), data, headers={"Accept-Language": "en"})
        open_as(steward)
        return answer

    return led


def test_an_outside_facilitator_reveals_and_settles_in_nobody_s_name(led, workshop, assessment):
    voices(workshop, [2] * 5)
    led("room_begin", data={})
    led("room_reveal", "A-1", data={})
    assert counts_of(led("room_practice", "A-1")) == [0, 0, 5, 0, 0]
    led("room_agree", "A-1", data={"choice": "2", "revision": "0"})
    assert (held(assessment).level, held(assessment).answered_by_id) == (2, None)
    assert led("room_end").status_code == 200


def test_the_facilitator_s_pages_lead_to_no_page_of_the_organisation(led, workshop):
    voices(workshop, [2] * 5)
    for page in (led(), led("room_practice", "A-1"), led("room_end"), led("room_together")):
        assert re.findall(r'(?:href|action)="(/o/[^"]*)', page.content.decode()) == []


def test_the_link_of_another_workshop_or_half_a_link_opens_nothing(led):
    assert {led(link=link).status_code for link in ("abc.def", "abc", ".", "a" * 300)} == {404}


def test_the_facilitator_s_link_is_shown_once_and_renewed(visit, workshop):
    page = visit("facilitator", data={"name": "Claire Roy"}).content.decode()
    (address,) = re.findall(r"http://testserver(/anime/[^<]+)<", page)
    assert "/anime/" not in visit("facilitator").content.decode()
    visit("facilitator", data={"name": "Claire Roy"})
    assert Workshop.objects.get().facilitation_link_id not in address
    visit("facilitator_stop", data={})
    assert Workshop.objects.get().facilitation_link_id is None
