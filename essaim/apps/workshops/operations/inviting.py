"""Whom we ask: by account, by a link that is sent, or by a link to give; of its secret only digests are kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q

from essaim.apps.accounts.models import Account
from essaim.apps.assessments.operations import Fault
from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations.rules import digest, secret
from essaim.apps.workshops import emails, queries, rules
from essaim.apps.workshops.enums import LinkKind, PeopleFault
from essaim.apps.workshops.models import NAME_LENGTH, RespondentGroup, Seat, Workshop

from .holding import hold
from .situations import Refused


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to ask: by account, at an address, or by a link to give, with a name or none."""

    name: str = ""
    email: str = ""
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Someone who was asked; `secret` is the second half of their link, told this once; none for an account."""

    seat: Seat
    secret: str = ""


@transaction.atomic
def invite(
    workshop: Workshop,
    *,
    group: RespondentGroup,
    people: Sequence[Person],
    themes: Sequence[str] = (),
    language: str,
) -> list[Asked]:
    """Ask people of a group for their answers, on these themes or on all, and write to those with an address.

    Who cannot be asked raises `Refused`, and nobody is written to.
    """
    held = hold(workshop)
    seats = list(queries.seats_of(held))
    if faults := list(_faults(held, group, people, themes, seats)):
        raise Refused(faults)
    asked = [_ask(held, group, person, list(themes), language) for person in people]
    letters = [
        emails.asking_letter(one.seat, secret=one.secret) for one in asked if one.seat.email or one.seat.account_id
    ]
    _send(letters)
    return asked


@transaction.atomic
def renew(seat: Seat) -> str:
    """Return a new secret for the seat's link, sent where there is an address; the former opens nothing any more.

    What was said through the former counts among all, and opens to nobody but whoever can `carry` it over: the group
    tells how many may be counted twice.
    """
    seat.workshop = hold(seat.workshop)
    fresh = secret()
    seat.digest = digest(fresh)
    seat.save(update_fields=["digest"])
    RespondentGroup.objects.filter(pk=seat.group_id).update(renewals=F("renewals") + 1)
    if seat.email:
        _send([emails.asking_letter(seat, secret=fresh)])
    return fresh


@transaction.atomic
def remind(workshop: Workshop, *, on: date) -> list[Seat]:
    """Return the people written to: those who have not said they are done, each once a day at most."""
    held = hold(workshop)
    waiting = queries.seats_of(held).filter(~Q(email="") | Q(account__isnull=False), has_finished=False)
    seats = list(waiting.exclude(reminded_on=on))
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(reminded_on=on)
    for seat in seats:
        seat.workshop = held
    _send([emails.reminder_letter(seat) for seat in seats])
    return seats


@transaction.atomic
def uninvite(seat: Seat) -> None:
    """Ask someone no longer: their link opens nothing any more; what they said already counts, unseen, among all."""
    link = seat.link_id
    seat.delete()
    if link is not None:
        organisations.close_link(link)


@transaction.atomic
def open_meeting(workshop: Workshop) -> Workshop:
    """Return the workshop with one link for all in the room; it stays the same one until it is closed."""
    held = hold(workshop)
    if held.meeting_link_id is None:
        held.meeting_link = organisations.open_link(held.organisation_id, kind=LinkKind.MEETING)
        held.meeting_secret = secret()
        held.save(update_fields=["meeting_link", "meeting_secret"])
    return held


@transaction.atomic
def close_meeting(workshop: Workshop) -> None:
    """Take the link of the room away; what was said through it stays."""
    held = queries.locked(workshop)
    link = held.meeting_link_id
    held.meeting_link, held.meeting_secret = None, ""
    held.save(update_fields=["meeting_link", "meeting_secret"])
    if link is not None:
        organisations.close_link(link)


def _send(letters: Sequence[EmailMessage]) -> None:
    for letter in letters:
        transaction.on_commit(letter.send, robust=True)


def _ask(workshop: Workshop, group: RespondentGroup, person: Person, themes: list[str], language: str) -> Asked:
    fresh = "" if person.account else secret()
    link = None if person.account else organisations.open_link(workshop.organisation_id, kind=LinkKind.SEAT)
    seat = Seat.objects.create(
        organisation=workshop.organisation,
        workshop=workshop,
        group=group,
        name=" ".join(person.name.split()),
        email=person.email.strip().lower(),
        account=person.account,
        language=person.account.language if person.account else language,
        themes=themes,
        link=link,
        digest=digest(fresh) if fresh else "",
    )
    return Asked(seat, fresh)


def _faults(
    workshop: Workshop, group: RespondentGroup, people: Sequence[Person], themes: Sequence[str], seats: Sequence[Seat]
) -> Iterator[Fault]:
    framework = queries.framework_of(workshop)
    known = {framework.theme_of(one.code).code for one in queries.asked_in(workshop)}
    if not people:
        yield Fault("people", PeopleFault.NOBODY.label)
    if len(seats) + len(people) > rules.MOST_SEATS:
        yield Fault("people", PeopleFault.TOO_MANY.label)
    if group.workshop_id != workshop.pk:
        yield Fault("group", PeopleFault.GROUP_UNKNOWN.label)
    if not set(themes) <= known:
        yield Fault("themes", PeopleFault.THEME_UNKNOWN.label)
    taken = {seat.email for seat in seats if seat.email} | {seat.account_id for seat in seats if seat.account_id}
    for person in people:
        mark = person.account.pk if person.account else person.email.strip().lower()
        if mark and mark in taken:
            yield Fault("people", f"{person.account or person.email}: {PeopleFault.ALREADY_ASKED.label}")
        taken.add(mark)
        if len(person.name) > NAME_LENGTH:
            yield Fault("people", PeopleFault.NAME_TOO_LONG.label)
