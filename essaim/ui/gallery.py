"""What the gallery shows: invented data, so that each component is seen with something in it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as words_of

from essaim.ui import gallery_drawings
from essaim.ui.forms import Card, ChoiceCards

TEMPLATES = Path(__file__).parent / "templates"
COLOURS = ("ink", "ink-soft", "teal", "honey-text", "leaf", "brick", "plum", "slate")


@dataclass(frozen=True)
class Example:
    """One thing to show: its name and the template that calls it."""

    name: Any
    template: str

    @property
    def call(self) -> str:
        """Return the call as one would write it, without its first line of loads."""
        return (TEMPLATES / self.template).read_text().partition("\n")[2].strip()


EXAMPLES = [
    Example(gettext_lazy("Buttons"), "ui/gallery/buttons.html"),
    Example(gettext_lazy("A form, with what to put right"), "ui/gallery/form.html"),
    Example(gettext_lazy("One field"), "ui/gallery/field.html"),
    Example(gettext_lazy("Choice cards"), "ui/gallery/choice_cards.html"),
    Example(gettext_lazy("Cards"), "ui/gallery/cards.html"),
    Example(gettext_lazy("Alerts"), "ui/gallery/alerts.html"),
    Example(gettext_lazy("Figures, never alone"), "ui/gallery/stats.html"),
    Example(gettext_lazy("Progress"), "ui/gallery/progress.html"),
    Example(gettext_lazy("Progress by theme"), "ui/gallery/cells.html"),
    Example(gettext_lazy("Tables"), "ui/gallery/tables.html"),
    Example(gettext_lazy("Ways through: breadcrumb, tabs, pages"), "ui/gallery/ways.html"),
    Example(gettext_lazy("Dialog"), "ui/gallery/dialog.html"),
    Example(gettext_lazy("Nothing yet"), "ui/gallery/empty.html"),
    Example(gettext_lazy("Tags and icons"), "ui/gallery/tags.html"),
]
DRAWINGS = [
    Example(gettext_lazy("The comb"), "ui/gallery/comb.html"),
    Example(gettext_lazy("The comb of a large framework"), "ui/gallery/comb_spread.html"),
    Example(gettext_lazy("Radar"), "ui/gallery/radar.html"),
    Example(gettext_lazy("Bars"), "ui/gallery/bars.html"),
    Example(gettext_lazy("Priority matrix"), "ui/gallery/matrix.html"),
    Example(gettext_lazy("Year after year"), "ui/gallery/years.html"),
    Example(gettext_lazy("The swarm: who stands where"), "ui/gallery/swarm.html"),
    Example(gettext_lazy("A code that phones read"), "ui/gallery/code.html"),
]

LEVELS = [
    ("0", Card(gettext_lazy("Not yet"), gettext_lazy("We do not do it today."), level=0)),
    ("1", Card(gettext_lazy("First steps"), gettext_lazy("Now and then, thanks to a few people."), level=1)),
    (
        "2",
        Card(
            words_of("practice", "Organised"), gettext_lazy("We know how and who, for part of the activity."), level=2
        ),
    ),
    (
        "3",
        Card(
            words_of("practice", "Established"),
            gettext_lazy("Wherever it is useful, and we regularly check that it works."),
            level=3,
        ),
    ),
    (
        "4",
        Card(
            words_of("practice", "Reviewed and shared"),
            gettext_lazy("Reviewed with the people concerned, improved thanks to them, passed on."),
            level=4,
        ),
    ),
    ("planned", Card(gettext_lazy("Not yet, but planned"), aside=True)),
    ("not_applicable", Card(gettext_lazy("Not for us"), aside=True)),
    ("unknown", Card(gettext_lazy("I don’t know"), aside=True)),
]


class SampleForm(forms.Form):
    """Every kind of field, to see them side by side."""

    name = forms.CharField(label=gettext_lazy("Name of the organisation"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We send a link there to confirm it."),
        error_messages={"invalid": gettext_lazy("Write the address with an @ and a domain, as in name@example.org.")},
    )
    employees = forms.IntegerField(label=gettext_lazy("Employees"), required=False, min_value=0)
    kind = forms.ChoiceField(
        label=gettext_lazy("Legal family"),
        choices=[("association", gettext_lazy("Association")), ("cooperative", gettext_lazy("Cooperative"))],
    )
    story = forms.CharField(label=gettext_lazy("What you do, in a sentence"), widget=forms.Textarea, required=False)
    news = forms.BooleanField(label=gettext_lazy("Send me one letter a month"), required=False)


class SampleChoice(forms.Form):
    """A question answered by cards."""

    level = forms.ChoiceField(
        label=gettext_lazy("Can each member really speak and vote, whatever their contribution?"),
        help_text=gettext_lazy("Choose the sentence that looks most like you today. Each step holds those before it."),
        choices=LEVELS,
        widget=ChoiceCards,
        required=False,
    )


def context() -> dict[str, Any]:
    """Return all that the examples name."""
    return {
        "examples": EXAMPLES,
        "drawings": DRAWINGS,
        "colours": COLOURS,
        "form": SampleForm({"email": "jeanne@", "kind": "association"}),
        "empty_form": SampleForm(auto_id="alone_%s"),
        "choice": SampleChoice({"level": "2"}),
        "page": Paginator(range(60), 10).get_page(3),
        "trail": [(_("Home"), "/"), (_("Components"), "")],
        "tabs": [(_("Answer"), "#ways"), (_("Results"), "#results"), (_("Documents"), "#documents")],
        "headers": [_("Theme"), _("Answers"), _("Where there is most to do")],
        "rows": [
            [_("Local life"), _("4 out of 4"), _("Local purchases")],
            [_("Environment"), _("3 out of 4"), _("Travel")],
            [_("Ethics"), _("2 out of 3"), _("Talking about values")],
        ],
        "legend": gallery_drawings.legend(),
        **_drawn(),
    }


def _drawn() -> dict[str, SafeString | list[Any]]:
    return {name: draw() for name, draw in gallery_drawings.DRAWINGS.items()}
