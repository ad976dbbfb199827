"""What to do with the answers a new version leaves a doubt about."""

from collections.abc import Collection

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments import rules
from essaim.apps.frameworks.rules import Plan


class MoveForm(forms.Form):
    """One choice for each criterion of the new version whose answer is not simply the same; `to` is its version."""

    to = forms.CharField(widget=forms.HiddenInput, max_length=50)

    def __init__(self, data: QueryDict | None, *, plan: Plan, answered: Collection[str]) -> None:
        super().__init__(data, initial={"to": plan.new.version}, use_required_attribute=False)
        for code, sources in plan.sources.items():
            offered = rules.options(plan, code)
            if offered and any(source in answered for source in sources):
                self.fields[self.name_of(code)] = forms.ChoiceField(
                    label=plan.new.criterion(code).title.get(get_language()),
                    choices=[(choice.value, choice.label) for choice in offered],
                    initial=offered[0],
                    widget=forms.RadioSelect,
                    error_messages={"required": _("Choose one."), "invalid_choice": _("This cannot be chosen here.")},
                )

    @staticmethod
    def name_of(code: str) -> str:
        """Return the name of the field for a criterion of the new version."""
        return f"choice-{code}"

    @property
    def choices(self) -> dict[str, str]:
        """Return what was chosen, by code of the new version."""
        return {name.removeprefix("choice-"): choice for name, choice in self.cleaned_data.items() if name != "to"}

    def choice_for(self, code: str) -> forms.BoundField | None:
        """Return the choice for a criterion, if there is one to make."""
        name = self.name_of(code)
        return self[name] if name in self.fields else None
