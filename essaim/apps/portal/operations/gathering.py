"""The workshop of the demonstration story: people answer alone, and a meeting is going on when the visitor arrives."""

from collections.abc import Iterator
from typing import Any

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.models import Assessment
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.rules import secret
from essaim.apps.workshops import operations, queries
from essaim.apps.workshops.enums import GroupKind
from essaim.apps.workshops.models import RespondentGroup, Workshop
from essaim.apps.workshops.rules import Said
from essaim.kernel import tenancy

from .stage import Stage

STATES = {"p": State.PLANNED, "u": State.UNKNOWN, "n": State.NOT_APPLICABLE}
SILENT = "-"


def gather_around(stage: Stage, assessment: Assessment, steward: Membership, script: dict[str, Any]) -> None:
    """Open the workshop, let each answer alone, and hold the meeting as far as the script goes."""
    leader = stage.enter(steward.account.email, steward)
    workshop = operations.open_workshop(
        assessment,
        groups=[(GroupKind(kind), "") for kind in script["groups"]],
        minutes=script["minutes"],
        by=leader,
        at=stage.at(script["days_ago"]),
    )
    operations.open_meeting(workshop)
    groups = {group.kind: group for group in queries.groups_of(workshop)}
    for kind, group in groups.items():
        _answer(workshop, group, _ask(stage, workshop, group, script["people"].get(kind, [])), script["voices"])
    tenancy.set_secret("")
    _meet(stage, workshop, leader, script["meeting"])


def _ask(stage: Stage, workshop: Workshop, group: RespondentGroup, people: list[dict[str, Any]]) -> list[str]:
    """Ask people one by one; return what opens the ballots of those by account who have answered."""
    accounts = [stage.people.get(one.get("email", "")) for one in people]
    guests = [
        operations.Person(one.get("name", ""), "" if account else one.get("email", ""), account)
        for one, account in zip(people, accounts, strict=True)
    ]
    asked = operations.invite(workshop, group=group, people=guests, language="fr") if guests else []
    done = [one.seat for one, told in zip(asked, people, strict=True) if told.get("done")]
    for seat in done:
        operations.finish(seat, has_finished=True)
    return [queries.secret_of_account(workshop, seat.account_id) for seat in done if seat.account_id]


def _answer(workshop: Workshop, group: RespondentGroup, known: list[str], voices: dict[str, dict[str, str]]) -> None:
    """Let each of a group say all they have to say: of a line of the script, a sign a person, in the same order."""
    asked = [one.code for one in queries.asked_in(workshop)]
    lines = {code: line[group.kind] for code, line in voices.items()}
    for place in range(max(map(len, lines.values()))):
        opens = known[place] if place < len(known) else secret()
        operations.say(workshop, secret=opens, group=group, asked=asked, voices=dict(_said(lines, place)))


def _said(lines: dict[str, str], place: int) -> Iterator[tuple[str, Said]]:
    for code, line in lines.items():
        sign = line[place : place + 1] or SILENT
        if sign != SILENT:
            yield code, Said(STATES[sign]) if sign in STATES else Said(State.ANSWERED, int(sign))


def _meet(stage: Stage, workshop: Workshop, leader: Membership, script: dict[str, Any]) -> None:
    operations.begin(workshop, at=stage.minutes_ago(script["minutes_ago"]))
    framework = queries.framework_of(workshop)
    codes = [one.code for one in queries.asked_in(workshop)]
    shown = [code for code in codes if framework.theme_of(code).code in script["revealed"]]
    operations.reveal(workshop, criteria=shown, at=stage.minutes_ago(script["minutes_ago"] - 1))
    for step in script["settled"]:
        by: dict[str, Any] = {"by": leader, "at": stage.minutes_ago(step["minutes_ago"])}
        if "agreed" in step:
            values: dict[str, Any] = {code: {"state": State.ANSWERED, **said} for code, said in step["agreed"].items()}
            operations.agree(workshop, values=values, revisions={}, **by)
        elif "views" in step:
            operations.disagree(workshop, criterion=step["practice"], views=step["views"], revision=None, **by)
        else:
            operations.put_off(workshop, criterion=step["practice"], **by)
