import pytest
from django.core import mail
from django.urls import reverse

from essaim.apps.assessments import operations as assessments
from essaim.apps.assessments.tests.factories import LATER, open_as, say
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_account, make_member
from essaim.apps.workshops import operations, queries
from essaim.apps.workshops.enums import Mode
from essaim.apps.workshops.tests.factories import group_of, make_seat, voices

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(client, steward):
    """Return the steward's browser, in English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(steward.account)
    return client


def page(workshop, name="detail", *args):
    return reverse(f"workshops:{name}", args=[workshop.organisation.slug, workshop.pk, *args])


def opening(assessment):
    return reverse("workshops:open", args=[assessment.organisation.slug, assessment.pk])


def test_an_assessment_leads_to_looking_at_it_together(visit, assessment):
    results = reverse("assessments:results", args=[assessment.organisation.slug, assessment.pk])
    assert opening(assessment) in visit.get(results).content.decode()
    response = visit.post(opening(assessment), {"kinds": ["board"], "own": "Usagers\n", "mode": "apart", "minutes": 60})
    workshop = queries.open_workshop_of(assessment)
    assert (response.status_code, response.url) == (302, page(workshop))
    assert [(group.kind, group.label) for group in queries.groups_of(workshop)] == [("board", ""), ("own", "Usagers")]
    assert visit.get(opening(assessment)).url == page(workshop)


def test_a_workshop_without_a_group_is_not_opened_and_says_why(visit, assessment):
    response = visit.post(opening(assessment), {"mode": "apart", "minutes": 60})
    assert response.status_code == 422
    assert "Choose at least one group of people." in response.content.decode()


def test_a_closed_assessment_is_opened_again_first(visit, assessment, steward):
    say(assessment, steward, A_1=2, A_2=2, B_1=2)
    assessments.close(assessment, by=steward, at=LATER)
    response = visit.post(opening(assessment), {"kinds": ["board"], "mode": "apart", "minutes": 60})
    assert response.status_code == 422


def ask(visit, workshop, steward, **given):
    open_as(steward)
    fields = {"group": str(group_of(workshop).pk), "language": "fr", "people": "", "slips": "0", **given}
    return visit.post(page(workshop, "invite"), fields)


def test_people_are_written_to_and_links_without_an_address_are_shown_once(
    visit, workshop, steward, django_capture_on_commit_callbacks
):
    colleague = make_account(email="col@exemple.org", language="en")
    make_member(workshop.organisation, account=colleague)
    with django_capture_on_commit_callbacks(execute=True):
        response = ask(
            visit,
            workshop,
            steward,
            people="Zoé M. <zoe@exemple.org>\nJo\n\n",
            slips="2",
            members=[str(colleague.pk)],
        )
    assert [slip["seat"].name for slip in response.context["slips"]] == ["Jo", "", ""]
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert {tuple(letter.to): letter.subject.split()[-2:] for letter in mail.outbox} == {
        ("zoe@exemple.org",): ["votre", "regard"],
        ("col@exemple.org",): ["your", "view"],
    }
    hers = next(letter for letter in mail.outbox if letter.to == ["zoe@exemple.org"])
    assert "/a/" in hers.body
    theirs = next(letter for letter in mail.outbox if letter.to == ["col@exemple.org"])
    assert ("/a/" in theirs.body, page(workshop, "mine") in theirs.body) == (False, True)


def test_a_line_that_cannot_be_read_is_told_and_nothing_is_lost(visit, workshop, steward):
    response = ask(visit, workshop, steward, people="zoe@exemple")
    assert response.status_code == 422
    assert "“zoe@exemple” holds no e-mail address" in response.content.decode()
    assert "zoe@exemple</textarea>" in response.content.decode()
    assert ask(visit, workshop, steward).status_code == 422


def test_a_reminder_follows_the_first_letter_and_holds_no_link(visit, workshop, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_seat(workshop)
        visit.post(page(workshop, "remind"))
        visit.post(page(workshop, "remind"))
    first, reminder = mail.outbox
    assert reminder.extra_headers["In-Reply-To"] == first.extra_headers["Message-ID"]
    assert ("/a/" in first.body, "/a/" in reminder.body) == (True, False)


def test_a_link_is_renewed_and_a_person_asked_no_longer(visit, workshop, steward):
    seat, _ = make_seat(workshop, email="", name="Jo")
    response = visit.post(page(workshop, "renew", seat.pk))
    assert [slip["seat"] for slip in response.context["slips"]] == [seat]
    assert visit.post(page(workshop, "uninvite", seat.pk)).status_code == 302
    open_as(steward)
    assert list(queries.seats_of(workshop)) == []


def test_the_code_of_the_meeting_is_made_shown_and_closed(visit, workshop, steward):
    assert visit.get(page(workshop, "meeting")).url == page(workshop)
    assert visit.post(page(workshop, "meeting")).url == page(workshop, "meeting")
    html = visit.get(page(workshop, "meeting")).content.decode()
    assert ('class="qr"' in html, "/a/" in html) == (True, True)
    assert visit.post(page(workshop, "meeting"), {"close": "1"}).url == page(workshop)
    open_as(steward)
    assert queries.locked(workshop).meeting_secret == ""


def test_nothing_but_numbers_shows(visit, workshop, steward):
    voices(workshop, [0, 4, 4])
    response = visit.get(page(workshop))
    counted = response.context["counted"]
    assert [(one.asked, one.ballots) for one in counted.groups] == [(0, 3), (0, 0)]
    assert [(theme.code, numbers) for theme, numbers in counted.themes] == [("A", (3, 0)), ("B", (0, 0))]
    assert response.context["are_few"]
    open_as(steward)
    voices(workshop, [0, 1, 2, 3, 4])
    assert not visit.get(page(workshop)).context["are_few"]


def test_how_people_look_is_changed_and_the_workshop_closed(visit, workshop, steward):
    assert visit.post(page(workshop, "mode"), {"mode": "hands"}).status_code == 302
    open_as(steward)
    assert queries.locked(workshop).mode == Mode.HANDS
    assert visit.get(page(workshop)).status_code == 200
    assert visit.get(page(workshop, "close")).status_code == 200
    assert visit.post(page(workshop, "close")).url == page(workshop)
    assert "erased" in visit.get(page(workshop)).content.decode()
    assert visit.post(page(workshop, "close")).status_code == 302


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.READER])
def test_those_who_do_not_lead_see_numbers_and_no_names(client, workshop, steward, role):
    make_seat(workshop)
    member = make_member(workshop.organisation, role=role)
    client.force_login(member.account)
    html = client.get(page(workshop)).content.decode()
    assert ("asked@exemple.org" in html, "sollicitées" in html.lower()) == (False, True)
    names = ("invite", "remind", "meeting", "close", "mode")
    assert {client.post(page(workshop, name)).status_code for name in names} == {403}


def test_the_page_takes_the_same_statements_for_one_person_and_three(
    visit, workshop, steward, django_assert_num_queries
):
    for count in (1, 3):
        open_as(steward)
        while queries.seats_of(workshop).count() < count:
            make_seat(workshop, email="", name=f"{count} {queries.seats_of(workshop).count()}")
        with django_assert_num_queries(12):
            visit.get(page(workshop))


def test_a_stranger_is_told_of_no_person(visit, workshop):
    seat, _ = make_seat(workshop)
    assert operations.finish(seat, has_finished=True) is None
    assert visit.get(page(workshop)).context["counted"].finished == 1


def test_someone_asked_by_account_has_no_link_to_renew(visit, workshop, steward):
    seat, _ = make_seat(workshop, email="", account=steward.account)
    assert page(workshop, "renew", seat.pk) not in visit.get(page(workshop)).content.decode()
    assert visit.post(page(workshop, "renew", seat.pk)).url == page(workshop)
    open_as(steward)
    assert [one.digest for one in queries.seats_of(workshop)] == [""]
