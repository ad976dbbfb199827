from essaim.apps.organisations.queries.affiliations import affiliation_code, affiliations_of, code_holder
from essaim.apps.organisations.queries.invitations import invitation_behind, invitations_of, link
from essaim.apps.organisations.queries.takeaway import export_of, personal_data_of
from essaim.apps.organisations.queries.teams import (
    led_alone_by,
    members_of,
    membership_in,
    memberships_of,
    organisation_ids,
    steward_count,
)
from essaim.apps.organisations.queries.tokens import token_holder, tokens_of

__all__ = [
    "affiliation_code",
    "affiliations_of",
    "code_holder",
    "export_of",
    "invitation_behind",
    "invitations_of",
    "led_alone_by",
    "link",
    "members_of",
    "membership_in",
    "memberships_of",
    "organisation_ids",
    "personal_data_of",
    "steward_count",
    "token_holder",
    "tokens_of",
]
