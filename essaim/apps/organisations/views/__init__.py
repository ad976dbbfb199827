from essaim.apps.organisations.views.affiliations import accept_affiliation, affiliations, end_affiliation
from essaim.apps.organisations.views.invitations import invitation, resend, withdraw
from essaim.apps.organisations.views.profiles import create, organisations, profile
from essaim.apps.organisations.views.teams import change_role, leave, remove, team
from essaim.apps.organisations.views.tokens import revoke_token, tokens

__all__ = [
    "accept_affiliation",
    "affiliations",
    "change_role",
    "create",
    "end_affiliation",
    "invitation",
    "leave",
    "organisations",
    "profile",
    "remove",
    "resend",
    "revoke_token",
    "team",
    "tokens",
    "withdraw",
]
