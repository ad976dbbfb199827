"""Pages of the team and of invitations.

Counts include the savepoint of the request's transaction (two statements), the session and the account.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.apps.organisations import queries
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.tests.factories import (
    as_tenant,
    make_account,
    make_invitation,
    make_member,
    membership_of,
    page,
)

pytestmark = pytest.mark.django_db


def test_the_team_costs_the_same_for_one_and_three_people(client, account, ours, django_assert_num_queries):
    make_invitation(account, ours)
    with django_assert_num_queries(9):
        client.get(page("team", ours))
    for _ in range(2):
        make_member(ours)
        make_invitation(account, ours, email=f"{_}@exemple.org")
    with django_assert_num_queries(9):
        assert client.get(page("team", ours)).content.decode().count("<tr>") == 4


def test_a_steward_invites_by_the_form(client, account, ours, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"email": "claire@exemple.org", "role": "reader", "language": "en"}
        assert client.post(page("team", ours), sent).status_code == 302
    assert [mail.to for mail in mailoutbox] == [["claire@exemple.org"]]


def test_an_address_already_in_the_team_is_told_and_what_was_typed_is_kept(client, account, ours):
    sent = {"email": account.email, "role": "steward", "language": "en"}
    response = client.post(page("team", ours), sent)
    assert (response.status_code, response.content.decode().count(f'value="{account.email}"')) == (422, 1)


def test_roles_change_and_people_leave_by_the_pages(client, account, ours):
    member = make_member(ours)
    assert client.post(page("role", ours, member.pk), {"role": "steward"}).status_code == 302
    assert client.post(page("leave", ours)).url == "/structures/"
    with as_tenant(ours):
        assert Membership.objects.get().role == Role.STEWARD


def test_the_last_steward_is_told_why_they_stay(client, account, ours):
    mine = membership_of(account, ours)
    response = client.post(page("role", ours, mine.pk), {"role": "reader"})
    assert response.status_code == 422
    assert client.post(page("leave", ours)).url == page("team", ours)
    assert client.post(page("remove", ours, mine.pk)).url == page("team", ours)
    with as_tenant(ours):
        assert Membership.objects.get().role == Role.STEWARD


def test_an_invitation_waits_for_its_reader_to_sign_in(client, account, ours):
    _, path = make_invitation(account, ours)
    client.logout()
    text = client.get(path).content.decode()
    assert text.count("Les Tilleuls") == 1
    assert text.count(f"?next={path}") == 2
    assert client.post(path, {"accept": "1"}).status_code == 200
    with as_tenant(ours):
        assert Membership.objects.count() == 1


def test_the_person_invited_joins_by_the_page(client, account, ours):
    _, path = make_invitation(account, ours)
    client.force_login(make_account("claire@exemple.org"))
    assert client.post(path, {"accept": "1"}).url == "/o/les-tilleuls/"
    assert client.get(page("team", ours)).status_code == 200
    assert client.get(path).status_code == 404


def test_another_account_joins_only_knowingly_and_never_sees_the_address(client, account, ours):
    _, path = make_invitation(account, ours)
    client.force_login(make_account("autre@exemple.org"))
    assert client.get(path).content.decode().count("claire@exemple.org") == 0
    assert client.post(path, {"accept": "1"}).status_code == 422
    assert client.post(path, {"accept": "1", "knowingly": "on"}).status_code == 302


def test_an_invitation_may_be_declined_without_an_account(client, account, ours):
    _, path = make_invitation(account, ours)
    client.logout()
    assert client.post(path, {"refuse": "1"}).status_code == 200
    assert client.get(path).status_code == 404


def test_a_wrong_link_an_old_one_and_one_of_another_kind_are_the_same_404(client, account, ours):
    invitation, path = make_invitation(account, ours)
    code = queries.affiliation_code(ours.pk)
    invitation.expires_at = timezone.now() - timedelta(seconds=1)
    invitation.save()
    wrong = [
        path,
        f"{path}x",
        "/invitations/x",
        "/invitations/.",
        f"/invitations/{code}.secret",
        "/invitations/%00.%00",
    ]
    assert {client.get(one).status_code for one in wrong} == {404}


def test_inviting_does_not_tell_whether_an_address_has_an_account(client, account, ours):
    make_account("connue@exemple.org")

    def told(email):
        sent = {"email": email, "role": "reader", "language": "fr"}
        return client.post(page("team", ours), sent, follow=True).content.decode().replace(email, "")

    assert told("connue@exemple.org").count("alert-success") == told("inconnue@exemple.org").count("alert-success") == 1
