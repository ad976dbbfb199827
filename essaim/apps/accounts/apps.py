from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from essaim.kernel import privacy

CONTRACT = _("Needed to give you the account you asked for")
SAFETY = _("Legitimate interest: keeping accounts safe")
LIFETIME = _("As long as the account, at most two years after your last visit")
PERSONAL_DATA = [
    (
        "accounts.Account",
        ("email", "name", "language", "password"),
        _("Recognising you, calling you by your name, writing to you in your language"),
        CONTRACT,
        LIFETIME,
    ),
    (
        "accounts.Account",
        ("last_login", "warned_at"),
        _("Erasing accounts nobody uses any more, after a warning"),
        SAFETY,
        LIFETIME,
    ),
    (
        "account.EmailAddress",
        ("email",),
        _("Making sure that an address is yours before using it"),
        CONTRACT,
        _("As long as the account; one week if you never confirm the address"),
    ),
    (
        "usersessions.UserSession",
        ("ip", "user_agent"),
        _("Showing you where you are signed in, so that you can sign out from afar"),
        SAFETY,
        _("Until you sign out, at most thirty days"),
    ),
    (
        "mfa.Authenticator",
        ("data",),
        _("Checking your one-time codes, your passkeys and your recovery codes"),
        CONTRACT,
        _("Until you remove them, or erase your account"),
    ),
]


class AccountsConfig(AppConfig):
    name = "essaim.apps.accounts"
    label = "accounts"
    slots = {"site.account": "accounts/_header.html"}

    def ready(self) -> None:
        import_module("essaim.apps.accounts.receivers")
        for model, fields, purpose, legal_basis, retention in PERSONAL_DATA:
            privacy.declare(model, *fields, purpose=purpose, legal_basis=legal_basis, retention=retention)
