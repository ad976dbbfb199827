from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from essaim.kernel import privacy


class AccountsConfig(AppConfig):
    name = "essaim.apps.accounts"
    label = "accounts"
    slots = {"site.account": "accounts/_header.html"}

    def ready(self) -> None:
        import_module("essaim.apps.accounts.receivers")
        contract = _("Needed to give you the account you asked for")
        safety = _("Legitimate interest: keeping accounts safe")
        lifetime = _("As long as the account, at most two years after your last visit")
        privacy.declare(
            "accounts.Account",
            "email",
            "name",
            "language",
            "password",
            purpose=_("Knowing you again, calling you by your name, writing to you in your language"),
            legal_basis=contract,
            retention=lifetime,
        )
        privacy.declare(
            "accounts.Account",
            "last_login",
            "warned_at",
            purpose=_("Erasing accounts nobody uses any more, after a warning"),
            legal_basis=safety,
            retention=lifetime,
        )
        privacy.declare(
            "account.EmailAddress",
            "email",
            purpose=_("Making sure that an address is yours before using it"),
            legal_basis=contract,
            retention=_("As long as the account; one week if you never confirm the address"),
        )
        privacy.declare(
            "usersessions.UserSession",
            "ip",
            "user_agent",
            purpose=_("Showing you where you are signed in, so that you can sign out from afar"),
            legal_basis=safety,
            retention=_("Until you sign out, at most thirty days"),
        )
        privacy.declare(
            "mfa.Authenticator",
            "data",
            purpose=_("Checking your one-time codes, your passkeys and your recovery codes"),
            legal_basis=contract,
            retention=_("Until you remove them, or the account"),
        )
        privacy.declare(
            "socialaccount.SocialAccount",
            "uid",
            "extra_data",
            purpose=_("Letting you in with the account you have at another service"),
            legal_basis=contract,
            retention=_("Until you remove the link, or the account"),
        )
