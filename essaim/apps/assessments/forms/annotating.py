"""What happened, and when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments.models import ANNOTATION_LENGTH


class AnnotationForm(forms.Form):
    """An event in the life of the organisation."""

    on = forms.DateField(label=_("When"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(
        label=_("What happened"), help_text=_("For instance: “new director in May”."), max_length=ANNOTATION_LENGTH
    )
