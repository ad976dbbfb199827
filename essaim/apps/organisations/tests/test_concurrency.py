"""Two connections at once, on the real server."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from essaim.apps.organisations import operations, queries
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.operations import TeamRefused
from essaim.apps.organisations.tests.factories import AT, make_account, make_member, make_organisation, membership_of
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


def test_one_key_sent_twice_at_once_is_claimed_once():
    with transaction.atomic():
        account = make_account()

    def claim():
        tenancy.set_account(account.pk)
        return operations.claim_answer(account.pk, key="k", fingerprint="f", at=AT)[1]

    assert sorted(at_once(claim, claim)) == [False, True]


def test_two_organisations_of_one_name_created_at_once_get_two_addresses():
    with transaction.atomic():
        people = [make_account(), make_account()]
    created = at_once(
        *[lambda account=account: make_organisation(steward=account, name="Les Pins").slug for account in people]
    )
    assert sorted(created) == ["les-pins", "les-pins-2"]
