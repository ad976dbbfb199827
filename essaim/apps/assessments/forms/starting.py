"""What to look at this year, in words rather than in numbers."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments import rules
from essaim.apps.assessments.enums import Scope, ScopeFault
from essaim.apps.frameworks.rules import Framework, Profile
from essaim.ui.forms import Card, ChoiceCards

TITLE_LENGTH = 200


class StartForm(forms.Form):
    """Framework, scope, themes, groups, title of a new assessment; `source`: the one whose answers it starts from."""

    framework = forms.ChoiceField(label=_("With which framework?"), required=False, widget=forms.HiddenInput)
    source = forms.CharField(required=False, widget=forms.HiddenInput)
    scope = forms.ChoiceField(label=_("How far do you want to go?"), widget=ChoiceCards)
    themes = forms.MultipleChoiceField(
        label=_("This year’s themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    groups = forms.MultipleChoiceField(
        label=_("Which of these concern you?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The other questions wait for another year. Tick nothing to look at everything."),
    )
    title = forms.CharField(
        label=_("Its name"), max_length=TITLE_LENGTH, help_text=_("You will find it again under this name.")
    )

    def __init__(self, *args: Any, frameworks: Sequence[Framework], profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frameworks = {framework.code: framework for framework in frameworks}
        self.profile = profile
        language = get_language()
        self._offer("framework", [(one.code, one.title.get(language)) for one in frameworks])
        self._offer("scope", [(scope.value, self._card(scope)) for scope in Scope])
        self._offer("themes", [(theme.code, theme.title.get(language)) for theme in self.framework_shown.themes])
        self._offer("groups", [(group.code, group.title.get(language)) for group in self.framework_shown.groups])

    @property
    def framework_shown(self) -> Framework:
        """Return the framework whose themes and numbers the page shows."""
        code = str(self["framework"].value() or "")
        return self.frameworks.get(code) or next(iter(self.frameworks.values()))

    def clean(self) -> dict[str, Any]:
        """Ask for themes when the scope is this year's themes, and forget them when it is not."""
        data = super().clean() or self.cleaned_data
        data["framework"] = self.framework_shown
        if data.get("scope") != Scope.THEMES:
            data["themes"] = []
        elif not data.get("themes") and "themes" not in self.errors:
            self.add_error("themes", ScopeFault.THEMES_MISSING.label)
        if not self.errors:
            self._check_groups(data)
        return data

    def _check_groups(self, data: dict[str, Any]) -> None:
        try:
            rules.check_groups(data["framework"], data["scope"], data["themes"], data["groups"])
        except rules.ScopeRefused as refused:
            self.add_error("groups", refused.fault.label)

    def _card(self, scope: Scope) -> Card:
        if scope == Scope.THEMES:
            return Card(
                scope.label,
                _("You choose one or more and look at them in depth. The others wait for another year."),
            )
        count = self._size(scope)
        words = {"count": count, "minutes": rules.minutes_for(count)}
        if scope == Scope.ESSENTIAL:
            return Card(
                scope.label,
                _(
                    "%(count)d practices, about %(minutes)d minutes: the essentials of every theme."
                    " The right choice for a first time."
                )
                % words,
            )
        return Card(
            scope.label,
            _("All %(count)d practices, about %(minutes)d minutes in all. Stop and come back whenever you like.")
            % words,
        )

    def _size(self, scope: Scope) -> int:
        grid = rules.in_scope(self.framework_shown, scope, (), self.profile)
        return len(grid.criteria) - len(grid.exclusions)

    def _offer(self, name: str, choices: list[tuple[str, str | Card]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices
