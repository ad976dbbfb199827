"""What is said of evidence, and where it is: a file or a link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments.enums import Confidentiality
from essaim.apps.assessments.models import LINK_LENGTH, TITLE_LENGTH
from essaim.apps.assessments.operations import Brought, Refused, Told


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ToldForm(forms.Form):
    """Its name, its dates, and who may see it."""

    title = forms.CharField(
        label=_("Its name"), max_length=TITLE_LENGTH, help_text=_("Such as “Minutes of the 2026 general assembly”.")
    )
    dated_on = forms.DateField(
        label=_("When was it made?"),
        required=False,
        widget=_day(),
        help_text=_("Without a date it is kept, but your answer stays declared."),
    )
    expires_on = forms.DateField(
        label=_("Until when does it hold?"), required=False, widget=_day(), help_text=_("Empty: it always does.")
    )
    confidentiality = forms.ChoiceField(
        label=_("Who may see it?"),
        choices=Confidentiality.choices,
        initial=Confidentiality.TEAM,
        widget=forms.RadioSelect,
    )

    @property
    def told(self) -> Told:
        """Return what is said; for a form that is valid."""
        names = ("title", "dated_on", "expires_on")
        said = {name: self.cleaned_data[name] for name in names}
        return Told(**said, confidentiality=Confidentiality(self.cleaned_data["confidentiality"]))

    def refuse(self, refused: Refused) -> None:
        """Say on each field why it cannot be taken."""
        for fault in refused.faults:
            self.add_error(fault.field if fault.field in self.fields else None, str(fault.sentence))


class EvidenceForm(ToldForm):
    """The same, with a file or a link."""

    file = forms.FileField(
        label=_("A file"),
        required=False,
        allow_empty_file=True,  # said by whoever reads it
        help_text=_("PDF, picture, Office or LibreOffice document, text: 20 MB at most."),
    )
    link = forms.CharField(
        label=_("Or a link"),
        required=False,
        max_length=LINK_LENGTH,
        widget=forms.URLInput(attrs={"inputmode": "url"}),
        help_text=_("The address of a page that shows it, starting with https://."),
    )
    field_order = ["file", "link", "title", "dated_on", "expires_on", "confidentiality"]

    @property
    def brought(self) -> Brought | None:
        """Return the file, if one came; for a form that is valid."""
        file: Any = self.cleaned_data["file"]
        return Brought(file.name, file.read()) if file else None

    def is_file_to_choose_again(self) -> bool:
        """Say whether a file came and the form comes back: browsers never send one twice by themselves."""
        return bool(self.files) and bool(self.errors)
