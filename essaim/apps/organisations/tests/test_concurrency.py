"""Two connections at once, on the real server."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from essaim.apps.organisations import operations, queries
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.operations import InvitationOver, TeamRefused
from essaim.apps.organisations.tests.factories import (
    AT,
    make_account,
    make_invitation,
    make_member,
    make_organisation,
    membership_of,
    page,
)
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*actions):
    """Run each action in a thread and a transaction of its own, all past the barrier together; return their results."""
    barrier = Barrier(len(actions))

    def run(action):
        try:
            with transaction.atomic():
                barrier.wait(timeout=10)
                return action()
        except TeamRefused as refused:
            return refused.fault
        except InvitationOver as over:
            return over
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_two_stewards_who_leave_at_once_leave_one_behind():
    with transaction.atomic():
        one = make_account()
        organisation = make_organisation(steward=one)
        other = make_member(organisation, role=Role.STEWARD).account

    def leave(account):
        return lambda: operations.leave(membership_of(account, organisation))

    def demote(account):
        return lambda: operations.change_role(membership_of(account, organisation), role=Role.READER)

    results = at_once(leave(one), demote(other))
    assert sorted(result is None for result in results) == [False, True]
    with transaction.atomic():
        tenancy.set_organisations([organisation.pk])
        assert queries.steward_count(organisation.pk) == 1


def test_a_link_held_by_two_lets_one_in():
    with transaction.atomic():
        organisation = make_organisation(steward=(steward := make_account()))
        invitation, _ = make_invitation(steward, organisation)
        people = [make_account(), make_account()]

    def join(account):
        tenancy.set_organisations([organisation.pk])
        found = queries.invitation_behind(invitation.link_id, "secret", now=timezone.now())
        both_see_it.wait(timeout=10)
        return operations.accept(found, account=account, knowingly=True, at=AT)

    both_see_it = Barrier(2)
    results = at_once(*[lambda account=account: join(account) for account in people])
    assert sorted(isinstance(result, InvitationOver) for result in results) == [False, True]
    with transaction.atomic():
        tenancy.set_organisations([organisation.pk])
        assert queries.members_of(organisation.pk).count() == 2


def test_an_invitation_sent_again_leaves_once_the_tenant_is_no_longer_set(client, mailoutbox):
    with transaction.atomic():
        organisation = make_organisation(steward=(steward := make_account()))
        invitation, _ = make_invitation(steward, organisation)
    client.force_login(steward)
    client.post(page("resend", organisation, invitation.pk))
    assert [mail.to for mail in mailoutbox] == [["claire@exemple.org"]] * 2


def test_one_key_sent_twice_at_once_is_claimed_once():
    with transaction.atomic():
        account = make_account()

    def claim():
        tenancy.set_account(account.pk)
        return operations.claim_answer(account.pk, key="k", fingerprint="f", at=AT)[1]

    assert sorted(at_once(claim, claim)) == [False, True]


def test_a_form_sent_by_a_double_click_creates_one_organisation():
    with transaction.atomic():
        account = make_account()
    form = {"kind": "organisation", "name": "Les Tilleuls", "legal_family": "association"}

    def send(showing):
        client = Client()
        client.force_login(account)
        return client.post("/structures/nouvelle", {**form, "csrfmiddlewaretoken": showing}).url

    both = at_once(lambda: send("a"), lambda: send("a"))
    assert both == ["/o/les-tilleuls/"] * 2
    assert send("b") == "/o/les-tilleuls-2/"


def test_two_organisations_of_one_name_created_at_once_get_two_addresses():
    with transaction.atomic():
        people = [make_account(), make_account()]
    created = at_once(
        *[lambda account=account: make_organisation(steward=account, name="Les Pins").slug for account in people]
    )
    assert sorted(created) == ["les-pins", "les-pins-2"]
