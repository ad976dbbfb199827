"""Each says alone what they think of each practice: one statement, beside thirty others, never beside a revealing.

Nothing here bears a time, and what a person says never shares a transaction with what is known of the person.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection, transaction

from essaim.apps.assessments.operations import Fault
from essaim.apps.workshops import queries, rules
from essaim.apps.workshops.enums import Mode, PeopleFault
from essaim.apps.workshops.models import NAME_LENGTH, Ballot, RespondentGroup, Seat, Voice, Workshop
from essaim.kernel import tenancy

from .situations import ByHands, NameMissing, Refused, WorkshopOver

# What was revealed is refused practice by practice: the rest is kept. The workshop is held by the statement before.
UPSERT = """
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(items)s::jsonb) AS item (criterion text, state text, level smallint)
), fixed AS (
    SELECT said.criterion FROM workshops_deliberation said JOIN given USING (criterion)
    WHERE said.workshop_id = %(workshop)s AND said.revealed_at IS NOT NULL
), fresh AS (
    SELECT * FROM given WHERE criterion NOT IN (SELECT criterion FROM fixed)
), taken_back AS (
    DELETE FROM workshops_voice voice USING fresh
    WHERE voice.ballot_id = %(ballot)s AND voice.criterion = fresh.criterion AND fresh.state = 'none'
), kept AS (
    INSERT INTO workshops_voice AS held (id, organisation_id, ballot_id, criterion, state, level)
    SELECT gen_random_uuid(), %(organisation)s, %(ballot)s, criterion, state, level
    FROM fresh WHERE state <> 'none' ORDER BY criterion
    ON CONFLICT (ballot_id, criterion) DO UPDATE SET state = EXCLUDED.state, level = EXCLUDED.level
    WHERE (held.state, held.level) IS DISTINCT FROM (EXCLUDED.state, EXCLUDED.level)
)
SELECT criterion FROM fixed
"""


@transaction.atomic
def join(workshop: Workshop, *, secret: str, group: RespondentGroup, name: str = "") -> None:
    """Make the ballot that the secret opens; in a workshop with names, the name is given by who agrees to be shown.

    A closed workshop raises `WorkshopOver`, one by show of hands `ByHands`, a name not given or too long `Refused`.
    """
    held = _held(workshop)
    given = " ".join(name.split()) if held.mode == Mode.NAMED else ""
    if group.workshop_id != held.pk:
        raise Refused([Fault("group", PeopleFault.GROUP_UNKNOWN.label)])
    if held.mode == Mode.NAMED and not given:
        raise Refused([Fault("name", PeopleFault.NAME_MISSING.label)])
    if len(given) > NAME_LENGTH:
        raise Refused([Fault("name", PeopleFault.NAME_TOO_LONG.label)])
    _ballot(held, group, secret, given)


@transaction.atomic
def say(
    workshop: Workshop,
    *,
    secret: str,
    group: RespondentGroup,
    asked: Collection[str],
    voices: Mapping[str, rules.Said],
) -> frozenset[str]:
    """Keep what one person says of the practices they are asked about; return those revealed already, left so.

    Besides the situations of `join`: `NameMissing` in a workshop with names, and `Refused` for what fits no practice.
    """
    if faults := list(_faults(workshop, asked, voices)):
        raise Refused(faults)
    held = _held(workshop)
    ballot = _ballot(held, group, secret, "")
    if held.mode == Mode.NAMED and not ballot.name:
        raise NameMissing
    items = [{"criterion": code, "state": said.state, "level": said.level} for code, said in voices.items()]
    params: dict[str, Any] = {
        "items": json.dumps(items),
        "workshop": held.pk,
        "organisation": held.organisation_id,
        "ballot": ballot.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, params)
        return frozenset(row[0] for row in cursor.fetchall())


@transaction.atomic
def carry(workshop: Workshop, *, former: str, secret: str) -> None:
    """Move all that was said under a former secret to this one, for who holds both; the former ballot is gone.

    What was said under this one since then stays as it is. Nothing said under the former changes nothing; besides, the
    situations of `join`.
    """
    held = _held(workshop)
    ballot = queries.ballot_behind(held, former)
    if ballot is None or former == secret:
        return
    voices = queries.voices_of(ballot).values()
    said = [
        Voice(organisation_id=held.organisation_id, criterion=one.criterion, state=one.state, level=one.level)
        for one in voices
    ]
    group, name = ballot.group, ballot.name
    ballot.delete()
    current = _ballot(held, group, secret, name)
    for one in said:
        one.ballot = current
    Voice.objects.bulk_create(said, ignore_conflicts=True)


def finish(seat: Seat, *, has_finished: bool) -> None:
    """Note that a person says they are done, or not yet: alone in its transaction, and without a date."""
    Seat.objects.filter(pk=seat.pk).update(has_finished=has_finished)


def _held(workshop: Workshop) -> Workshop:
    """Return the workshop as it stands, and let nothing be revealed in it until the transaction ends."""
    held = queries.shared(workshop)
    if held is None:
        raise WorkshopOver
    if held.mode == Mode.HANDS:
        raise ByHands
    return held


def _ballot(workshop: Workshop, group: RespondentGroup, secret: str, name: str) -> Ballot:
    tenancy.set_secret(secret)
    ballot, is_new = Ballot.objects.get_or_create(
        pk=rules.ballot_id(secret),
        defaults={"organisation_id": workshop.organisation_id, "workshop": workshop, "group": group, "name": name},
    )
    if name and not is_new and ballot.name != name:
        ballot.name = name
        ballot.save(update_fields=["name"])
    return ballot


def _faults(workshop: Workshop, asked: Collection[str], voices: Mapping[str, rules.Said]) -> list[Fault]:
    framework = queries.framework_of(workshop)
    faults = []
    for code, said in voices.items():
        if code not in asked:
            faults.append(Fault("criterion", PeopleFault.NOT_ASKED.label, code))
            continue
        try:
            rules.check_voice(code, said, framework)
        except rules.VoiceRefused as refused:
            faults.append(Fault(refused.field, refused.sentence, code))
    return faults
