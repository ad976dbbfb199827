from datetime import date, datetime

from essaim.apps.accounts.models import Account
from essaim.apps.organisations import rules
from essaim.apps.organisations.models import ApiToken, Organisation


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


def note_use(token: ApiToken, *, on: date) -> None:
    """Remember the day of the last use, not the hour: enough to spot a forgotten token."""
    if token.last_used_on != on:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=on)


def revoke_token(token: ApiToken) -> None:
    """Take the token away; it opens nothing from now on."""
    token.delete()
