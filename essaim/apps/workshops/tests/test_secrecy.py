"""Attacks on what each said alone: the application itself, with every filter of ours taken away, is told nothing."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.tests.factories import AT, LATER, make_steward, open_as
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member
from essaim.apps.workshops import operations, queries, rules
from essaim.apps.workshops.enums import Mode
from essaim.apps.workshops.models import Ballot, Seat, Voice, Workshop
from essaim.apps.workshops.tests.factories import HELD_BY_ONE, group_of, make_seat, make_workshop, show, voice
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(workshop):
    """One person said 2 and "don't know"; the test holds nothing of it."""
    voice(workshop, HELD_BY_ONE, A_1=2, A_2=State.UNKNOWN)
    tenancy.set_secret("")
    return workshop


def seen():
    return Ballot.objects.count(), Voice.objects.count()


def told(name, workshop):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name}(%s)", [workshop.pk])
        return cursor.fetchall()


def test_the_holder_of_the_secret_reads_their_own_voices(said):
    ballot = queries.ballot_behind(said, HELD_BY_ONE)
    assert {code: (one.state, one.level) for code, one in queries.voices_of(ballot).items()} == {
        "A-1": ("answered", 2),
        "A-2": ("unknown", None),
    }


@pytest.mark.parametrize("secret", ["", "another", "'", "%", "what one person holds "])
def test_the_application_that_was_not_told_the_secret_reads_nothing(said, secret):
    tenancy.set_secret(secret)
    assert seen() == (0, 0)


def test_the_id_that_the_row_bears_opens_nothing(said):
    tenancy.set_secret(rules.ballot_id(HELD_BY_ONE))
    assert seen() == (0, 0)


@pytest.mark.parametrize("role", [Role.STEWARD, Role.CONTRIBUTOR])
def test_a_colleague_reads_nothing(said, role):
    open_as(make_member(said.organisation, role=role))
    assert seen() == (0, 0)


def test_two_people_read_each_their_own(said):
    voice(said, "another person's", A_1=4)
    assert [one.level for one in Voice.objects.all()] == [4]
    tenancy.set_secret(HELD_BY_ONE)
    assert [one.level for one in Voice.objects.order_by("criterion")] == [2, None]


def test_another_organisation_reads_nothing_even_with_the_secret(said):
    make_steward()
    tenancy.set_secret(HELD_BY_ONE)
    assert seen() == (0, 0)
    assert [told(name, said) for name in ("workshop_counts", "workshop_ballots", "workshop_revealed")] == [[], [], []]
    told("workshop_forget", said)
    open_as(make_member(said.organisation))
    assert seen() == (1, 2)


def test_nobody_reads_anything_outside_a_tenant(said):
    tenancy.set_organisations([])
    tenancy.set_secret(HELD_BY_ONE)
    assert seen() == (0, 0)


def test_nobody_changes_or_removes_the_voices_of_another(said):
    tenancy.set_secret("another")
    assert Voice.objects.update(level=0, state=State.ANSWERED) == 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM workshops_ballot")
        assert cursor.rowcount == 0


def test_nobody_writes_under_the_secret_of_another(said):
    tenancy.set_secret("another")
    ballot = rules.ballot_id(HELD_BY_ONE)
    forged = Voice(organisation=said.organisation, ballot_id=ballot, criterion="B-1", state="unknown")
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        forged.save(force_insert=True)


def test_no_voice_hangs_on_a_ballot_of_another_organisation(said):
    stranger = make_steward()
    tenancy.set_secret(HELD_BY_ONE)
    forged = Voice(
        organisation=stranger.organisation, ballot_id=rules.ballot_id(HELD_BY_ONE), criterion="B-1", state="unknown"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        forged.save(force_insert=True)


def test_before_revealing_nothing_but_counts_is_told(said):
    group = group_of(said)
    assert sorted(told("workshop_counts", said)) == [("A-1", group.pk, 1), ("A-2", group.pk, 1)]
    assert told("workshop_ballots", said) == [(group.pk, 1)]
    assert told("workshop_revealed", said) == []


def test_only_the_practice_that_was_revealed_is_told(said):
    show(said, "A-1")
    assert [(one.criterion, one.name, one.level, one.voices) for one in queries.revealed_voices(said)] == [
        ("A-1", "", 2, 1)
    ]


def test_by_show_of_hands_nothing_that_was_said_alone_is_ever_told(said):
    show(said)
    Workshop.objects.update(mode=Mode.HANDS)
    assert queries.revealed_voices(said) == []


def test_with_names_only_those_who_agreed_are_told(said):
    operations.choose_mode(said, mode=Mode.NAMED)
    operations.join(said, secret="hers", group=group_of(said), name="Aïcha")
    voice(said, "hers", A_1=3)
    tenancy.set_secret("")
    show(said)
    assert [(one.name, one.level) for one in queries.revealed_voices(said)] == [("Aïcha", 3)]


def test_a_name_given_before_the_team_chose_otherwise_is_not_told(steward, assessment):
    workshop = make_workshop(steward, assessment, mode=Mode.NAMED)
    operations.join(workshop, secret="hers", group=group_of(workshop), name="Aïcha")
    voice(workshop, "hers", A_1=3)
    operations.choose_mode(workshop, mode=Mode.APART)
    show(workshop)
    assert [one.name for one in queries.revealed_voices(workshop)] == [""]


def test_no_column_ties_a_person_to_a_ballot_or_a_voice_to_a_moment():
    seats, ballots, voices = ({field.column for field in model._meta.fields} for model in (Seat, Ballot, Voice))
    assert {"ballot_id", "voice_id"} & (seats | ballots) == set()
    assert {"seat_id", "account_id", "link_id", "digest", "email"} & (ballots | voices) == set()
    assert {name for name in seats | ballots | voices if name.endswith("_at")} == set()


def test_nothing_that_the_database_keeps_of_a_seat_opens_the_ballot(workshop):
    seat, secret = make_seat(workshop)
    voice(workshop, rules.ballot_secret(secret), A_1=2)
    kept = [seat.digest, seat.link_id, str(seat.pk), seat.email, rules.ballot_secret(seat.digest)]
    for known in kept:
        tenancy.set_secret(known)
        assert seen() == (0, 0)
    tenancy.set_secret(rules.ballot_secret(secret))
    assert seen() == (1, 1)


def test_a_link_opens_another_ballot_than_an_account_does(workshop, steward):
    mine = queries.secret_of_account(workshop, steward.account_id)
    assert mine != queries.secret_of_account(make_workshop(), steward.account_id)
    assert len(mine) == 64


def test_saying_that_one_is_done_leaves_no_trace_beside_a_voice(workshop):
    seat, secret = make_seat(workshop)
    voice(workshop, rules.ballot_secret(secret), A_1=2)
    before = Voice.objects.values().get()
    operations.finish(seat, has_finished=True)
    assert Voice.objects.values().get() == before
    assert Seat.objects.get().has_finished


def test_closing_forgets_ballots_voices_and_people(workshop):
    seat, secret = make_seat(workshop)
    voice(workshop, rules.ballot_secret(secret), A_1=2)
    operations.close(workshop, at=LATER)
    tenancy.set_secret(rules.ballot_secret(secret))
    assert (seen(), [str(one) for one in Seat.objects.all()]) == ((0, 0), [""])
    assert (queries.ballot_counts(workshop), seat.email) == ({}, "asked@exemple.org")
    closed = queries.workshops_of(workshop.organisation_id).get()
    assert (closed.opened_at, closed.closed_at) == (AT, LATER)
