from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments.enums import AnswerFault, State
from essaim.apps.assessments.rules import score_of
from essaim.apps.frameworks.rules import Scale
from essaim.apps.workshops import rules
from essaim.apps.workshops.models import Voice
from essaim.ui.forms import Card, ChoiceCards

WITHOUT_LEVEL = (State.PLANNED, State.NOT_APPLICABLE, State.UNKNOWN)


class VoiceForm(forms.Form):
    """What one person says of one practice: one choice and nothing else; its prefix is the practice's code."""

    choice = forms.ChoiceField(
        label=_("For you, where does the organisation stand?"),
        required=False,
        widget=ChoiceCards,
        error_messages={"invalid_choice": AnswerFault.LEVEL_OUTSIDE_SCALE.label},
    )

    def __init__(self, data: QueryDict | None, *, prefix: str, scale: Scale, voice: Voice | None) -> None:
        super().__init__(data, prefix=prefix, initial={"choice": _stored(voice)}, use_required_attribute=False)
        cast(forms.ChoiceField, self.fields["choice"]).choices = _choices(scale)

    @property
    def is_touched(self) -> bool:
        """Say whether something came back that differs from what was kept."""
        name = self.add_prefix("choice")
        return name in self.data and self.data[name] != self.initial["choice"]

    @property
    def said(self) -> rules.Said:
        """Return what is to be kept of a valid choice."""
        choice = self.cleaned_data["choice"]
        if choice in {"", *WITHOUT_LEVEL}:
            return rules.Said(State(choice or State.NONE))
        return rules.Said(State.ANSWERED, int(choice))


def _stored(voice: Voice | None) -> str:
    if voice is None:
        return ""
    return str(voice.level) if voice.state == State.ANSWERED else voice.state


def _choices(scale: Scale) -> list[tuple[str, Any]]:
    language = get_language()
    levels = [
        (
            str(anchor.value),
            Card(
                anchor.label.get(language),
                text=anchor.text.get(language),
                level=round(score_of(anchor.value, scale) / 25),
            ),
        )
        for anchor in scale.anchors
    ]
    return [*levels, *[(state.value, Card(state.label, aside=True)) for state in WITHOUT_LEVEL]]
