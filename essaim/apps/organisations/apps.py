from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from essaim.kernel import privacy


class OrganisationsConfig(AppConfig):
    name = "essaim.apps.organisations"
    label = "organisations"
    slots = {
        "site.navigation": "organisations/_site_navigation.html",
        "account.keys": "organisations/_account_keys.html",
    }

    def ready(self) -> None:
        import_module("essaim.apps.organisations.receivers")
        contract = _("Needed to let you work with your team")
        privacy.declare(
            *("organisations.Membership", "account", "role"),
            purpose=_("Knowing who belongs to a team and what each person may do"),
            legal_basis=contract,
            retention=_("Until you leave the team; its history keeps your number, without your name once erased"),
        )
        privacy.declare(
            *("organisations.Invitation", "email", "invited_by"),
            purpose=_("Inviting somebody to a team"),
            legal_basis=_("Legitimate interest: letting a team write to those it wants to work with"),
            retention=_("Until the invitation is answered or withdrawn"),
        )
        privacy.declare(
            *("organisations.ApiToken", "account", "name", "last_used_on"),
            purpose=_("Letting your programs act for you"),
            legal_basis=contract,
            retention=_("Until you delete the key, or erase your account"),
        )
        privacy.declare(
            *("organisations.KeptAnswer", "account", "content"),
            purpose=_("Giving your program the same answer when it sends a request twice"),
            legal_basis=contract,
            retention=_("One day, then until the next request of your program"),
        )
        privacy.declare(
            *("organisations.Affiliation", "organisation_name", "network_name", "asked_by"),
            purpose=_("Names of organisations, not of people"),
            legal_basis=contract,
            retention=_("Until either side ends the affiliation"),
        )
