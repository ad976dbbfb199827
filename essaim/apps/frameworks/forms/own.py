"""Where an own referential comes from, and what was said of it before it is published."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from essaim.apps.frameworks import queries, rules
from essaim.apps.frameworks.enums import Verdict
from essaim.apps.frameworks.rules.source import CONTROL
from essaim.apps.organisations.models import Membership
from essaim.ui.forms import Card, ChoiceCards

TITLE_LENGTH = 200
OPINION_LENGTH = 4_000
NOTHING = "nothing"


class CreationForm(forms.Form):
    """From which words to start, and under which name."""

    source = forms.ChoiceField(label=_("What do you start from?"), widget=ChoiceCards)
    title = forms.CharField(
        label=_("Its name"),
        max_length=TITLE_LENGTH,
        help_text=_("Such as “The federation’s grid”. You can change it later."),
    )

    def __init__(self, *args: Any, offers: Sequence[queries.Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {_key(offer): offer for offer in offers}
        cards = [(key, _card(offer)) for key, offer in self.offers.items()]
        blank = Card(_("A blank page"), _("Five levels to start from; the questions are all yours."), aside=True)
        cast(forms.ChoiceField, self.fields["source"]).choices = [*cards, (NOTHING, blank)]

    def clean_title(self) -> str:
        """Return the name on one line, without what no file of a referential can hold."""
        return " ".join(CONTROL.sub(" ", self.cleaned_data["title"]).split())

    @property
    def offer(self) -> queries.Offer | None:
        """Return the referential whose words serve as a start, if any; for a form that is valid."""
        return self.offers.get(self.cleaned_data["source"])


class UploadForm(forms.Form):
    """A referential in a file."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("A spreadsheet filled in from our model, a YAML file, or a CISO Assistant library. 10 MB at most."),
        allow_empty_file=True,  # said by whoever reads it
    )


class OpinionForm(forms.Form):
    """Who gave an opinion, when, and in which words."""

    by = forms.CharField(
        label=_("Who gave it"),
        max_length=TITLE_LENGTH,
        help_text=_("A committee, a board, or a person who agrees to be named here."),
    )
    on = forms.DateField(label=_("When"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    verdict = forms.ChoiceField(label=_("The opinion"), choices=Verdict.choices, widget=ChoiceCards)
    text = forms.CharField(
        label=_("In their words"),
        max_length=OPINION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What was liked, what was asked for. It is read beside the referential, whatever it says."),
    )

    def opinion(self) -> rules.Opinion:
        """Return the opinion; for a form that is valid."""
        return rules.Opinion(**self.cleaned_data)


class TakingForm(forms.Form):
    """For which of one's organisations a shared referential is taken."""

    organisation = forms.ChoiceField(label=_("For which organisation?"))

    def __init__(self, *args: Any, memberships: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.memberships = {one.organisation.slug: one for one in memberships}
        names = [(slug, one.organisation.name) for slug, one in self.memberships.items()]
        cast(forms.ChoiceField, self.fields["organisation"]).choices = names

    @property
    def membership(self) -> Membership:
        """Return the membership chosen; for a form that is valid."""
        return self.memberships[self.cleaned_data["organisation"]]


def _key(offer: queries.Offer) -> str:
    return f"{'own' if offer.owner else 'catalogue'}:{offer.framework.code}"


def _card(offer: queries.Offer) -> Card:
    count = len(offer.framework.criteria)
    words = ngettext("%(count)d question", "%(count)d questions", count) % {"count": count}
    return Card(offer.framework.title.get(get_language()), words)
