"""What may be told of ballots: one's own to whoever holds its secret; to others, what the database's functions say."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.crypto import salted_hmac

from essaim.apps.assessments.enums import State
from essaim.apps.workshops import rules
from essaim.apps.workshops.models import Ballot, Voice, Workshop
from essaim.kernel import tenancy


@dataclass(frozen=True, slots=True)
class Told:
    """How many said one thing of a practice that was revealed; `name` only where people agreed to be named."""

    criterion: str
    group: UUID
    name: str
    state: State
    level: int | None
    voices: int


def secret_of_account(workshop: Workshop, account_id: UUID) -> str:
    """Return what opens the ballot of someone who answers by account; it takes the site's key to say it."""
    return salted_hmac("workshops.ballot", f"{workshop.pk} {account_id}", algorithm="sha256").hexdigest()


def ballot_behind(workshop: Workshop, secret: str) -> Ballot | None:
    """Return the ballot of this workshop that the secret opens; it, and its voices, stay open to the transaction."""
    tenancy.set_secret(secret)
    rows = Ballot.objects.filter(organisation_id=workshop.organisation_id, workshop=workshop)
    return rows.select_related("group").filter(pk=rules.ballot_id(secret)).first()


def voices_of(ballot: Ballot) -> dict[str, Voice]:
    """Return what the holder of the ballot said, by practice; nothing to who was not told its secret."""
    rows = Voice.objects.filter(organisation_id=ballot.organisation_id, ballot=ballot)
    return {row.criterion: row for row in rows.order_by("criterion")}


def ballot_counts(workshop: Workshop) -> dict[UUID, int]:
    """Return how many people have a ballot, by group."""
    return {row[0]: row[1] for row in _told("SELECT group_id, ballots FROM workshop_ballots(%s)", workshop)}


def voice_counts(workshop: Workshop) -> dict[tuple[str, UUID], int]:
    """Return how many people said something of each practice, by practice and group."""
    rows = _told("SELECT criterion, group_id, voices FROM workshop_counts(%s)", workshop)
    return {(criterion, group): voices for criterion, group, voices in rows}


def revealed_voices(workshop: Workshop) -> list[Told]:
    """Return what was said of the practices that were revealed; what of it may be shown is another matter."""
    rows = _told(
        "SELECT criterion, group_id, name, state, level, voices FROM workshop_revealed(%s) ORDER BY 1, 2, 3, 4, 5",
        workshop,
    )
    return [
        Told(criterion, group, name, State(state), level, voices)
        for criterion, group, name, state, level, voices in rows
    ]


def _told(statement: str, workshop: Workshop) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [workshop.pk])
        return list(cursor.fetchall())
