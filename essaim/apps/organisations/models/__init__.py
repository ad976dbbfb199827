from essaim.apps.organisations.models.affiliations import Affiliation
from essaim.apps.organisations.models.invitations import Invitation, SecretLink
from essaim.apps.organisations.models.tenants import Membership, Organisation
from essaim.apps.organisations.models.tokens import ApiToken, KeptAnswer

__all__ = ["Affiliation", "ApiToken", "Invitation", "KeptAnswer", "Membership", "Organisation", "SecretLink"]
