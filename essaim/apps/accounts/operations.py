from contextlib import suppress
from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import transaction

from essaim.apps.accounts import emails, queries, rules, signals
from essaim.apps.accounts.enums import Language
from essaim.apps.accounts.models import Account


class AlreadyKnown(Exception):
    """The address has an account already."""


class Objected(Exception):
    """The account cannot be erased now; `objections` says why, in sentences for the person."""

    def __init__(self, objections: list[str]) -> None:
        super().__init__(*objections)
        self.objections = objections


@transaction.atomic
def open_account(*, email: str, name: str, language: str, password: str | None) -> Account:
    """Return a new account for an address known to be its holder's; one in use raises `AlreadyKnown`."""
    email = email.lower()
    if Account.objects.filter(email=email).exists() or EmailAddress.objects.filter(email=email, verified=True).exists():
        raise AlreadyKnown
    account = Account.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return account


@transaction.atomic
def vouch_for(email: str) -> Account:
    """Return the account at an address that whoever runs the site vouches for, confirmed; made if there is none.

    A password chosen there by someone who never confirmed the address opens nothing any more.
    """
    account = Account.objects.filter(email=email.lower()).first()
    if account is None:
        return open_account(email=email, name="", language=Language.FRENCH, password=None)
    if not queries.has_confirmed(account):
        account.set_unusable_password()
        account.save(update_fields=["password"])
        confirmed = {"verified": True, "primary": True}
        EmailAddress.objects.update_or_create(user=account, email=account.email, defaults=confirmed)
    return account


def introduce(account: Account, *, name: str, language: str) -> None:
    """Change how the person is called, and in which language the site and its letters speak to them."""
    account.name, account.language = " ".join(name.split()), language
    account.save(update_fields=["name", "language"])


def confirm_first_address(account: Account) -> None:
    """Confirm the address of an account that never confirmed any: its holder has just used a link sent to it."""
    if not queries.has_confirmed(account):
        queries.addresses_of(account).filter(email=account.email).update(verified=True, primary=True)


@transaction.atomic
def erase(account: Account, *, at: datetime) -> None:
    """Erase the person: what others keep then points to a nameless account; `Objected` if a context above objects."""
    if objections := queries.objections_to_erasure(account):
        raise Objected(objections)
    signals.account_erased.send(sender=Account, account=account, at=at)
    farewell = {"email": account.email, "name": account.name, "language": account.language}
    for session in queries.sessions_of(account):
        session.end()
    queries.authenticators_of(account).delete()
    queries.addresses_of(account).delete()
    account.email, account.name = f"{account.pk}@erased.invalid", ""
    account.last_login, account.is_active, account.erased_at = None, False, at
    account.set_unusable_password()
    account.save()
    emails.say_farewell(**farewell)


def delete_never_confirmed(*, at: datetime) -> int:
    """Delete the accounts nobody confirmed in a week and return their number; nothing can hang on them."""
    return queries.never_confirmed(at).delete()[1].get("accounts.Account", 0)


@transaction.atomic
def warn_quiet(account: Account, *, at: datetime) -> None:
    """Write to the person before a quiet account is erased."""
    account.warned_at = at
    account.save(update_fields=["warned_at"])
    emails.warn_before_forgetting(account)


def delete_ended_sessions(*, at: datetime) -> None:
    """Delete the sessions that are over, and their line in people's lists."""
    queries.ended_sessions(at).delete()
    queries.lines_without_session().delete()


def note_wrong_try(network: str) -> None:
    """Count one more secret address that opens nothing, tried from there; forgotten a while after the first."""
    key = rules.wrong_tries_from(network)
    if not cache.add(key, 1, rules.A_WHILE):
        with suppress(ValueError):  # it was forgotten just now
            cache.incr(key)


def delete_expired_limits(*, at: datetime) -> int:
    """Delete the limits that hold nobody back any more and return their number."""
    return queries.expired_limits(at).delete()[0]
