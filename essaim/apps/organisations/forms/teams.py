from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.models import Membership, Organisation
from essaim.ui.forms import Card, ChoiceCards

ROLES = [
    (Role.CONTRIBUTOR, Card(Role.CONTRIBUTOR.label, _("Answers, comments and follows the plan."))),
    (Role.READER, Card(Role.READER.label, _("Sees everything, changes nothing."))),
    (Role.STEWARD, Card(Role.STEWARD.label, _("Does everything, and looks after the team and the organisation."))),
]


def role_field(**options: Any) -> forms.ChoiceField:
    """Return the choice of a role, told by what it allows."""
    return forms.ChoiceField(label=_("Role"), choices=ROLES, widget=ChoiceCards, **options)


class InvitationForm(forms.Form):
    """Whom to invite, to do what, and in which language to write to them."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = role_field(initial=Role.CONTRIBUTOR)
    language = forms.ChoiceField(label=_("Language of the message"), choices=settings.LANGUAGES)

    def __init__(self, data: Any = None) -> None:
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        super().__init__(data, initial={"language": language})


class RoleForm(forms.Form):
    role = role_field()


class AffiliationForm(forms.Form):
    code = forms.CharField(
        label=_("Their code"),
        help_text=_("Twelve letters and digits, shown on this same page in their own space."),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class TokenForm(forms.Form):
    """A key for a program: what it is for, and how far it opens."""

    name = forms.CharField(label=_("What is it for?"), max_length=100, help_text=_("For instance: monthly export."))
    organisation = forms.ChoiceField(label=_("It opens"), required=False)

    def __init__(self, data: Any, *, memberships: Iterable[Membership]) -> None:
        super().__init__(data)
        self.organisations = {str(m.organisation_id): m.organisation for m in memberships}
        choices = [(pk, organisation.name) for pk, organisation in self.organisations.items()]
        self.fields["organisation"].choices = [("", _("all my organisations")), *choices]  # type: ignore[attr-defined]

    def chosen(self) -> Organisation | None:
        """Return the organisation the token is narrowed to, if any."""
        return self.organisations.get(self.cleaned_data["organisation"])
