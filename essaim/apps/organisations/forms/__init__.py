from essaim.apps.organisations.forms.profiles import CreationForm, ProfileForm
from essaim.apps.organisations.forms.teams import AffiliationForm, InvitationForm, RoleForm, TokenForm

__all__ = ["AffiliationForm", "CreationForm", "InvitationForm", "ProfileForm", "RoleForm", "TokenForm"]
