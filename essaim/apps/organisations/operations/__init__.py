from essaim.apps.organisations.operations.affiliations import (
    AffiliationRefused,
    accept_affiliation,
    ask_affiliation,
    end_affiliation,
)
from essaim.apps.organisations.operations.answers import claim_answer, forget_answer, keep_answer, once
from essaim.apps.organisations.operations.erasure import cancel_erasure, erase, let_go, schedule_erasure
from essaim.apps.organisations.operations.invitations import InvitationOver, accept, invite, refuse, resend, withdraw
from essaim.apps.organisations.operations.links import close_link, open_link
from essaim.apps.organisations.operations.profiles import CommuneUnknown, create, revise
from essaim.apps.organisations.operations.teams import TeamRefused, change_role, hold, leave, remove
from essaim.apps.organisations.operations.tokens import NotInTeam, issue_token, issue_token_to, note_use, revoke_token

__all__ = [
    "AffiliationRefused",
    "CommuneUnknown",
    "InvitationOver",
    "NotInTeam",
    "TeamRefused",
    "accept",
    "accept_affiliation",
    "ask_affiliation",
    "cancel_erasure",
    "change_role",
    "claim_answer",
    "close_link",
    "create",
    "end_affiliation",
    "erase",
    "forget_answer",
    "hold",
    "invite",
    "issue_token",
    "issue_token_to",
    "keep_answer",
    "leave",
    "let_go",
    "note_use",
    "once",
    "open_link",
    "refuse",
    "remove",
    "resend",
    "revise",
    "revoke_token",
    "schedule_erasure",
    "withdraw",
]
