import re
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.apps.accounts.models import Account
from essaim.apps.frameworks.rules import Framework
from essaim.apps.workshops.enums import GroupKind, Mode
from essaim.apps.workshops.models import RespondentGroup
from essaim.apps.workshops.operations import Person
from essaim.ui.forms import Card, ChoiceCards

MOST_SLIPS = 100
LONGEST_LIST = 30_000
ADDRESS = re.compile(r"<?([^\s<>;,]+@[^\s<>;,]+)>?")
HOW = {
    Mode.APART: _("Nothing is shown before you reveal it together, and nothing at all under five answers."),
    Mode.NAMED: _("For a small team: who answers gives a name first, and agrees to be shown with it."),
    Mode.HANDS: _("Nobody answers beforehand: in the room, you count hands, cards or stickers."),
}


def mode_cards() -> list[tuple[str, Card]]:
    """Return the ways to look together, each with what it means."""
    return [(mode.value, Card(mode.label, text=HOW[mode])) for mode in Mode]


class OpeningForm(forms.Form):
    """From where people look, how, and for how long."""

    use_required_attribute = False
    kinds = forms.MultipleChoiceField(
        label=_("Who looks at your practices?"),
        choices=[(kind.value, kind.label) for kind in GroupKind if kind != GroupKind.OWN],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=[GroupKind.BOARD, GroupKind.EMPLOYEES, GroupKind.VOLUNTEERS],
    )
    own = forms.CharField(
        label=_("Other groups, one a line"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For instance: users’ committee, partners."),
    )
    mode = forms.ChoiceField(label=_("How will you look together?"), widget=ChoiceCards, initial=Mode.APART)
    minutes = forms.IntegerField(
        label=_("How long will the meeting last, in minutes?"), min_value=15, max_value=600, initial=90
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["mode"]).choices = mode_cards()

    @property
    def groups(self) -> list[tuple[GroupKind, str]]:
        """Return the groups chosen, own ones with their name."""
        own = [line.strip() for line in self.cleaned_data["own"].splitlines() if line.strip()]
        return [(GroupKind(kind), "") for kind in self.cleaned_data["kinds"]] + [(GroupKind.OWN, name) for name in own]


class ModeForm(forms.Form):
    """How people look together."""

    use_required_attribute = False
    mode = forms.ChoiceField(label=_("How will you look together?"), widget=ChoiceCards)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["mode"]).choices = mode_cards()


class PeopleForm(forms.Form):
    """Whom to ask: of the team, at an address, or by a link to give; about which themes, in which group."""

    use_required_attribute = False
    group = forms.ChoiceField(label=_("In which group?"))
    members = forms.MultipleChoiceField(
        label=_("People of your team"), required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.CharField(
        label=_("Other people, one a line"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("An e-mail address: the link is sent. A name alone: you get the link to copy or to print."),
    )
    slips = forms.IntegerField(
        label=_("Slips without a name"),
        required=False,
        min_value=0,
        max_value=MOST_SLIPS,
        help_text=_("As many personal links, each on a slip to cut out and give."),
    )
    themes = forms.MultipleChoiceField(
        label=_("About which themes?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick nothing to ask about everything."),
    )
    language = forms.ChoiceField(label=_("In which language do we write to them?"), choices=settings.LANGUAGES)

    def __init__(
        self,
        *args: Any,
        groups: Sequence[RespondentGroup],
        framework: Framework,
        themes: Sequence[str],
        members: Sequence[Account],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language()
        self.accounts = {str(account.pk): account for account in members}
        titles = [(code, framework.theme(code).title.get(language)) for code in themes]
        self._offer("group", [(str(group.pk), str(group)) for group in groups])
        self._offer("themes", titles)
        self._offer("members", [(pk, str(account)) for pk, account in self.accounts.items()])
        if not self.accounts:
            del self.fields["members"]

    def clean_people(self) -> list[Person]:
        """Read one person a line: an address with or without a name, or a name alone."""
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines() if line.strip()]
        return [_person(line) for line in lines]

    @property
    def asked(self) -> list[Person]:
        """Return everyone to ask."""
        members = [Person(account=self.accounts[pk]) for pk in self.cleaned_data.get("members", [])]
        return [*members, *self.cleaned_data["people"], *[Person()] * (self.cleaned_data["slips"] or 0)]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices


def _person(line: str) -> Person:
    found = ADDRESS.search(line)
    if found is None:
        return Person(name=line)
    try:
        validate_email(found[1])
    except ValidationError:
        raise ValidationError(
            _("“%(line)s” holds no e-mail address that can be written to."), params={"line": line}
        ) from None
    return Person(name=ADDRESS.sub("", line).strip(" \t,;\"'"), email=found[1])
