"""The demonstration story, played by its people: every write goes through the operation a page would call."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from essaim.apps.accounts import operations as accounts
from essaim.apps.accounts.models import Account
from essaim.apps.assessments import operations as assessments
from essaim.apps.assessments.enums import Scope
from essaim.apps.frameworks import operations as frameworks
from essaim.apps.frameworks import queries as referentials
from essaim.apps.frameworks.rules import Opinion
from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations import queries as teams
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.rules import Facts
from essaim.apps.portal import queries
from essaim.apps.territories import operations as territories
from essaim.kernel import tenancy

from .gathering import gather_around
from .stage import Stage

TERRITORIES = settings.ROOT / "data" / "territories"


@transaction.atomic
def play_story(*, at: datetime) -> bool:
    """Play the story once, as ending at that moment; return whether it had to be played."""
    script = queries.script()
    if Account.objects.filter(email=script["people"][0]["email"]).exists():
        return False
    territories.load(TERRITORIES)
    frameworks.load_builtin(at=at)
    people = [
        accounts.open_account(password=script["password"], **{"language": "fr", **person})
        for person in script["people"]
    ]
    stage = Stage({account.email: account for account in people}, at)
    network: Membership | None = None
    for one in script["organisations"]:
        steward = _found(stage, one)
        _gather(stage, steward, one)
        _affiliate(stage, steward, network, one)
        for written in one.get("referentials", []):
            _write(stage, steward, written)
        for look in one.get("assessments", []):
            _assess(stage, steward, look)
        for event in one.get("events", []):
            on = stage.at(event["days_ago"]).date()
            assessments.annotate(stage.enter(one["steward"], steward), on=on, text=event["text"])
        network = network or steward
    return True


def _found(stage: Stage, one: dict[str, Any]) -> Membership:
    account = stage.people[one["steward"]]
    tenancy.set_account(account.pk)
    return organisations.create(by=account, facts=Facts(**one["facts"]), at=stage.at(one["days_ago"]))


def _gather(stage: Stage, steward: Membership, one: dict[str, Any]) -> None:
    for guest in one.get("team", []):
        invitation = _invite(stage, steward, guest)
        tenancy.set_account(stage.people[guest["email"]].pk)
        organisations.accept(
            invitation, account=stage.people[guest["email"]], knowingly=True, at=stage.at(guest["days_ago"])
        )
    for guest in one.get("invitations", []):
        _invite(stage, steward, guest)


def _invite(stage: Stage, steward: Membership, guest: dict[str, Any]) -> Any:
    steward = stage.enter(steward.account.email, steward)
    return organisations.invite(
        steward, email=guest["email"], role=Role(guest["role"]), language="fr", at=stage.at(guest["days_ago"])
    )


def _affiliate(stage: Stage, steward: Membership, network: Membership | None, one: dict[str, Any]) -> None:
    if network is None or "affiliated_days_ago" not in one:
        return
    at = stage.at(one["affiliated_days_ago"])
    host = stage.enter(network.account.email, network)
    code = teams.affiliation_code(host.organisation_id)
    asked = organisations.ask_affiliation(stage.enter(steward.account.email, steward), code=code, at=at)
    host = stage.enter(network.account.email, network)
    known = teams.affiliations_of(host.organisation_id).get(pk=asked.pk)
    organisations.accept_affiliation(known, by=host, at=at + timedelta(days=2))


def _write(stage: Stage, steward: Membership, one: dict[str, Any]) -> None:
    author = stage.enter(one["by"], steward)
    source = referentials.offer(steward.organisation_id, one["source"])
    draft = frameworks.duplicate(author, source=source, title=one["title"], at=stage.at(one["days_ago"]))
    if "opinion" not in one:
        return
    said, leader = dict(one["opinion"]), stage.enter(steward.account.email, steward)
    given_at = stage.at(said.pop("days_ago"))
    opinion = Opinion(on=given_at.date(), **said)
    published = frameworks.publish_draft(draft, opinion=opinion, by=leader, at=given_at + timedelta(days=1))
    if one.get("shared"):
        frameworks.share(leader, code=published.code, at=given_at + timedelta(days=2))


def _assess(stage: Stage, steward: Membership, look: dict[str, Any]) -> None:
    started_at = stage.at(look["days_ago"])
    author = stage.enter(look["by"], steward)
    assessment = assessments.start(
        author,
        framework=queries.BUILT_IN,
        scope=Scope(look["scope"]),
        title=look["title"].format(year=started_at.year),
        at=started_at,
    )
    for email, values in _voices(look):
        answered_at = started_at + (timedelta(days=2) if email != look["by"] else timedelta(hours=1))
        assessments.answer_many(assessment, values=values, by=stage.enter(email, steward), at=answered_at)
    if "workshop" in look:
        gather_around(stage, assessment, author, look["workshop"])
    if "closed_days_ago" in look:
        author = stage.enter(look["by"], steward)
        assessments.close(assessment, by=author, at=stage.at(look["closed_days_ago"]))


def _voices(look: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what each person says, in the order they first speak."""
    spoken: dict[str, dict[str, Any]] = {}
    for code, answer in look["answers"].items():
        by = answer.pop("by", look["by"])
        spoken.setdefault(by, {})[code] = {"state": "answered"} | answer
    yield from spoken.items()
