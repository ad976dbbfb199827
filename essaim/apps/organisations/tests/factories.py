"""Accounts, organisations and teams for tests, made through our operations by the application role."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.urls import reverse
from django.utils import timezone

from essaim.apps.accounts.models import Account
from essaim.apps.organisations import operations, rules
from essaim.apps.organisations.enums import LegalFamily, Role
from essaim.apps.organisations.models import Invitation, Membership, Organisation
from essaim.apps.organisations.rules import Facts
from essaim.kernel import tenancy

AT = datetime(2026, 1, 15, 10, 0, tzinfo=UTC)
numbers = count(1)


def make_account(email: str = "", **fields: Any) -> Account:
    """Return a person who can sign in (`client.force_login(account)`)."""
    return Account.objects.create_user(email=email or f"personne{next(numbers)}@exemple.org", **fields)


def make_organisation(*, steward: Account | None = None, **facts: Any) -> Organisation:
    """Return a new organisation, led by the account; the test goes on as this tenant."""
    account = steward or make_account()
    tenancy.set_account(account.pk)
    facts = {"name": f"Structure {next(numbers)}", "legal_family": LegalFamily.ASSOCIATION, **facts}
    return operations.create(by=account, facts=Facts(**facts), at=AT).organisation


def make_member(
    organisation: Organisation, *, role: Role = Role.CONTRIBUTOR, account: Account | None = None
) -> Membership:
    """Return someone of the organisation's team; the test goes on as this tenant."""
    tenancy.set_organisations([organisation.pk])
    return Membership.objects.create(
        organisation=organisation, account=account or make_account(), role=role, created_at=AT
    )


def membership_of(account: Account, organisation: Organisation) -> Membership:
    """Return the account's membership; the test goes on as this account and tenant."""
    tenancy.set_account(account.pk)
    tenancy.set_organisations([organisation.pk])
    return Membership.objects.select_related("organisation", "account").get(organisation=organisation, account=account)


def make_token(account: Account, organisation: Organisation | None = None) -> str:
    """Return the text of a new API token of the account."""
    return operations.issue_token(account, name="essai", at=AT, organisation=organisation)[1]


def nobody() -> None:
    """Go on as nobody, with no secret told, where a request or a factory has changed them."""
    tenancy.set_account(None)
    tenancy.set_organisations([])
    tenancy.set_secret("")


@contextmanager
def as_tenant(organisation: Organisation | None = None, account: Account | None = None) -> Generator[None]:
    """Act for the organisation and as the account inside the block; as nobody for what is left out."""
    tenancy.set_account(account.pk if account else None)
    tenancy.set_organisations([organisation.pk] if organisation else [])
    try:
        yield
    finally:
        tenancy.set_account(None)
        tenancy.set_organisations([])


def page(name: str, organisation: Organisation, *arguments: Any) -> str:
    """Return the address of one of our pages of the organisation."""
    return reverse(f"organisations:{name}", args=[organisation.slug, *arguments])


def make_invitation(
    account: Account, organisation: Organisation, *, email: str = "claire@exemple.org", role: Role = Role.CONTRIBUTOR
) -> tuple[Invitation, str]:
    """Return an invitation by the account, and the address of its link."""
    membership = membership_of(account, organisation)
    invitation = operations.invite(membership, email=email, role=role, language="fr", at=timezone.now())
    invitation.digest = rules.digest("secret")
    invitation.save()
    return invitation, reverse("organisations:invitation", args=[f"{invitation.link_id}.secret"])
