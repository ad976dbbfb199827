"""How every form of the house is drawn, and the radio group whose answers are sentences."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class Renderer(TemplatesSetting):
    """FORM_RENDERER: `{{ form }}` and `{{ field.as_field_group }}` are drawn by our templates."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


@dataclass(frozen=True)
class Card:
    """The words of one choice card: a title, a sentence, the level its small cell shows; `aside` cards stand apart."""

    title: Any
    text: Any = ""
    level: int | None = None
    aside: bool = False

    def __str__(self) -> str:
        return str(self.title)


class ChoiceCards(forms.RadioSelect):
    """A radio group drawn as cards; its choices are `(value, Card(…))`, or plain pairs."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Let a plain label be a card with a title alone."""
        card = label if isinstance(label, Card) else Card(label)
        return super().create_option(name, value, card, *args, **kwargs)  # type: ignore[arg-type]


class PreferencesForm(forms.Form):
    """How the reader wants pages shown."""

    theme = forms.ChoiceField(
        label=_("Colours"),
        widget=ChoiceCards,
        choices=[
            ("auto", Card(_("As my device"), _("Light by day and dark by night, if your device does so."))),
            ("light", Card(_("Light"), _("Ink on paper."))),
            ("dark", Card(_("Dark"), _("Paper on ink, easier at night."))),
        ],
    )
    text = forms.ChoiceField(
        label=_("Size of text"),
        widget=ChoiceCards,
        choices=[
            ("normal", Card(_("Normal"))),
            ("large", Card(_("Large"), _("One and a half times, on screen and in print."))),
        ],
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
