import pytest
from django.utils.translation import override

from essaim.apps.assessments import operations as assessments
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.tests.factories import AT, LATER, make_assessment, make_steward, open_as, say
from essaim.apps.organisations.models import SecretLink
from essaim.apps.organisations.rules import digest
from essaim.apps.organisations.tests.factories import make_account
from essaim.apps.workshops import operations, queries, rules
from essaim.apps.workshops.enums import GroupKind, LinkKind, Mode, PeopleFault
from essaim.apps.workshops.models import Deliberation, Seat, Workshop
from essaim.apps.workshops.operations import Person
from essaim.apps.workshops.tests.factories import group_of, make_seat, make_workshop, show, voice
from essaim.kernel import history

pytestmark = pytest.mark.django_db
OWN = (GroupKind.OWN, "Comité d’usagers")


def sentences(refused):
    return [str(fault.sentence) for fault in refused.value.faults]


def test_a_workshop_opens_with_its_groups_in_order(steward, assessment):
    workshop = make_workshop(steward, assessment, groups=[OWN, (GroupKind.VOLUNTEERS, ""), (GroupKind.BOARD, "")])
    with override("en"):
        names = [str(group) for group in queries.groups_of(workshop)]
    assert names == ["Board", "Volunteers", OWN[1]]
    assert queries.open_workshop_of(assessment) == workshop


@pytest.mark.parametrize(
    ("groups", "fault"),
    [
        ([], PeopleFault.NO_GROUP),
        ([(GroupKind.BOARD, ""), (GroupKind.BOARD, "x")], PeopleFault.GROUP_TWICE),
        ([OWN, (GroupKind.OWN, "comité  d’usagers")], PeopleFault.GROUP_TWICE),
        ([(GroupKind.OWN, "  ")], PeopleFault.OWN_WITHOUT_LABEL),
        ([(GroupKind.OWN, "x" * 121)], PeopleFault.LABEL_TOO_LONG),
    ],
)
def test_groups_that_cannot_be_are_refused(steward, assessment, groups, fault):
    with pytest.raises(operations.Refused) as refused:
        make_workshop(steward, assessment, groups=groups)
    assert sentences(refused) == [str(fault.label)]


def test_one_workshop_at_a_time_is_open_on_an_assessment(steward, assessment, workshop):
    with pytest.raises(operations.AlreadyOpen) as refused:
        make_workshop(steward, assessment)
    assert refused.value.workshop == workshop
    operations.close(workshop, at=LATER)
    assert make_workshop(steward, assessment) != workshop


def test_no_workshop_opens_on_a_closed_assessment(steward, assessment):
    say(assessment, steward, A_1=2, A_2=2, B_1=2)
    assessments.close(assessment, by=steward, at=LATER)
    with pytest.raises(operations.AssessmentClosed):
        make_workshop(steward, assessment)


def test_how_people_look_changes_until_the_meeting_begins(workshop):
    operations.choose_mode(workshop, mode=Mode.HANDS)
    assert queries.locked(workshop).mode == Mode.HANDS
    Workshop.objects.update(started_at=LATER)
    with pytest.raises(operations.AlreadyStarted):
        operations.choose_mode(workshop, mode=Mode.APART)


def test_people_are_asked_by_account_by_address_or_by_a_link_to_give(workshop):
    account = make_account()
    people = [Person(account=account), Person("Zoé", "ZOE@exemple.org"), Person("Jo")]
    asked = operations.invite(workshop, group=group_of(workshop), people=people, themes=["A"], language="en")
    assert [bool(one.secret) for one in asked] == [False, True, True]
    assert [one.seat.digest for one in asked] == ["", digest(asked[1].secret), digest(asked[2].secret)]
    assert [one.seat.language for one in asked] == [account.language, "en", "en"]
    assert {seat.email for seat in queries.seats_of(workshop)} == {"", "zoe@exemple.org"}


@pytest.fixture
def foreign(steward):
    """Return a group of the workshop of somebody else; the test goes on as the first steward."""
    group = group_of(make_workshop())
    open_as(steward)
    return group


def test_people_who_cannot_be_asked_are_refused_by_name(workshop, foreign):
    make_seat(workshop, email="zoe@exemple.org")
    with pytest.raises(operations.Refused) as refused:
        operations.invite(
            workshop,
            group=foreign,
            people=[Person(email="Zoe@exemple.org"), Person("x" * 121)],
            themes=["Z"],
            language="fr",
        )
    assert sentences(refused) == [
        str(PeopleFault.GROUP_UNKNOWN.label),
        str(PeopleFault.THEME_UNKNOWN.label),
        f"Zoe@exemple.org: {PeopleFault.ALREADY_ASKED.label}",
        str(PeopleFault.NAME_TOO_LONG.label),
    ]
    with pytest.raises(operations.Refused) as refused:
        operations.invite(workshop, group=group_of(workshop), people=[], language="fr")
    assert sentences(refused) == [str(PeopleFault.NOBODY.label)]


def test_more_people_than_a_workshop_holds_are_sent_to_the_link_of_the_meeting(workshop):
    people = [Person(str(number)) for number in range(501)]
    with pytest.raises(operations.Refused) as refused:
        operations.invite(workshop, group=group_of(workshop), people=people, language="fr")
    assert sentences(refused) == [str(PeopleFault.TOO_MANY.label)]


def test_each_is_reminded_once_a_day_unless_they_are_done_or_have_no_address(workshop):
    done, _ = make_seat(workshop)
    operations.finish(done, has_finished=True)
    waiting, _ = make_seat(workshop, email="waiting@exemple.org")
    make_seat(workshop, email="", name="Jo")
    mine, _ = make_seat(workshop, email="", account=make_account())
    assert set(operations.remind(workshop, on=AT.date())) == {waiting, mine}
    assert operations.remind(workshop, on=AT.date()) == []


def test_a_renewed_link_opens_another_ballot(workshop):
    seat, secret = make_seat(workshop)
    fresh = operations.renew(seat)
    assert (seat.digest, fresh != secret) == (digest(fresh), True)
    assert queries.seat_behind(seat.link_id, secret) is None
    assert queries.seat_behind(seat.link_id, fresh) == seat


def test_someone_asked_no_longer_has_no_link(workshop):
    seat, _ = make_seat(workshop)
    operations.uninvite(seat)
    assert (Seat.objects.count(), SecretLink.objects.filter(pk=seat.link_id).count()) == (0, 0)


def test_the_link_of_the_meeting_stays_the_same_until_it_is_closed(workshop):
    first = operations.open_meeting(workshop)
    assert operations.open_meeting(workshop).meeting_secret == first.meeting_secret
    operations.close_meeting(workshop)
    assert queries.workshop_behind(workshop.organisation_id, first.meeting_link_id, first.meeting_secret) is None
    assert operations.open_meeting(workshop).meeting_secret != first.meeting_secret


def test_a_voice_is_said_changed_and_taken_back(workshop):
    voice(workshop, "s", A_1=2, A_2=State.NOT_APPLICABLE)
    voice(workshop, "s", A_1=State.PLANNED, A_2=State.NONE)
    ballot = queries.ballot_behind(workshop, "s")
    assert {code: (one.state, one.level) for code, one in queries.voices_of(ballot).items()} == {
        "A-1": ("planned", None)
    }


def test_what_fits_no_practice_is_refused_whole(workshop):
    asked = ["A-1", "B-1"]
    said = {"A-1": rules.Said(State.ANSWERED, 9), "A-2": rules.Said(State.UNKNOWN), "B-1": rules.Said(State.UNKNOWN, 1)}
    with pytest.raises(operations.Refused) as refused:
        operations.say(workshop, secret="s", group=group_of(workshop), asked=asked, voices=said)
    assert [(fault.criterion, fault.field) for fault in refused.value.faults] == [
        ("A-1", "level"),
        ("A-2", "criterion"),
        ("B-1", "level"),
    ]
    assert queries.ballot_counts(workshop) == {}


def test_what_is_revealed_does_not_move_and_the_rest_is_kept(workshop):
    voice(workshop, "s", A_1=2)
    show(workshop, "A-1")
    assert voice(workshop, "s", A_1=4, B_1=1) == {"A-1"}
    assert voice(workshop, "s", A_1=State.NONE) == {"A-1"}
    assert voice(workshop, "late", A_1=0) == {"A-1"}
    ballot = queries.ballot_behind(workshop, "s")
    assert {code: one.level for code, one in queries.voices_of(ballot).items()} == {"A-1": 2, "B-1": 1}


@pytest.mark.parametrize("say_it", [voice, lambda workshop, secret: operations.join(
    workshop, secret=secret, group=group_of(workshop))])  # fmt: skip
def test_nobody_answers_alone_in_a_workshop_by_hands_or_over(workshop, say_it):
    operations.choose_mode(workshop, mode=Mode.HANDS)
    with pytest.raises(operations.ByHands):
        say_it(workshop, "s")
    operations.close(workshop, at=LATER)
    with pytest.raises(operations.WorkshopOver):
        say_it(workshop, "s")


def test_with_names_one_gives_theirs_before_the_first_answer(steward, assessment):
    workshop = make_workshop(steward, assessment, mode=Mode.NAMED)
    with pytest.raises(operations.NameMissing):
        voice(workshop, "s", A_1=2)
    with pytest.raises(operations.Refused):
        operations.join(workshop, secret="s", group=group_of(workshop), name=" ")
    operations.join(workshop, secret="s", group=group_of(workshop), name=" Aïcha  B. ")
    voice(workshop, "s", A_1=2)
    assert queries.ballot_behind(workshop, "s").name == "Aïcha B."


def test_a_name_is_not_kept_where_answers_are_shown_without(workshop):
    operations.join(workshop, secret="s", group=group_of(workshop), name="Aïcha")
    assert queries.ballot_behind(workshop, "s").name == ""


def test_nobody_joins_a_group_of_another_workshop(workshop, foreign):
    with pytest.raises(operations.Refused):
        operations.join(workshop, secret="s", group=foreign)


def test_people_are_asked_what_concerns_the_organisation_whatever_was_answered(workshop, steward, assessment):
    values = {"state": State.NOT_APPLICABLE, "reason": "Pas pour nous"}
    assessments.answer(assessment, criterion="A-1", values=values, by=steward, at=AT)
    assert [one.code for one in queries.asked_in(workshop)] == ["A-1", "A-2", "B-1"]
    assert [one.code for one in queries.asked_in(workshop, ["B"])] == ["B-1"]


def test_practices_that_a_rule_takes_away_are_not_asked():
    steward = make_steward(employees=0)
    workshop = make_workshop(steward, make_assessment(steward))
    assert [one.code for one in queries.asked_in(workshop)] == ["A-1", "B-1"]


def test_erasing_leaves_nothing(workshop):
    _, secret = make_seat(workshop)
    voice(workshop, rules.ballot_secret(secret), A_1=2)
    show(workshop)
    operations.open_meeting(workshop)
    operations.erase(workshop.organisation_id)
    left = [Workshop.objects, Seat.objects, Deliberation.objects, history.events_of(Workshop)]
    assert [table.count() for table in left] == [0] * 4
    assert SecretLink.objects.filter(kind__in=LinkKind.values).count() == 0
    assert queries.ballot_behind(workshop, rules.ballot_secret(secret)) is None


def test_a_voice_takes_the_same_statements_for_one_practice_and_for_three(workshop, django_assert_num_queries):
    voice(workshop, "s", A_1=1)
    group = group_of(workshop)
    for levels in ({"A_1": 2}, {"A_1": 3, "A_2": 3, "B_1": 3}):
        with django_assert_num_queries(6):  # the savepoint and its end, the hold, the secret, the ballot, the voices
            voice(workshop, "s", group=group, **levels)
