"""A preview: in whose words, in which language, and the choices somebody would have."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.apps.frameworks.rules import editing
from essaim.apps.organisations.enums import LegalFamily
from essaim.ui.forms import Card, ChoiceCards


class PreviewForm(forms.Form):
    """In whose words, and in which language."""

    family = forms.ChoiceField(label=_("In the words of"), choices=LegalFamily.choices, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[("fr", "Français"), ("en", "English")], required=False)


class TryForm(forms.Form):
    """The levels of one practice, to be tried; nothing is sent."""

    choice = forms.ChoiceField(label=_("Where do you stand?"), required=False, widget=ChoiceCards)


TEXTS = ("title", "question", "help", "plain_question", "opening", "example", "move_on")


@dataclass(frozen=True)
class Tried:
    """One practice of a preview with its choices, in one language."""

    code: str
    title: str
    question: str
    help: str
    plain_question: str
    opening: str
    example: str
    move_on: str
    form: TryForm


def questions_of(sketch: editing.Sketch, language: str) -> list[Tried]:
    """Return the practices of a theme with the cards somebody would choose from."""
    return [_tried(one, language) for one in sketch.questions]


def _tried(one: editing.Question, language: str) -> Tried:
    form = TryForm(prefix=one.code)
    form.fields["choice"].choices = [  # type: ignore[attr-defined]
        (level.value, Card(level.label.get(language) or "…", level.text.get(language), level.step))
        for level in one.levels
    ]
    texts = {name: getattr(one, name).get(language) for name in TEXTS}
    return Tried(code=one.code, form=form, **texts)
