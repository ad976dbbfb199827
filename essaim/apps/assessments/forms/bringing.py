"""A spreadsheet that somebody brings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments.operations import Refused


class BringForm(forms.Form):
    """The file alone."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("A spreadsheet: .xlsx, .ods or .csv, 10 MB at most."),
        allow_empty_file=True,  # said by whoever reads it
    )

    def refuse(self, refused: Refused) -> None:
        """Say why the file cannot be read."""
        for fault in refused.faults:
            self.add_error("file", str(fault.sentence))
