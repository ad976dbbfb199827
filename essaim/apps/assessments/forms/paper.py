"""How a grid is to be printed: the form stands in the address, so that a grid can be sent as a link."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.apps.frameworks.rules import Framework
from essaim.ui.forms import Card, ChoiceCards


class PaperForm(forms.Form):
    """A theme or all of it, large print, plain words, language, a place for a name."""

    part = forms.ChoiceField(label=_("Which questions?"), required=False)
    print = forms.ChoiceField(
        label=_("Size of print"),
        required=False,
        widget=ChoiceCards,
        choices=[
            ("normal", Card(_("Normal"), _("Two questions a page, or about."))),
            ("large", Card(_("Large"), _("18 points throughout, for those whose eyes tire."))),
        ],
    )
    words = forms.ChoiceField(
        label=_("The questions"),
        required=False,
        widget=ChoiceCards,
        choices=[
            ("whole", Card(_("As they are"), _("The same words as on the screen."))),
            (
                "plain",
                Card(_("In plain words"), _("Short sentences. It says whether the people concerned have read them.")),
            ),
        ],
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("fr", _("In French")), ("en", _("In English"))],
        widget=forms.RadioSelect,
    )
    named = forms.BooleanField(
        label=_("Leave a place for a name"),
        required=False,
        help_text=_("Without it, people write more freely: only their group is asked."),
    )

    def __init__(
        self, data: Any = None, *, framework: Framework, parts: Sequence[tuple[str, Any]], **kwargs: Any
    ) -> None:
        initial = {"part": "", "print": "normal", "words": "whole", "language": str(get_language())[:2]}
        super().__init__(data, initial=initial, **kwargs)
        cast(forms.ChoiceField, self.fields["part"]).choices = parts
        if not any(one.plain_question for one in framework.criteria):
            del self.fields["words"]

    @property
    def chosen_language(self) -> str:
        """Return the language chosen, that of the page where none is."""
        return str(self.cleaned_data["language"] or self.initial["language"])

    @property
    def wanted(self) -> dict[str, Any]:
        """Return what was chosen, as the grid is told it."""
        data = self.cleaned_data
        return {
            "part": data["part"],
            "large": data["print"] == "large",
            "plain": data.get("words") == "plain",
            "named": data["named"],
        }
