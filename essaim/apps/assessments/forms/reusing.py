"""Which answers to take over from another assessment, or to confirm."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Codes(forms.MultipleChoiceField):
    """Codes of practices: which ones can be taken is for the operation to say."""

    def valid_value(self, value: str) -> bool:
        """Take any code that a criterion could bear."""
        return 0 < len(value) <= 50 and "\0" not in value


class TickedForm(forms.Form):
    """The practices that were ticked, by code."""

    criteria = Codes(
        error_messages={
            "required": _("Tick at least one answer."),
            "invalid_choice": _("One of these answers is not here any more: read the list again."),
        }
    )

    @property
    def ticked(self) -> list[str] | None:
        """Return what came back from the page, readable or not; None before anything did."""
        return [str(code) for code in self["criteria"].data or []] if self.is_bound else None
