from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from itertools import islice
from pathlib import Path
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import get_language

from essaim.apps.accounts import rules, signals
from essaim.apps.accounts.enums import Language
from essaim.apps.accounts.models import Account, Limit

CONFIRMED = Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True))


def has_confirmed(account: Account) -> bool:
    """Return whether the person has proved to read the mail of this account."""
    return addresses_of(account).filter(verified=True).exists()


def language_for(email: str) -> str:
    """Return the language to write in to the address: its account's, or the page's where no account has it."""
    account = Account.objects.filter(Q(email=email.lower()) | Q(emailaddress__email=email.lower())).first()
    return account.language if account else page_language()


def page_language() -> str:
    """Return the language of the page being answered, among those an account may have."""
    language = (get_language() or "")[:2]
    return language if language in Language.values else Language.FRENCH


def never_confirmed(at: datetime) -> QuerySet[Account]:
    """Return the accounts opened too long ago to be confirmed still."""
    return Account.objects.filter(~CONFIRMED, created_at__lt=rules.unconfirmed_before(at), erased_at=None)


def _quiet(before: datetime) -> QuerySet[Account]:
    seen = Coalesce("last_login", "created_at")
    return Account.objects.filter(CONFIRMED, erased_at=None, is_active=True).alias(seen=seen).filter(seen__lt=before)


def to_warn(at: datetime) -> QuerySet[Account]:
    """Return the accounts quiet for nearly two years and not warned since their last visit."""
    unwarned = Q(warned_at=None) | Q(warned_at__lt=F("last_login"))
    return _quiet(rules.quiet_since(at)).filter(unwarned).order_by("created_at")


def to_forget(at: datetime) -> QuerySet[Account]:
    """Return the accounts warned a month ago that nobody has opened since."""
    unseen = Q(last_login=None) | Q(last_login__lt=F("warned_at"))
    return _quiet(rules.quiet_since(at)).filter(unseen, warned_at__lt=rules.warned_before(at)).order_by("created_at")


def ended_sessions(at: datetime) -> QuerySet[Session]:
    """Return the sessions that are over."""
    return Session.objects.filter(expire_date__lt=at)


def lines_without_session() -> QuerySet[Any]:
    """Return the lines, in people's lists, of sessions that are no more."""
    alive = Exists(Session.objects.filter(pk=OuterRef("session_key")))
    lines: QuerySet[Any] = UserSession._default_manager.filter(~alive)
    return lines


def network_of(request: HttpRequest) -> str:
    """Return the network that a request comes from."""
    return rules.network_of(get_adapter().get_client_ip(request))


def wrong_tries(network: str, *, at: datetime) -> int:
    """Return how many secret addresses that open nothing were tried from there lately."""
    key = cache.kept_as(rules.wrong_tries_from(network))  # type: ignore[attr-defined]
    held = Limit.objects.filter(key=key, expires_at__gt=at).first()
    return int(held.value) if held else 0


def expired_limits(at: datetime) -> QuerySet[Limit]:
    """Return the limits that hold nobody back any more."""
    return Limit.objects.filter(expires_at__lt=at)


def sessions_of(account: Account) -> QuerySet[Any]:
    """Return the places where the account is signed in, or was until lately."""
    return _rows_of(account, UserSession)


def authenticators_of(account: Account) -> QuerySet[Any]:
    """Return the account's means to sign in beside the password."""
    return _rows_of(account, Authenticator)


def addresses_of(account: Account) -> QuerySet[Any]:
    """Return the account's addresses, the one being confirmed included."""
    return _rows_of(account, EmailAddress)


def _rows_of(account: Account, model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.filter(user=account).order_by("pk")


def objections_to_erasure(account: Account) -> list[str]:
    """Return the sentences of the contexts above that stand against erasing the account now."""
    answers = signals.erasure_asked.send(sender=Account, account=account)
    return [str(sentence) for _, sentences in answers for sentence in sentences or ()]


def personal_data_of(account: Account) -> dict[str, Any]:
    """Return all that is held about the person, here and in the contexts above, as plain JSON values."""
    data = dict(_own_data(account))
    for _, sections in signals.personal_data_asked.send(sender=Account, account=account):
        data |= sections if isinstance(sections, dict) else {}
    return data


def _own_data(account: Account) -> Iterator[tuple[str, Any]]:
    yield (
        "account",
        [
            {
                "email": account.email,
                "name": account.name,
                "language": account.language,
                "created_at": account.created_at.isoformat(),
                "last_sign_in": account.last_login and account.last_login.isoformat(),
            }
        ],
    )
    yield "addresses", list(addresses_of(account).values("email", "verified", "primary"))
    yield (
        "sessions",
        [
            {"started_at": row.created_at.isoformat(), "ip_address": row.ip, "browser": row.user_agent}
            for row in sessions_of(account)
        ],
    )
    yield (
        "means_to_sign_in",
        [{"type": row.type, "created_at": row.created_at.isoformat()} for row in authenticators_of(account)],
    )


@dataclass(frozen=True)
class Letter:
    """A mail that landed in a file instead of leaving."""

    to: str
    subject: str
    sent_at: datetime | None
    body: str


def letters_in(folder: Path, *, at_most: int = 50) -> list[Letter]:
    """Return the letters Django's file backend wrote to the folder, the newest first."""
    files = sorted(folder.glob("*.log"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    return list(islice((letter for path in files for letter in _letters_of(path)), at_most))


def _letters_of(path: Path) -> Iterator[Letter]:
    """Read the newest first; a line of 79 dashes ends each letter."""
    for text in reversed(path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")):
        if not text.strip():
            continue
        mail = message_from_bytes(text.lstrip(b"\n"), policy=policy.default)
        body = mail.get_body(("plain",))
        sent_at = mail["date"].datetime if mail["date"] else None
        yield Letter(str(mail["to"]), str(mail["subject"]), sent_at, body.get_content().strip() if body else "")
