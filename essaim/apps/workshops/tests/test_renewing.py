"""A personal link that was lost and given anew: answers found again on the same device, or counted with a doubt."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.tests.factories import LATER, open_as
from essaim.apps.organisations.tests.factories import nobody
from essaim.apps.workshops import operations, queries, rules
from essaim.apps.workshops.enums import GroupKind, Mode
from essaim.apps.workshops.models import Ballot, Voice
from essaim.apps.workshops.tests.factories import group_of, make_seat, show, voice, voices
from essaim.apps.workshops.tests.reading import words
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db
FORMER, NEW = "held before", "held now"


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def said_under(workshop, secret):
    ballot = queries.ballot_behind(workshop, secret)
    return {code: (one.state, one.level) for code, one in queries.voices_of(ballot).items()} if ballot else None


def test_all_that_was_said_moves_to_the_new_secret_and_one_person_is_counted(workshop):
    voice(workshop, FORMER, A_1=2, B_1=State.UNKNOWN)
    operations.carry(workshop, former=FORMER, secret=NEW)
    assert said_under(workshop, NEW) == {"A-1": ("answered", 2), "B-1": ("unknown", None)}
    assert said_under(workshop, FORMER) is None
    assert queries.ballot_counts(workshop) == {group_of(workshop).pk: 1}


def test_what_was_said_since_then_stays_as_it_is(workshop):
    voice(workshop, FORMER, A_1=2, A_2=1)
    voice(workshop, NEW, A_1=4)
    operations.carry(workshop, former=FORMER, secret=NEW)
    assert said_under(workshop, NEW) == {"A-1": ("answered", 4), "A-2": ("answered", 1)}


def test_what_was_revealed_does_not_move_when_its_voices_do(workshop):
    voices(workshop, [0, 1, 2, 3])
    voice(workshop, FORMER, A_1=4)
    tally = operations.reveal(workshop, criteria=["A-1"], at=LATER)["A-1"].tally
    operations.carry(workshop, former=FORMER, secret=NEW)
    assert queries.deliberations_of(workshop)["A-1"].tally == tally
    assert said_under(workshop, NEW) == {"A-1": ("answered", 4)}


@pytest.mark.parametrize("former", ["", "never said", NEW])
def test_nothing_to_carry_changes_nothing(workshop, former):
    voice(workshop, NEW, A_1=2)
    operations.carry(workshop, former=former, secret=NEW)
    assert said_under(workshop, NEW) == {"A-1": ("answered", 2)}


def test_with_names_the_name_comes_along(workshop):
    operations.choose_mode(workshop, mode=Mode.NAMED)
    operations.join(workshop, secret=FORMER, group=group_of(workshop), name="Aïcha")
    operations.carry(workshop, former=FORMER, secret=NEW)
    assert queries.ballot_behind(workshop, NEW).name == "Aïcha"


def test_nothing_is_carried_in_a_workshop_that_is_over(workshop):
    voice(workshop, FORMER, A_1=2)
    operations.close(workshop, at=LATER)
    with pytest.raises(operations.WorkshopOver):
        operations.carry(workshop, former=FORMER, secret=NEW)


def test_a_ballot_that_was_carried_opens_to_no_one_else(workshop):
    voice(workshop, FORMER, A_1=2)
    operations.carry(workshop, former=FORMER, secret=NEW)
    for secret in ("", FORMER, "another"):
        tenancy.set_secret(secret)
        assert (Ballot.objects.count(), Voice.objects.count()) == (0, 0)


def test_of_five_answers_one_of_which_may_be_a_second_one_nothing_is_shown(workshop):
    seat, _ = make_seat(workshop)
    voices(workshop, [0, 1, 2, 3, 4])
    operations.renew(seat)
    with pytest.raises(operations.TooFew):
        operations.reveal(workshop, criteria=["A-1"], at=LATER)
    voice(workshop, "a sixth", A_1=4)
    tenancy.set_secret("")
    shown = operations.reveal(workshop, criteria=["A-1"], at=LATER)["A-1"].tally
    assert (sum(shown["cells"].values()), shown["twice"]) == (6, 1)


def test_a_doubt_of_one_group_takes_nothing_from_the_others(workshop):
    seat, _ = make_seat(workshop)
    operations.renew(seat)
    volunteers = group_of(workshop, GroupKind.VOLUNTEERS)
    voices(workshop, [0, 1, 2, 3, 4])
    voices(workshop, [2] * 9, group=volunteers)
    shown = rules.from_plain(operations.reveal(workshop, criteria=["A-1"], at=LATER)["A-1"].tally)
    assert (shown.people, set(shown.groups), shown.twice) == (14, set(), 1)


def test_more_links_given_anew_than_answers_doubt_no_more_than_the_answers():
    spoken = [rules.Spoken("a", "", "2", 2), rules.Spoken("b", "", "3", 6)]
    shown = rules.reveal(spoken, hands={}, mode=Mode.APART, renewals={"a": 9, "c": 4})
    assert (shown.people, shown.twice) == (8, 2)


def page(link, name="", *args):
    return reverse(f"workshops:answer{name and '_'}{name}", args=[link, *args])


@pytest.fixture
def renewed(client, workshop, steward):
    """Return the link that replaced another, by which this device had answered."""
    seat, secret = make_seat(workshop)
    nobody()
    client.post(page(f"{seat.link_id}.{secret}", "one", "A-1"), {"A-1-choice": "3"})
    open_as(steward)
    fresh = operations.renew(seat)
    nobody()
    return f"{seat.link_id}.{fresh}"


def test_the_device_keeps_what_opens_the_answers_from_scripts_and_from_other_pages(client, workshop):
    seat, secret = make_seat(workshop)
    nobody()
    link = f"{seat.link_id}.{secret}"
    assert set(client.get(page(link)).cookies) == {"csrftoken", "entered"}
    kept = client.post(page(link, "one", "A-1"), {"A-1-choice": "3"}).cookies[f"ballot-{seat.link_id}"]
    assert (kept.value, kept["path"], kept["httponly"], kept["samesite"]) == (
        rules.ballot_secret(secret),
        "/a/",
        True,
        "Lax",
    )
    assert client.post(page(link, "leave")).cookies[f"ballot-{seat.link_id}"].value == ""


def test_answers_are_found_again_on_the_device_they_were_given_on(client, workshop, steward, renewed):
    assert "Find my answers again" in words(client.get(page(renewed)))
    assert client.post(page(renewed, "carry")).url == page(renewed)
    assert "Find my answers again" not in words(client.get(page(renewed)))
    open_as(steward)
    assert said_under(workshop, rules.ballot_secret(renewed.partition(".")[2])) == {"A-1": ("answered", 3)}
    assert sum(queries.ballot_counts(workshop).values()) == 1


def test_answers_may_be_found_again_after_new_ones_were_given(client, workshop, steward, renewed):
    client.post(page(renewed, "one", "B-1"), {"B-1-choice": "1"})
    client.post(page(renewed, "theme", "A"), {"A-2-choice": "2"})
    assert "Find my answers again" in words(client.get(page(renewed)))
    client.post(page(renewed, "carry"))
    open_as(steward)
    assert said_under(workshop, rules.ballot_secret(renewed.partition(".")[2])) == {
        "A-1": ("answered", 3),
        "A-2": ("answered", 2),
        "B-1": ("answered", 1),
    }


def test_on_another_device_nothing_is_offered_and_nothing_is_carried(client, workshop, steward, renewed):
    client.cookies.clear()
    assert "Find my answers again" not in words(client.get(page(renewed)))
    client.post(page(renewed, "carry"))
    open_as(steward)
    assert said_under(workshop, rules.ballot_secret(renewed.partition(".")[2])) is None


def test_what_a_device_keeps_of_one_link_is_not_offered_to_another(client, workshop, steward, renewed):
    open_as(steward)
    other, secret = make_seat(workshop, email="another@exemple.org")
    nobody()
    assert "Find my answers again" not in words(client.get(page(f"{other.link_id}.{secret}")))


def test_the_numbers_say_how_many_may_have_answered_twice(client, workshop, steward, renewed):
    client.force_login(steward.account)
    detail = words(client.get(workshop.get_absolute_url()))
    assert "1 person at most may have answered twice" in detail
    open_as(steward)
    voices(workshop, [0, 1, 2, 3, 4])
    show(workshop, "B-1")
    operations.reveal(workshop, criteria=["A-1"], at=LATER)
    room = reverse("workshops:room_practice", args=[workshop.organisation.slug, workshop.pk, "A-1"])
    with override("en"):
        assert "1 person at most may be counted twice" in words(client.get(room))
