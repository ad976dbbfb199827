import pytest
from django.urls import reverse

from essaim.apps.assessments.tests.factories import open_as
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_account, make_member, nobody
from essaim.apps.workshops import operations, queries, rules
from essaim.apps.workshops.enums import Mode
from essaim.apps.workshops.tests.factories import group_of, make_seat, make_workshop, show, voice

pytestmark = pytest.mark.django_db(databases=["default", "limits"])


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


@pytest.fixture
def link(workshop):
    """Return a personal link of the board, and leave the test as nobody."""
    seat, secret = make_seat(workshop)
    nobody()
    return f"{seat.link_id}.{secret}"


@pytest.fixture
def meeting(workshop, steward):
    """Return the link of the meeting, and leave the test as nobody."""
    open_as(steward)
    held = operations.open_meeting(workshop)
    nobody()
    return f"{held.meeting_link_id}.{held.meeting_secret}"


def page(link, name="", *args):
    return reverse(f"workshops:answer{name and '_'}{name}", args=[link, *args])


def kept(workshop, steward, secret):
    open_as(steward)
    ballot = queries.ballot_behind(workshop, secret)
    return {code: (one.state, one.level) for code, one in queries.voices_of(ballot).items()} if ballot else None


def of_seat(link):
    return rules.ballot_secret(link.partition(".")[2])


def test_a_personal_link_opens_without_an_account_and_is_listed_nowhere(client, link):
    response = client.get(page(link))
    assert (response.status_code, response["X-Robots-Tag"]) == (200, "noindex, nofollow")
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-cache", "same-origin")
    assert "sessionid" not in response.cookies


@pytest.mark.parametrize("spoiled", ["nothing", "abc.def", ".", "0" * 12 + ".x", "é.é"])
def test_any_other_address_opens_nothing(client, link, spoiled):
    assert client.get(f"/a/{spoiled}").status_code == 404
    assert client.get(page(f"{link}x")).status_code == 404
    assert client.post(page(f"{link}x", "finish")).status_code == 404


def test_a_page_of_answers_is_kept_and_one_goes_on(client, link, workshop, steward):
    response = client.post(page(link, "theme", "A"), {"A-1-choice": "3", "A-2-choice": "unknown"})
    assert (response.status_code, response.url) == (302, page(link, "theme", "B"))
    response = client.post(page(link, "theme", "B"), {"B-1-choice": "planned"})
    assert response.url == page(link)
    assert kept(workshop, steward, of_seat(link)) == {
        "A-1": ("answered", 3),
        "A-2": ("unknown", None),
        "B-1": ("planned", None),
    }


def test_one_practice_is_kept_as_it_changes(client, link, workshop, steward):
    response = client.post(page(link, "one", "A-1"), {"A-1-choice": "2"})
    assert (response.status_code, "Saved" in response.content.decode()) == (200, True)
    assert kept(workshop, steward, of_seat(link)) == {"A-1": ("answered", 2)}


def test_what_is_not_on_the_scale_is_refused_and_the_rest_kept(client, link, workshop, steward):
    response = client.post(page(link, "theme", "A"), {"A-1-choice": "9", "A-2-choice": "1"})
    assert response.status_code == 422
    assert kept(workshop, steward, of_seat(link)) == {"A-2": ("answered", 1)}
    assert client.post(page(link, "one", "A-1"), {"A-1-choice": "nine"}).status_code == 422


def test_one_comes_back_to_their_own_answers_and_to_no_others(client, link, workshop, steward):
    open_as(steward)
    voice(workshop, "another's", A_1=4)
    nobody()
    assert "checked" not in client.get(page(link, "theme", "A")).content.decode()
    client.post(page(link, "one", "A-1"), {"A-1-choice": "2"})
    html = client.get(page(link, "theme", "A")).content.decode()
    assert next(line for line in html.split("<input") if "checked" in line).count('value="2"') == 1
    assert html.count("checked") == 1


def test_what_is_revealed_is_shown_as_it_stands_and_refused(client, link, workshop, steward):
    client.post(page(link, "one", "A-1"), {"A-1-choice": "2"})
    open_as(steward)
    show(workshop, "A-1")
    nobody()
    html = client.get(page(link, "theme", "A")).content.decode()
    assert ("does not move any more" in html, 'name="A-1-choice"' in html) == (True, False)
    late = client.post(page(link, "one", "A-1"), {"A-1-choice": "4"})
    assert (late.status_code, "has just been revealed" in late.content.decode()) == (409, True)
    late = client.post(page(link, "theme", "A"), {"A-1-choice": "4", "A-2-choice": "1"})
    assert late.status_code == 409
    assert kept(workshop, steward, of_seat(link)) == {"A-1": ("answered", 2), "A-2": ("answered", 1)}


def test_who_comes_late_begins_after_what_was_revealed(client, link, meeting, workshop, steward):
    open_as(steward)
    for code in ("A-1", "A-2"):
        show(workshop, code)
    nobody()
    assert join(client, meeting, workshop, steward).url == page(meeting, "theme", "B")
    shown = client.get(page(link))
    assert (shown.context["person"].left, shown.context["next_url"]) == (1, page(link, "theme", "B"))
    assert "revealed" in shown.content.decode()


def test_who_comes_when_all_is_revealed_is_asked_nothing(client, link, meeting, workshop, steward):
    open_as(steward)
    for code in ("A-1", "A-2", "B-1"):
        show(workshop, code)
    nobody()
    for address in (link, meeting):
        shown = client.get(page(address)).content.decode()
        assert ("The answers are shown already" in shown, "See the first question" in shown) == (True, False)


def test_one_says_that_they_are_done_and_takes_it_back(client, link, workshop, steward):
    client.post(page(link, "one", "A-1"), {"A-1-choice": "2"})
    for given, expected in ({"done": "1"}, True), ({"undo": "1"}, False):
        assert client.post(page(link, "finish"), given).status_code == 302
        open_as(steward)
        assert [seat.has_finished for seat in queries.seats_of(workshop)] == [expected]
        nobody()


def test_one_who_is_asked_about_a_theme_sees_no_other(client, workshop):
    (asked,) = operations.invite(
        workshop, group=group_of(workshop), people=[operations.Person("Jo")], themes=["B"], language="fr"
    )
    nobody()
    link = f"{asked.seat.link_id}.{asked.secret}"
    assert [step.theme.code for step in client.get(page(link)).context["themes"]] == ["B"]
    assert client.get(page(link, "theme", "A")).status_code == 404
    assert client.post(page(link, "one", "A-1"), {"A-1-choice": "2"}).status_code == 404


def join(client, meeting, workshop, steward, **given):
    open_as(steward)
    group = group_of(workshop)
    nobody()
    return client.post(page(meeting), {"group": str(group.pk), **given})


def test_in_a_meeting_one_chooses_a_group_and_the_browser_alone_keeps_what_opens_the_ballot(
    client, meeting, workshop, steward
):
    assert client.get(page(meeting, "theme", "A")).url == page(meeting)
    assert client.post(page(meeting), {}).status_code == 422
    response = join(client, meeting, workshop, steward)
    cookie = response.cookies["ballot"]
    assert (response.url, cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        page(meeting, "theme", "A"),
        page(meeting),
        True,
        "Lax",
    )
    client.post(page(meeting, "one", "A-1"), {"A-1-choice": "2"})
    assert kept(workshop, steward, cookie.value) == {"A-1": ("answered", 2)}


def test_two_people_of_a_meeting_have_two_ballots(client, meeting, workshop, steward):
    first = join(client, meeting, workshop, steward).cookies["ballot"].value
    client.post(page(meeting, "leave"))
    assert join(client, meeting, workshop, steward).cookies["ballot"].value != first
    open_as(steward)
    assert queries.ballot_counts(workshop) == {group_of(workshop).pk: 2}


def test_a_cookie_of_someone_else_s_making_opens_nothing(client, meeting):
    for value in ("", "x", "é", "a;b", "0" * 48):
        client.cookies["ballot"] = value
        assert client.get(page(meeting)).context["person"].has_to_join


def test_with_names_one_gives_theirs_and_agrees_before_the_first_question(client, steward, assessment):
    workshop = make_workshop(steward, assessment, mode=Mode.NAMED)
    seat, secret = make_seat(workshop)
    nobody()
    link = f"{seat.link_id}.{secret}"
    assert client.get(page(link, "theme", "A")).url == page(link)
    assert client.post(page(link, "one", "A-1"), {"A-1-choice": "2"}).status_code == 404
    assert client.post(page(link), {"name": "Aïcha"}).status_code == 422
    assert client.post(page(link), {"name": "Aïcha", "agrees": "on"}).url == page(link, "theme", "A")
    client.post(page(link, "one", "A-1"), {"A-1-choice": "2"})
    assert kept(workshop, steward, of_seat(link)) == {"A-1": ("answered", 2)}


def test_by_show_of_hands_nothing_is_asked_beforehand(client, link, workshop, steward):
    open_as(steward)
    operations.choose_mode(workshop, mode=Mode.HANDS)
    nobody()
    assert "workshops/answering/hands.html" in [one.name for one in client.get(page(link)).templates]
    assert client.get(page(link, "theme", "A")).url == page(link)


def test_a_member_answers_by_account_and_reads_only_their_own(client, workshop, steward):
    reader = make_member(workshop.organisation, role=Role.READER)
    open_as(steward)
    make_seat(workshop, email="", account=reader.account)
    nobody()
    client.force_login(reader.account)
    place = [workshop.organisation.slug, workshop.pk]
    response = client.post(reverse("workshops:mine_one", args=[*place, "A-1"]), {"A-1-choice": "2"})
    assert response.status_code == 200
    assert client.get(reverse("workshops:mine", args=place)).context["person"].said == 1
    client.force_login(steward.account)
    assert client.get(reverse("workshops:mine", args=place)).status_code == 404


def test_one_who_is_asked_finds_it_at_home(client, workshop, steward):
    client.force_login(steward.account)
    home = f"/o/{workshop.organisation.slug}/"
    assert "Your view is asked for" not in client.get(home).content.decode()
    open_as(steward)
    make_seat(workshop, email="", account=steward.account)
    assert "Your view is asked for" in client.get(home).content.decode()


def test_volunteers_read_the_plain_words(client, workshop):
    from essaim.apps.workshops.views.respondents import Respondent

    board, _ = make_seat(workshop)
    (asked,) = operations.invite(
        workshop,
        group=next(group for group in queries.groups_of(workshop) if group.kind == "volunteers"),
        people=[operations.Person(account=make_account())],
        language="fr",
    )
    assert [Respondent(workshop, seat, "", ("mine", ())).reads_plain for seat in (board, asked.seat)] == [False, True]


def test_no_line_of_the_log_holds_a_secret_or_an_address(client, link, caplog):
    caplog.set_level("INFO")
    client.post(page(link, "one", "A-1"), {"A-1-choice": "2"})
    client.get(page(f"{link}x"))
    lines = [str(record.__dict__) for record in caplog.records if record.name == "essaim.requests"]
    assert len(lines) == 2
    assert [line for line in lines if link.partition(".")[2] in line or link.partition(".")[0] in line] == []


def test_a_theme_takes_the_same_statements_for_one_practice_and_for_two(client, link, django_assert_num_queries):
    client.post(page(link, "one", "A-1"), {"A-1-choice": "2"})
    for theme in "AB":
        with django_assert_num_queries(10):
            client.get(page(link, "theme", theme))
