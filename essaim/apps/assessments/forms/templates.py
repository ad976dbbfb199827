from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments.models import TITLE_LENGTH
from essaim.apps.assessments.operations import Brought, Refused


class TemplateForm(forms.Form):
    """A document with fields, and the name it is offered under."""

    file = forms.FileField(
        label=_("Your document"),
        allow_empty_file=True,  # said by whoever reads it
        help_text=_("Word (DOCX) or LibreOffice (ODT), 2 MB at most, without macros."),
    )
    title = forms.CharField(
        label=_("Its name"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=_("Your team finds it under this name. Empty: the name of the file."),
    )

    @property
    def brought(self) -> Brought:
        """Return the file; for a form that is valid."""
        file = self.cleaned_data["file"]
        return Brought(file.name or "", file.read())

    def refuse(self, refused: Refused) -> None:
        """Say on each field why it cannot be taken."""
        for fault in refused.faults:
            self.add_error(fault.field if fault.field in self.fields else None, str(fault.sentence))
