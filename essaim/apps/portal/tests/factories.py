"""Worlds for tests: the demonstration story, and one organisation with a row in each table."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from essaim.apps.accounts.models import Account
from essaim.apps.assessments import operations as assessments
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests.factories import (
    bring_earlier,
    go_and_come_back,
    make_assessment,
    make_evidence,
    make_steward,
    make_template,
    reuse_all,
)
from essaim.apps.frameworks import operations as written
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.tests.factories import source
from essaim.apps.frameworks.tests.own import make_draft, publish_own
from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations import queries
from essaim.apps.organisations.enums import Kind, Role
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.tests.factories import (
    AT,
    make_account,
    make_organisation,
    make_token,
    membership_of,
    nobody,
)
from essaim.apps.portal import operations
from essaim.apps.workshops.tests.factories import make_told_workshop
from essaim.kernel import tenancy

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def story(db: None, settings) -> None:
    """Play the story in the test's database, with passwords that cost nothing; the test goes on as nobody.

    It serves journeys too (with `live_server`): there, nothing outlives the story's own transaction.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    frameworks.forget()
    operations.play_story(at=NOW)
    if connection.in_atomic_block:
        nobody()


def enter(email: str, place: int = 0) -> Membership:
    """Go on as this person of the story, in their nth organisation by name."""
    account = Account.objects.get(email=f"{email}@demo.example")
    tenancy.set_account(account.pk)
    membership = queries.memberships_of(account.pk)[place]
    tenancy.set_organisations([membership.organisation_id])
    return membership


def make_full(**facts) -> tuple[Membership, Assessment]:
    """Return the steward of an organisation that has a row in each table, and its assessment."""
    steward = make_steward(name="Le Fil du canal", **facts)
    make_token(steward.account, steward.organisation)
    organisations.invite(steward, email="invitee@exemple.org", role=Role.READER, language="fr", at=AT)
    network = make_organisation(steward=make_account(), kind=Kind.NETWORK)
    code = queries.affiliation_code(network.pk)
    steward = membership_of(steward.account, steward.organisation)
    organisations.ask_affiliation(steward, code=code, at=AT)
    assessment = make_assessment(steward)
    assessments.answer(
        assessment,
        criterion="A-1",
        values={"state": "answered", "level": 2, "importance": 3, "comment": '=HYPERLINK("http://x")'},
        by=steward,
        at=AT,
    )
    go_and_come_back(assessment, steward)
    publish_own(steward, source(code="own"))
    make_draft(steward, source(code="draft"))
    written.share(steward, code="own", at=AT)
    earlier = make_assessment(steward, framework="small", title="Brouillon", at=AT - timedelta(days=1))
    reuse_all(assessment, earlier, steward)
    make_evidence(assessment, steward)
    make_evidence(assessment, steward, file=True)
    assessments.annotate(steward, on=NOW.date(), text="Nouvelle directrice")
    make_told_workshop(steward, assessment)
    make_template(steward)
    bring_earlier(steward)
    return steward, assessment
