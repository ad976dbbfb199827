"""What becomes of a practice in the room, as the facilitator types it; no level is ever chosen beforehand."""

from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments.enums import AnswerFault, State
from essaim.apps.assessments.models import COMMENT_LENGTH, REASON_LENGTH, Answer
from essaim.apps.assessments.operations import Values
from essaim.apps.assessments.rules import score_of
from essaim.apps.frameworks.rules import Scale
from essaim.apps.workshops.enums import PeopleFault
from essaim.apps.workshops.models import NAME_LENGTH
from essaim.apps.workshops.rules import MOST_HANDS, STATES
from essaim.ui.forms import Card, ChoiceCards

WHY = _("You stood apart: what brought you together? Those who were not there will read it.")
LARGEST_REVISION = 2**31 - 1


def level_cards(scale: Scale) -> list[tuple[str, Card]]:
    """Return a card a level, in the words of the practice."""
    language = get_language()
    return [
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


def state_labels() -> list[tuple[str, Any]]:
    """Return what may be said without a level, in the words of a room."""
    return [
        (State.PLANNED.value, State.PLANNED.label),
        (State.UNKNOWN.value, _("We don’t know: to clear up")),
        (State.NOT_APPLICABLE.value, State.NOT_APPLICABLE.label),
    ]


class Settling(forms.Form):
    """What goes with each outcome: the revision of the answer that the page showed, or that was read since."""

    revision = forms.IntegerField(min_value=0, max_value=LARGEST_REVISION, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, scale: Scale, answer: Answer | None) -> None:
        revision = answer.revision if answer else 0
        initial = {"revision": revision, "comment": answer.comment if answer else ""}
        super().__init__(data, initial=initial, auto_id=f"{type(self).__name__}-%s", use_required_attribute=False)
        self.scale = scale


class AgreementForm(Settling):
    """A level, or a state, with the reason for it."""

    choice = forms.ChoiceField(label=_("What do you agree on?"), widget=ChoiceCards)
    comment = forms.CharField(
        label=_("Why, in a few words"), max_length=COMMENT_LENGTH, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, data: Any = None, *, is_apart: bool = False, **given: Any) -> None:
        super().__init__(data, **given)
        self.is_apart = is_apart
        if is_apart:
            self.fields["comment"].help_text = WHY
        aside = [(value, Card(label, aside=True)) for value, label in state_labels()]
        cast(forms.ChoiceField, self.fields["choice"]).choices = [*level_cards(self.scale), *aside]

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where the practice is said not to concern the organisation, and where people stood apart."""
        data = super().clean() or self.cleaned_data
        choice, comment = data.get("choice"), data.get("comment")
        if choice == State.NOT_APPLICABLE and not comment:
            self.add_error("comment", AnswerFault.REASON_MISSING.label)
        elif self.is_apart and choice and choice != State.UNKNOWN and not comment:
            self.add_error("comment", PeopleFault.AGREEMENT_WITHOUT_REASON.label)
        return data

    @property
    def values(self) -> Values:
        """Return what is to be written to the assessment."""
        choice, comment = self.cleaned_data["choice"], self.cleaned_data["comment"]
        if choice == State.NOT_APPLICABLE:
            return {"state": choice, "reason": comment[:REASON_LENGTH]}
        if choice in STATES:
            return {"state": choice, "comment": comment}
        return {"state": State.ANSWERED, "level": int(choice), "comment": comment}


class DisagreementForm(Settling):
    """Both views, each a level with its reason."""

    first_level = forms.ChoiceField(label=_("Some say"), widget=forms.RadioSelect)
    first_reason = forms.CharField(label=_("because"), max_length=REASON_LENGTH, widget=forms.Textarea({"rows": 2}))
    second_level = forms.ChoiceField(label=_("Others say"), widget=forms.RadioSelect)
    second_reason = forms.CharField(label=_("because"), max_length=REASON_LENGTH, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        for name in ("first_level", "second_level"):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [(value, f"{value} · {card}") for value, card in level_cards(self.scale)]

    def clean(self) -> dict[str, Any]:
        """Refuse twice the same level: that would be an agreement."""
        data = super().clean() or self.cleaned_data
        if data.get("first_level") and data.get("first_level") == data.get("second_level"):
            self.add_error("second_level", AnswerFault.VIEWS_TWO.label)
        return data

    @property
    def views(self) -> list[dict[str, Any]]:
        """Return both views."""
        data = self.cleaned_data
        sides = ((data[f"{side}_level"], data[f"{side}_reason"]) for side in ("first", "second"))
        return [{"level": int(level), "reason": reason} for level, reason in sides]


class HandsForm(forms.Form):
    """How many people in the room showed each level: cards, hands, stickers. Never filled in beforehand."""

    def __init__(self, data: Any = None, *, scale: Scale) -> None:
        super().__init__(data, use_required_attribute=False)
        levels = [(value, f"{value} · {card}") for value, card in level_cards(scale)]
        for value, label in [*levels, *state_labels()]:
            self.fields[f"hands-{value}"] = forms.IntegerField(
                label=label, min_value=0, max_value=MOST_HANDS, required=False
            )

    @property
    def hands(self) -> dict[str, int]:
        """Return the counts by level and state."""
        return {name.removeprefix("hands-"): count or 0 for name, count in self.cleaned_data.items()}


class PresentForm(forms.Form):
    """Who was there."""

    names = forms.CharField(
        label=_("Who was there"),
        help_text=_("One name a line. They stay with the workshop and go with its export."),
        max_length=40_000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )


class FacilitatorForm(forms.Form):
    """Who leads the meeting from outside."""

    name = forms.CharField(label=_("Name of the facilitator"), max_length=NAME_LENGTH)
