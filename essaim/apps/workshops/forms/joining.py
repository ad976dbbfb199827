from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.apps.workshops.enums import PeopleFault
from essaim.apps.workshops.models import NAME_LENGTH, RespondentGroup
from essaim.ui.forms import Card, ChoiceCards


class JoinForm(forms.Form):
    """From where one looks, and, in a workshop with names, one's own with the agreement to be shown with it."""

    use_required_attribute = False
    group = forms.ChoiceField(
        label=_("You answer as part of"),
        widget=ChoiceCards,
        error_messages={"required": _("Choose the group you belong to.")},
    )
    name = forms.CharField(
        label=_("Your name"), max_length=NAME_LENGTH, error_messages={"required": PeopleFault.NAME_MISSING.label}
    )
    agrees = forms.BooleanField(
        label=_("I agree that my answers are shown with my name to the people of the workshop."),
        error_messages={"required": _("Without your agreement nothing can be shown with your name: tick the box.")},
    )

    def __init__(self, *args: Any, groups: Sequence[RespondentGroup], asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["group"]).choices = [(str(group.pk), Card(str(group))) for group in groups]
        if len(groups) == 1:
            del self.fields["group"]
        if not asks_name:
            del self.fields["name"], self.fields["agrees"]
