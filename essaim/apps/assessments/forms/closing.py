"""Why an assessment is closed as it stands, or opened again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from essaim.apps.assessments.models import CLOSING_REASON_LENGTH


class CloseForm(forms.Form):
    """A reason, asked for only below the coverage floor."""

    reason = forms.CharField(
        label=_("In a few words, why close now?"),
        max_length=CLOSING_REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_needed:
            self.fields["reason"].label = _("A word about this year’s assessment (if you like)")

    def needs_reason(self, count: int) -> None:
        """Say that a reason is wanted, and how many criteria stay open."""
        self.add_error(
            "reason",
            ngettext(
                "%(count)d practice has no answer yet: say in a few words why you close now.",
                "%(count)d practices have no answer yet: say in a few words why you close now.",
                count,
            )
            % {"count": count},
        )


class ReopenForm(forms.Form):
    """A reason, always: what was presented may change."""

    reason = forms.CharField(
        label=_("What do you want to look at again?"),
        max_length=CLOSING_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
