"""What allauth asks of the house: whom to let in, and in which language to write."""

from io import BytesIO
from typing import Any

import qrcode.image.svg
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.context import request_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from essaim.apps.accounts import queries, rules
from essaim.apps.accounts.models import Account


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and this password do not go together. Check both; if you have just signed up, first open"
            " the link we sent you by e-mail."
        ),
        "too_many_login_attempts": _(
            "Too many tries in a short time. Your account is safe: wait five minutes, then try again, or choose"
            " a new password."
        ),
        "rate_limited": _("Too many tries in a short time. Wait a few minutes, then try again."),
        "incorrect_password": _("This is not your password. Try again."),
        "enter_current_password": _("This is not your current password. Nothing has changed: try again."),
        "duplicate_email": _("This is already the address of your account."),
        "invalid_password_reset": _("This link has already been used, or it has expired."),
    }

    def new_user(self, request: HttpRequest) -> Account:
        return Account(language=queries.page_language())

    def save_user(self, request: HttpRequest, user: Account, form: BaseForm, commit: bool = True) -> Account:
        user.name = " ".join(form.cleaned_data.get("name", "").split())
        saved: Account = super().save_user(request, user, form, commit)
        return saved

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """Let in only who has confirmed an address: else signing up, then in, would tell which addresses are known."""
        account: Account | None = super().authenticate(request, **credentials)
        return account if account and queries.has_confirmed(account) else None

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        self.speak(response, user.language)
        return response

    def speak(self, response: HttpResponse, language: str) -> None:
        """From here on the site speaks this language in this browser."""
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # Some letters leave once the transaction is kept: the request is over for allauth, not for the letter.
        with request_context(self.request), translation.override(queries.language_for(email)):
            more = {
                "device": rules.device_name(context.get("user_agent", "")),
                "reset_url": build_absolute_uri(self.request, reverse("account_reset_password")),
            }
            super().send_mail(template_prefix, email, context | more)


class KeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not the right one, or it has expired. Type the one shown now."),
        "unverified_email": _("First confirm your new address, or keep the current one: then you can add a key."),
    }

    def build_totp_svg(self, url: str) -> str:
        """Return the picture on a ground of its own: apps cannot read it on a dark page."""
        stream = BytesIO()
        qrcode.make(url, image_factory=qrcode.image.svg.SvgPathFillImage).save(stream)
        return stream.getvalue().decode()
