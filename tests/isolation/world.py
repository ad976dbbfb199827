"""Two organisations that know nothing of each other, one holding an object of every sort."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from essaim.apps.accounts.models import Account
from essaim.apps.assessments import operations as assessments
from essaim.apps.assessments.tests.factories import (
    bring_earlier,
    bring_workbook,
    go_and_come_back,
    make_assessment,
    make_evidence,
    make_template,
    reuse_all,
    say,
)
from essaim.apps.frameworks import operations as frameworks
from essaim.apps.frameworks.tests.factories import source
from essaim.apps.frameworks.tests.own import make_draft
from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations import queries
from essaim.apps.organisations.enums import Kind, Role
from essaim.apps.organisations.models import Membership, Organisation
from essaim.apps.organisations.tests.factories import (
    AT,
    make_account,
    make_member,
    make_organisation,
    make_token,
    membership_of,
)
from essaim.apps.workshops.tests.factories import make_seat, make_told_workshop


@dataclass(frozen=True)
class World:
    """The people a test speaks as, and every object one of them must not reach."""

    owner: Account
    reader: Account
    stranger: Account
    theirs: Organisation
    strangers_own: Organisation
    objects: list[Any]
    token: str
    strangers_token: str


def tenant_models() -> list[type[Model]]:
    """Return the models whose rows belong to an organisation, history included."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("essaim.apps.") and any(f.name == "organisation" for f in model._meta.fields)
    ]


def make_world() -> World:
    """Fill one organisation with an object of every sort; leave the other empty."""
    owner, reader, stranger = make_account(), make_account(), make_account()
    network = make_organisation(steward=owner, kind=Kind.NETWORK)
    theirs = make_organisation(steward=owner, employees=9)
    make_member(theirs, role=Role.READER, account=reader)
    steward = membership_of(owner, theirs)
    invitation = organisations.invite(steward, email="invitee@exemple.org", role=Role.READER, language="fr", at=AT)
    affiliation = organisations.ask_affiliation(steward, code=queries.affiliation_code(network.pk), at=AT)
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=2, B_1=3)
    go_and_come_back(assessment, steward)
    reuse = reuse_all(assessment, make_assessment(steward, framework="small"), steward)
    done = make_assessment(steward, framework="small")
    say(done, steward, A_1=2, A_2=1, B_1=3, B_2=1)
    assessments.close(done, by=steward, at=AT)
    annotation = assessments.annotate(steward, on=AT.date(), text="Nouvelle directrice")
    small = frameworks.check(source())
    frameworks.adopt(steward, framework=small, source="", given_by="", at=AT)
    frameworks.share(steward, code="small", at=AT)
    draft = make_draft(steward, source(code="draft"))
    received = frameworks.receive(steward, reading=frameworks.examine(source(code="received")), at=AT)
    evidence = make_evidence(assessment, steward, file=True)
    brought = bring_workbook(assessment, steward)
    workshop, seat = make_told_workshop(steward, assessment)
    earlier = bring_earlier(steward)
    make_seat(workshop, email="", account=owner)
    template = make_template(steward)
    members = [membership.pk for membership in Membership.objects.filter(organisation=theirs)]
    token = make_token(owner)
    mine = make_organisation(steward=stranger)
    strangers_token = make_token(stranger)
    looks = [assessment.pk, done.pk, reuse.pk, annotation.pk, evidence.pk, evidence.file_id, brought.pk, earlier.pk]
    looks += [template.pk]
    objects = [*looks, workshop.pk, seat.pk, invitation.pk, affiliation.pk, draft.pk, received.pk, *members]
    return World(owner, reader, stranger, theirs, mine, objects, token, strangers_token)
