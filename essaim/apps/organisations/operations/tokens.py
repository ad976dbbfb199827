from datetime import date, datetime

from django.db import transaction

from essaim.apps.accounts import operations as accounts
from essaim.apps.accounts.models import Account
from essaim.apps.organisations import queries, rules
from essaim.apps.organisations.models import ApiToken, Organisation
from essaim.kernel import tenancy


def issue_token(
    account: Account, *, name: str, at: datetime, organisation: Organisation | None = None
) -> tuple[ApiToken, str]:
    """Return a new token and its text, which is shown once: only a digest is kept."""
    prefix = rules.routing_id()
    text = f"{prefix}_{rules.secret()}"
    token = ApiToken.objects.create(
        account=account,
        organisation=organisation,
        name=name,
        prefix=prefix,
        digest=rules.digest(text),
        created_at=at,
    )
    return token, text


class NotInTeam(Exception):
    """The account is in no team of that address."""


@transaction.atomic
def issue_token_to(email: str, *, slug: str | None, at: datetime) -> str:
    """Return the text of a new token for the person at the address, whose account is made or confirmed.

    Narrowed to the organisation of that slug if one is given; `NotInTeam` if they are not of its team.
    """
    account = accounts.vouch_for(email)
    tenancy.set_account(account.pk)
    membership = queries.membership_in(slug, account_id=account.pk) if slug else None
    if slug and membership is None:
        raise NotInTeam
    organisation = membership.organisation if membership else None
    return issue_token(account, name="essaim token create", at=at, organisation=organisation)[1]


def note_use(token: ApiToken, *, on: date) -> None:
    """Remember the day of the last use, not the hour: enough to spot a forgotten token."""
    if token.last_used_on != on:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=on)


def revoke_token(token: ApiToken) -> None:
    """Take the token away; it opens nothing from now on."""
    token.delete()
