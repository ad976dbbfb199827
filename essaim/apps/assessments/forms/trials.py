"""What a visitor says without an account: facts that may stay unsaid, levels and states, and a reason at the end."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments import rules
from essaim.apps.assessments.models import REASON_LENGTH
from essaim.apps.frameworks.rules import Criterion, Profile
from essaim.apps.organisations.enums import LegalFamily

from .answers import AnswerForm

LARGEST = 2_147_483_647


class TrialForm(AnswerForm):
    """One criterion's answer in a visitor's browser: no text, and all the page travels, for one cookie holds it all."""

    content = ("choice", "importance")
    travels_alone = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"], self.fields["comment"]

    @property
    def answer(self) -> rules.Answer:
        """Return what the browser is to keep."""
        said = self.cleaned_data
        return rules.Answer(said["state"], said["level"], said["importance"])


class FactsForm(forms.Form):
    """Three facts that spare questions that are not for everyone; each may stay unsaid."""

    legal_family = forms.ChoiceField(
        label=_("Your legal family"), choices=[("", _("I’d rather not say")), *LegalFamily.choices], required=False
    )
    employees = forms.IntegerField(label=_("Employees"), required=False, min_value=0, max_value=LARGEST)
    volunteers = forms.IntegerField(label=_("Volunteers"), required=False, min_value=0, max_value=LARGEST)

    @property
    def profile(self) -> Profile:
        """Return the facts, None where nothing was said."""
        said = self.cleaned_data
        return Profile(said["employees"], said["volunteers"], said["legal_family"] or None)


class KeepForm(forms.Form):
    """A reason for each practice that was said not to be for us: now, or later in the assessment."""

    def __init__(self, data: Any, *, criteria: Iterable[Criterion]) -> None:
        super().__init__(data)
        for criterion in criteria:
            self.fields[criterion.code] = forms.CharField(
                label=criterion.title.get(get_language()), max_length=REASON_LENGTH, required=False
            )
