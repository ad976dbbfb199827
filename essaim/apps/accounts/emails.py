"""The letters that no page of allauth sends."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from essaim.apps.accounts.models import Account


def say_farewell(*, email: str, name: str, language: str) -> None:
    """Tell the person that the account is gone."""
    _send("farewell", email=email, name=name, language=language)


def warn_before_forgetting(account: Account) -> None:
    """Tell the person that a quiet account will be erased, and how to keep it."""
    _send("quiet", email=account.email, name=account.name, language=account.language)


def _send(letter: str, *, email: str, name: str, language: str) -> None:
    context = {"name": name, "site_url": settings.PUBLIC_URL}
    with translation.override(language):
        subject = render_to_string(f"accounts/email/{letter}_subject.txt", context).strip()
        body = render_to_string(f"accounts/email/{letter}_message.txt", context).strip()
    send_mail(subject, body, None, [email])
