"""Row-level security alone, with every filter of ours taken away: another tenant gets nothing."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from essaim.apps.organisations import operations, queries
from essaim.apps.organisations.enums import Kind, LinkKind, Role
from essaim.apps.organisations.models import (
    Affiliation,
    ApiToken,
    Invitation,
    KeptAnswer,
    Membership,
    Organisation,
    SecretLink,
)
from essaim.apps.organisations.tests.factories import (
    AT,
    as_tenant,
    make_account,
    make_member,
    make_organisation,
    membership_of,
)
from essaim.kernel import history, tenancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    """Return an organisation with something in each of its tables, and its steward."""
    account = make_account()
    organisation = make_organisation(steward=account, name="Les Tilleuls")
    make_member(organisation)
    membership = membership_of(account, organisation)
    operations.invite(membership, email="x@exemple.org", role=Role.READER, language="fr", at=AT)
    network = make_organisation(kind=Kind.NETWORK)
    code = queries.affiliation_code(network.pk)
    membership = membership_of(account, organisation)
    operations.ask_affiliation(membership, code=code, at=AT)
    operations.claim_answer(account.pk, key="k", fingerprint="f", at=AT)
    return organisation, account


TABLES = [
    Organisation.objects,
    Membership.objects,
    Invitation.objects,
    Affiliation.objects,
    KeptAnswer.objects,
    history.events_of(Organisation),
    history.events_of(Membership),
]


def rows():
    return [table.count() for table in TABLES]


def test_members_see_their_rows(ours):
    organisation, account = ours
    with as_tenant(organisation, account):
        assert rows() == [1, 2, 1, 1, 1, 1, 2]


def test_without_a_tenant_no_row_answers(ours):
    with as_tenant():
        assert rows() == [0] * 7


def test_another_tenant_sees_no_row_of_ours_history_included(ours):
    stranger = make_account()
    other = make_organisation(steward=stranger)
    with as_tenant(other, stranger):
        assert rows() == [1, 1, 0, 0, 0, 1, 1]
        assert list(Organisation.objects.all()) == [other]


def test_identity_comes_first_one_reads_ones_own_memberships_and_their_organisations(ours):
    organisation, account = ours
    with as_tenant(account=account):
        assert rows() == [1, 1, 0, 0, 1, 0, 0]
        assert list(Organisation.objects.all()) == [organisation]


def test_the_other_side_of_an_affiliation_reads_its_row_and_nothing_more(ours):
    affiliation = Affiliation.objects.get()
    tenancy.set_account(None)
    tenancy.set_organisations([affiliation.network_id])
    operations.accept_affiliation(affiliation, by=Membership.objects.select_related("organisation").get(), at=AT)
    assert rows() == [1, 1, 0, 1, 0, 1, 1]
    assert list(Organisation.objects.values_list("pk", flat=True)) == [affiliation.network_id]


def refused(action):
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        action()


def test_nothing_is_written_for_another_tenant(ours):
    organisation, account = ours
    stranger = make_account()
    other = make_organisation(steward=stranger)
    with as_tenant(other, stranger):
        refused(
            lambda: Membership.objects.create(
                organisation=organisation, account=stranger, role="steward", created_at=AT
            )
        )
        refused(lambda: Organisation.objects.create(name="x", slug="x", legal_family="other", created_at=AT))
        refused(lambda: KeptAnswer.objects.create(account=account, key="z", fingerprint="", created_at=AT))
        refused(
            lambda: Invitation.objects.create(
                organisation=organisation,
                link=SecretLink.objects.create(organisation=organisation, kind="invitation"),
                email="y@exemple.org",
                role="reader",
                language="fr",
                digest="",
                sent_at=AT,
                expires_at=AT,
            )
        )
        assert Organisation.objects.filter(pk=organisation.pk).update(name="Pris") == 0
        assert Membership.objects.filter(organisation=organisation).delete()[0] == 0


def test_ones_account_alone_gives_no_right_to_raise_ones_role(ours):
    organisation, _ = ours
    member = make_member(organisation, role=Role.READER)
    with as_tenant(account=member.account):
        refused(lambda: Membership.objects.filter(pk=member.pk).update(role=Role.STEWARD))


def test_a_row_of_another_tenant_cannot_be_referred_to(ours):
    """Foreign-key checks bypass row-level security; the organisation in the key is what refuses."""
    organisation, _ = ours
    theirs = SecretLink.objects.get(organisation=organisation, kind=LinkKind.ORGANISATION_CODE)
    other = make_organisation()
    values = {
        "email": "z@exemple.org",
        "role": "reader",
        "language": "fr",
        "digest": "",
        "sent_at": AT,
        "expires_at": AT,
    }
    with pytest.raises(IntegrityError, match="tenant_fk"), transaction.atomic():
        Invitation.objects.create(organisation=other, link=theirs, **values)


def test_jobs_list_tenants_by_their_ids_alone(ours):
    organisation, _ = ours
    with as_tenant():
        assert organisation.pk in queries.organisation_ids()
        assert rows() == [0] * 7


def test_an_event_says_which_account_acted_and_no_address(ours):
    organisation, account = ours
    with as_tenant(organisation, account):
        Organisation.objects.update(name="Les Grands Tilleuls")
        event = history.events_of(Organisation).last()
        assert (event.pgh_label, event.name, event.acted_by) == ("update", "Les Grands Tilleuls", account.pk)
        assert not any("context" in field.name for field in event._meta.get_fields())


def test_what_leaves_with_an_organisation_is_all_it_has_here(ours):
    organisation, account = ours
    with as_tenant(organisation, account):
        taken = queries.export_of(organisation.pk)
        assert {name: len(part) for name, part in taken.items()} == {
            "organisation": 1,
            "team": 2,
            "invitations": 1,
            "affiliations": 1,
            "organisation_history": 1,
            "team_history": 2,
        }


def test_an_erased_organisation_leaves_nothing_its_history_included(ours):
    organisation, account = ours
    operations.issue_token(account, name="t", at=AT, organisation=organisation)
    with as_tenant(organisation, account):
        operations.erase(organisation.pk)
        assert rows() == [0, 0, 0, 0, 1, 0, 0]
        assert SecretLink.objects.filter(organisation_id=organisation.pk).count() == 0
        assert ApiToken.objects.count() == 0
