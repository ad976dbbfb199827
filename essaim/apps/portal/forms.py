from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.apps.portal import rules


class DeletionForm(forms.Form):
    """The organisation's name, typed again: nobody erases a team's work by a slip of the hand."""

    name = forms.CharField(
        label=_("Type the name of the organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Nothing was erased. Type the name if this is what you want.")},
    )

    def __init__(self, *args: Any, organisation_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation_name = organisation_name

    def clean_name(self) -> str:
        """Refuse another name than the organisation's."""
        if not rules.is_same_name(self.cleaned_data["name"], self.organisation_name):
            raise forms.ValidationError(_("This is not the name of the organisation. Nothing was erased."))
        return self.organisation_name
