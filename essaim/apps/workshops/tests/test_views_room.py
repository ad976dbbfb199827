import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.apps.assessments.tests.factories import AT, LATER, held, open_as, say
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member
from essaim.apps.workshops import operations, queries
from essaim.apps.workshops.enums import GroupKind, Mode
from essaim.apps.workshops.models import Workshop
from essaim.apps.workshops.tests.factories import group_of, make_workshop, voices
from essaim.apps.workshops.tests.reading import counts_of, outcomes, words

pytestmark = pytest.mark.django_db


def test_before_revealing_a_practice_shows_how_many_answered_and_no_heap(visit, workshop):
    voices(workshop, [0, 0, 1, 4, 4, 4])
    answer = visit("room_practice", "A-1")
    assert (counts_of(answer), "6 answers of 6" in words(answer)) == ([], True)
    assert "6 answers of 6" in words(visit("room_count", "A-1"))


def test_revealing_shows_the_heaps_to_everybody(visit, workshop):
    voices(workshop, [0, 0, 1, 4, 4, 4])
    assert visit("room_reveal", "A-1", data={}).status_code == 302
    answer = visit("room_practice", "A-1")
    assert counts_of(answer) == [2, 1, 0, 0, 3]
    assert "What 6 people say" in words(answer)


def test_four_answers_are_not_revealed_and_the_page_says_why(visit, workshop):
    voices(workshop, [0, 0, 1, 4])
    visit("room_reveal", "A-1", data={})
    answer = visit("room_practice", "A-1")
    assert (counts_of(answer), "nothing can be shown without giving them away" in words(answer)) == ([], True)


def test_a_practice_revealed_twice_says_so(visit, workshop):
    voices(workshop, [2] * 5)
    visit("room_reveal", "A-1", data={})
    visit("room_reveal", "A-1", data={})
    assert "This is revealed already" in words(visit("room_practice", "A-1"))


def test_all_that_was_collected_is_revealed_and_the_widest_spread_comes_first(visit, workshop):
    voices(workshop, [1, 1, 3, 3, 1])
    voices(workshop, [0, 0, 4, 4, 0], code="B_1")
    voices(workshop, [2] * 5, code="A_2")
    assert visit("room_reveal_all", data={}).url.endswith("/salle/ensemble")
    answer = visit("room_together")
    titles = re.findall(r'href="[^"]+/pratiques/([^"]+)">\s*<svg', answer.content.decode())
    assert titles == ["B-1", "A-1"]


def test_a_level_said_by_all_is_ready_and_of_two_neighbours_none_is(visit, workshop):
    voices(workshop, [2] * 5)
    voices(workshop, [2, 2, 2, 3, 3], code="A_2")
    visit("room_reveal_all", data={})
    page = visit("room_together").content.decode()
    radios = re.findall(r'name="(A-\d)-level" value="(\w+)"( checked)?', page)
    assert radios == [
        ("A-1", "2", " checked"), ("A-1", "talk", ""), ("A-2", "2", ""), ("A-2", "3", ""), ("A-2", "talk", ""),
    ]  # fmt: skip


def test_what_is_accepted_together_is_written_and_the_rest_is_left_to_talk(visit, workshop, assessment):
    for code in ("A_1", "A_2", "B_1"):
        voices(workshop, [2, 2, 2, 3, 3], code=code)
    visit("room_reveal_all", data={})
    data = {"A-1-level": "3", "A-1-revision": "0", "A-2-level": "talk", "A-2-revision": "0", "B-1-revision": "0"}
    assert visit("room_accept", data=data).status_code == 302
    assert (held(assessment).level, list(queries.deliberations_of(workshop)), outcomes(workshop)) == (
        3,
        ["A-1", "A-2", "B-1"],
        {"A-1": "agreed", "A-2": "", "B-1": ""},
    )


def test_a_level_nobody_said_is_not_accepted_together(visit, workshop, assessment):
    voices(workshop, [2] * 5)
    visit("room_reveal_all", data={})
    visit("room_accept", data={"A-1-level": "4", "A-1-revision": "0"})
    assert outcomes(workshop) == {"A-1": ""}


def test_a_practice_answered_meanwhile_is_marked_and_nothing_is_written_over(visit, workshop, assessment, steward):
    voices(workshop, [2] * 5)
    visit("room_reveal_all", data={})
    say(assessment, steward, A_1=4)
    answer = visit("room_accept", data={"A-1-level": "2", "A-1-revision": "0"})
    assert (answer.status_code, "answered meanwhile" in words(answer), held(assessment).level) == (409, True, 4)
    visit("room_accept", data={"A-1-level": "2", "A-1-revision": "1"})
    assert held(assessment).level == 2


def test_hands_are_counted_and_nothing_of_them_shows_before_revealing(visit, workshop):
    visit("room_hands", "A-1", data={"hands-0": "3", "hands-4": "4"})
    answer = visit("room_practice", "A-1")
    page = answer.content.decode()
    assert ("and 7 people counted in the room" in words(answer), re.findall(r'value="[34]"', page)) == (True, LEVELS)
    visit("room_reveal", "A-1", data={})
    assert counts_of(visit("room_practice", "A-1")) == [3, 0, 0, 0, 4]


LEVELS = ['value="3"', 'value="4"'] * 3  # the choices of the page itself


def test_hands_that_cannot_be_come_back(visit):
    answer = visit("room_hands", "A-1", data={"hands-0": "-3", "hands-4": "4"})
    assert (answer.status_code, 'value="4"' in answer.content.decode()) == (422, True)


def test_who_was_there_is_recorded_and_shown(visit, workshop):
    visit("room_present", data={"names": "Zoé\nAli\n"})
    assert Workshop.objects.get().present == ["Zoé", "Ali"]
    assert "Zoé" in visit("room_end").content.decode()


def test_by_show_of_hands_the_room_settles_without_revealing(client, steward, assessment):
    workshop = make_workshop(steward, assessment, mode=Mode.HANDS)
    client.force_login(steward.account)
    place = [workshop.organisation.slug, workshop.pk]
    page = client.get(reverse("workshops:room_practice", args=[*place, "A-1"])).content.decode()
    assert ("data-reveal" in page, 'id="count"' in page, 'name="hands-0"' in page) == (False, False, False)
    client.post(reverse("workshops:room_agree", args=[*place, "A-1"]), {"choice": "1", "revision": "0"})
    open_as(steward)
    assert held(assessment).level == 1


def test_a_closed_workshop_is_read_and_changes_no_more(visit, workshop):
    voices(workshop, [2] * 5)
    visit("room_reveal_all", data={})
    operations.close(workshop, at=LATER)
    assert counts_of(visit("room_practice", "A-1")) == [0, 0, 5, 0, 0]
    page = visit("room_practice", "A-1").content.decode()
    assert ("<form" in page, visit("room_later", "A-1", data={}).status_code) == (False, 302)


def test_a_contributor_looks_on_and_leads_nothing(client, workshop):
    member = make_member(workshop.organisation, role=Role.CONTRIBUTOR)
    client.force_login(member.account)
    place = [workshop.organisation.slug, workshop.pk]
    page = client.get(reverse("workshops:room_practice", args=[*place, "A-1"]))
    assert (page.status_code, "<form" in page.content.decode()) == (200, False)
    for name in ("room_reveal", "room_agree", "room_later", "room_undo", "room_hands", "room_disagree"):
        assert client.post(reverse(f"workshops:{name}", args=[*place, "A-1"])).status_code == 403
    for name in ("room_begin", "room_reveal_all", "room_accept", "room_present", "facilitator", "facilitator_stop"):
        assert client.post(reverse(f"workshops:{name}", args=place)).status_code == 403


def test_a_practice_that_is_not_looked_at_is_not_there(visit):
    assert {visit(name, "Z-9").status_code for name in ("room_practice", "room_count")} == {404}


def test_the_agenda_gives_each_practice_its_hour(visit, workshop):
    operations.begin(workshop, at=AT)
    page = words(visit("room_practice", "A-1"))
    assert [part in page for part in ("From 10:00 to 11:30", "From 10:00 to 10:15")] == [True, True]


def phases(answer):
    shown = re.findall(r'<span data-phase="(\w+)"( hidden)?>', answer.content.decode())
    return [phase for phase, hidden in shown if not hidden]


def test_the_time_of_the_meeting_and_of_the_practice_is_told_without_any_script(visit, workshop):
    assert phases(visit("room_practice", "A-1")) == []
    operations.begin(workshop, at=timezone.now())
    answer = visit("room_practice", "A-1")
    assert (phases(answer), "15 min left" in words(answer)) == (["running", "running"], True)
    Workshop.objects.update(started_at=timezone.now() - timedelta(hours=3))
    assert phases(visit("room_practice", "A-1")) == ["over", "over"]
    operations.close(workshop, at=timezone.now())
    assert phases(visit("room_practice", "A-1")) == []


def test_a_practice_on_which_people_stood_apart_is_agreed_with_a_reason_and_the_page_asks_for_it(visit, workshop):
    voices(workshop, [0, 0, 4, 4, 4])
    voices(workshop, [2] * 5, code="A_2")
    visit("room_reveal_all", data={})
    assert ["what brought you together?" in words(visit("room_practice", code)) for code in ("A-1", "A-2")] == [
        True,
        False,
    ]
    refused = visit("room_agree", "A-1", data={"choice": "2", "revision": "0"})
    assert (refused.status_code, "say in a few words what you agree on" in words(refused)) == (422, True)
    assert outcomes(workshop) == {"A-1": "", "A-2": ""}


@pytest.mark.parametrize("people", [5, 30])
@pytest.mark.parametrize("is_revealed", [False, True])
def test_a_page_of_the_room_takes_as_many_statements_however_many_spoke(
    visit, workshop, people, is_revealed, django_assert_num_queries
):
    for code in ("A_1", "A_2", "B_1"):
        voices(workshop, [0, 4] * (people // 2) + [1], code=code, group=group_of(workshop, GroupKind.VOLUNTEERS))
    if is_revealed:
        operations.reveal(workshop, criteria=["A-1"], at=LATER)
    visit("room_practice", "A-1")
    with django_assert_num_queries(15):
        visit("room_practice", "A-1")
    with django_assert_num_queries(14):
        visit("room_count", "A-1")
