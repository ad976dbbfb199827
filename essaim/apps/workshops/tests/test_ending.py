"""The end of a workshop, by itself or with its assessment: what is said beforehand, what stays, who is told what."""

import re

import pytest
from django.urls import reverse

from essaim.apps.assessments import operations as assessments
from essaim.apps.assessments.tests.factories import LATER, Caller, make_assessment, open_as, say
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member, make_token, nobody
from essaim.apps.workshops import operations, queries
from essaim.apps.workshops.models import Seat
from essaim.apps.workshops.tests.factories import make_seat, make_workshop, show, voice, voices
from essaim.apps.workshops.tests.reading import words

pytestmark = pytest.mark.django_db(databases=["default", "limits"])
WORKSHOP_ENDS = "Closing the assessment closes the workshop too"


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def answered(assessment, steward):
    """Return the assessment with all its answers: it may be closed."""
    say(assessment, steward, A_1=2, A_2=2, B_1=2)
    return assessment


@pytest.fixture
def contributor(workshop, steward):
    """Return somebody who answers and leads nothing; the test goes on as the steward."""
    member = make_member(workshop.organisation, role=Role.CONTRIBUTOR)
    open_as(steward)
    return member


def closing(assessment):
    return reverse("assessments:close", args=[assessment.organisation.slug, assessment.pk])


def test_closing_the_assessment_ends_the_workshop_and_its_voices(answered, workshop, steward):
    voices(workshop, [0, 1, 2, 3, 4])
    operations.reveal(workshop, criteria=["A-1"], at=LATER)
    assessments.close(answered, by=steward, at=LATER)
    assert (queries.workshops_of(workshop.organisation_id).get().closed_at, queries.ballot_counts(workshop)) == (
        LATER,
        {},
    )
    assert list(queries.deliberations_of(workshop)) == ["A-1"]


def test_a_workshop_on_another_assessment_goes_on(answered, steward):
    other = make_workshop(steward, make_assessment(steward, framework="small"))
    assessments.close(answered, by=steward, at=LATER)
    assert queries.locked(other).is_open


def test_who_does_not_lead_the_workshop_does_not_end_it_by_closing_the_assessment(answered, workshop, contributor):
    open_as(contributor)
    with pytest.raises(assessments.Objected) as objected:
        assessments.close(answered, by=contributor, at=LATER)
    assert len(objected.value.objections) == 1
    assert queries.locked(workshop).is_open
    operations.close(workshop, at=LATER)
    assert assessments.close(answered, by=contributor, at=LATER).is_open is False


def test_the_page_says_how_many_answers_wait_before_the_assessment_is_closed(client, answered, workshop, steward):
    client.force_login(steward.account)
    voices(workshop, [0, 1, 2])
    voices(workshop, [0, 1], code="B_1")
    show(workshop, "A-1")
    page = words(client.get(closing(answered)))
    said = ["3 people have begun to answer", "2 answers wait to be revealed", WORKSHOP_ENDS]
    assert [sentence in page for sentence in said] == [True] * 3
    open_as(steward)
    operations.close(workshop, at=LATER)
    assert WORKSHOP_ENDS not in words(client.get(closing(answered)))


@pytest.mark.parametrize("people", [1, 3])
def test_the_closing_page_takes_the_same_statements_however_many_spoke(
    client, answered, workshop, steward, people, django_assert_num_queries
):
    client.force_login(steward.account)
    voices(workshop, [2] * people)
    client.get(closing(answered))
    with django_assert_num_queries(13):
        client.get(closing(answered))


def test_a_contributor_reads_who_closes_first_and_keeps_what_they_typed(client, answered, workshop, contributor):
    client.force_login(contributor.account)
    page = client.get(closing(answered))
    assert ("whoever leads the workshop closes it first" in words(page), 'name="reason"' in page.content.decode()) == (
        True,
        False,
    )
    refused = client.post(closing(answered), {"reason": "Fin de l’année"})
    assert (refused.status_code, "Fin de l’année" in refused.content.decode()) == (409, True)


def test_a_program_of_who_does_not_lead_is_told_why(client, answered, workshop, contributor):
    refused = Caller(client, make_token(contributor.account))("post", f"/assessments/{answered.pk}/close", {})
    assert (refused.status_code, "whoever leads the workshop" in refused.json()["detail"]) == (409, True)


@pytest.fixture
def links(workshop):
    """Return a personal link of a workshop and the one of its meeting."""
    seat, secret = make_seat(workshop, name="Zoé")
    held = operations.open_meeting(workshop)
    return f"{seat.link_id}.{secret}", f"{held.meeting_link_id}.{held.meeting_secret}"


def page(link, name="", *args):
    return reverse(f"workshops:answer{name and '_'}{name}", args=[link, *args])


def test_nothing_of_a_person_stays_behind_a_link(workshop, links):
    seat = queries.seats_of(workshop).get()
    operations.finish(seat, has_finished=True)
    operations.close(workshop, at=LATER)
    left = Seat.objects.get()
    assert (left.name, left.email, left.account, left.themes, left.reminded_on, left.has_finished) == (
        "",
        "",
        None,
        [],
        None,
        False,
    )
    assert (list(queries.seats_of(workshop)), queries.export_of(workshop.organisation_id)["seats"]) == ([], [])


def test_links_of_a_closed_workshop_say_so_kindly_and_open_no_question(client, workshop, links):
    operations.close(workshop, at=LATER)
    nobody()
    for link in links:
        shown = client.get(page(link))
        assert (shown.status_code, "The workshop is over" in words(shown)) == (410, True)
        assert workshop.organisation.name in words(shown)
        assert client.get(page(link, "theme", "A")).status_code == 410
    assert client.get(page(f"{links[0]}x")).status_code == 404


def test_what_was_being_sent_when_it_ended_comes_back_in_words(client, workshop, links):
    operations.close(workshop, at=LATER)
    nobody()
    shown = client.post(page(links[0], "theme", "A"), {"A-1-choice": "3", "A-2-choice": "unknown", "B-1-choice": "9"})
    text = words(shown)
    assert (shown.status_code, "came too late to be counted" in text) == (409, True)
    assert re.findall(r"<li>[^<]*<b>([^<]+)</b></li>", shown.content.decode()) == ["3", "Don’t know"]


def test_an_answer_saved_as_it_changes_is_told_so_beside_its_question(client, workshop, links):
    operations.close(workshop, at=LATER)
    nobody()
    late = client.post(page(links[0], "one", "A-1"), {"A-1-choice": "2"}, headers={"HX-Request": "true"})
    assert (late.status_code, late.content.decode().count("<html"), "too late to be counted" in words(late)) == (
        409,
        0,
        True,
    )


def test_a_member_who_answers_by_account_meets_the_same_page(client, workshop, steward):
    make_seat(workshop, email="", account=steward.account)
    operations.close(workshop, at=LATER)
    client.force_login(steward.account)
    mine = reverse("workshops:mine_theme", args=[workshop.organisation.slug, workshop.pk, "A"])
    late = client.post(mine, {"A-1-choice": "2"})
    assert (late.status_code, "came too late to be counted" in words(late)) == (409, True)
    assert workshop.get_absolute_url() in late.content.decode()


def test_programs_of_a_meeting_that_is_over_are_told_so(client, workshop, links):
    operations.close(workshop, at=LATER)
    nobody()
    assert client.get(f"/api/v1/w/{links[1]}").status_code == 409


def test_the_poster_and_the_room_show_no_code_any_more(client, visit, workshop, links):
    voice(workshop, "s", A_1=2)
    operations.begin(workshop, at=LATER)
    operations.close(workshop, at=LATER)
    assert 'class="joining"' not in visit("room").content.decode()
    assert visit("meeting").url == workshop.get_absolute_url()


def test_what_a_facilitator_was_writing_comes_back_when_the_workshop_ended_meanwhile(visit, workshop):
    operations.close(workshop, at=LATER)
    agreed = visit("room_agree", "A-1", data={"choice": "2", "comment": "Dit en réunion", "revision": "0"})
    assert (agreed.status_code, "Dit en réunion" in words(agreed)) == (409, True)
    present = visit("room_present", data={"names": "Zoé\nAli"})
    assert (present.status_code, "Zoé Ali" in words(present)) == (409, True)


def test_a_facilitator_from_outside_is_told_that_their_link_leads_nothing_and_loses_no_word(client, workshop):
    link = operations.hand_over(workshop, name="Claire")
    operations.close(workshop, at=LATER)
    nobody()
    address = reverse("workshops:led_room_agree", args=[link, "A-1"])
    late = client.post(address, {"choice": "2", "comment": "Dit en réunion", "revision": "0"})
    assert (late.status_code, "Dit en réunion" in words(late)) == (404, True)
    assert client.get(reverse("workshops:led_room", args=[link])).status_code == 404
