"""What a person says of one criterion: one choice among the levels and the other states, and what goes with it."""

import hashlib
from collections.abc import Iterable
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments import models, rules
from essaim.apps.assessments.enums import AnswerFault, Importance, State
from essaim.apps.assessments.operations import Values
from essaim.apps.frameworks.rules import Scale
from essaim.ui.forms import Card, ChoiceCards

LARGEST_REVISION = 2**31 - 1
WITHOUT_LEVEL = (State.PLANNED, State.NOT_APPLICABLE, State.UNKNOWN)
KEYS: Final[dict[str, str]] = {State.PLANNED: "p", State.NOT_APPLICABLE: "n", State.UNKNOWN: "?"}


class AnswerForm(forms.Form):
    """One criterion's answer; its prefix is the criterion's code.

    `shown` is the mark of what the page first showed; `over`, the revision of someone else's answer that was read;
    `confirm` makes a reused answer one's own without changing it.
    """

    choice = forms.ChoiceField(
        label=_("Where do you stand?"),
        required=False,
        widget=ChoiceCards,
        error_messages={"invalid_choice": AnswerFault.LEVEL_OUTSIDE_SCALE.label},
    )
    reason = forms.CharField(
        label=_("In a few words, why is this not for you?"), max_length=models.REASON_LENGTH, required=False
    )
    importance = forms.TypedChoiceField(
        label=_("How much does it matter to you?"),
        choices=[("", _("not said")), *Importance.choices],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": AnswerFault.IMPORTANCE_OUTSIDE.label},
    )
    comment = forms.CharField(
        label=_("A word to remember it by"),
        max_length=models.COMMENT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    revision = forms.IntegerField(min_value=0, max_value=LARGEST_REVISION, required=False, widget=forms.HiddenInput)
    over = forms.IntegerField(min_value=0, max_value=LARGEST_REVISION, required=False, widget=forms.HiddenInput)
    shown = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    confirm = forms.BooleanField(label=_("Still true"), required=False)
    content: tuple[str, ...] = ("choice", "reason", "importance", "comment")
    travels_alone = True  # each change is sent with this criterion's fields only

    def __init__(self, data: QueryDict | None, *, prefix: str, scale: Scale, answer: models.Answer | None) -> None:
        initial = _stored(answer)
        initial["shown"] = _mark(initial[name] for name in self.content)
        super().__init__(data, prefix=prefix, initial=initial, use_required_attribute=False)
        cast(forms.ChoiceField, self.fields["choice"]).choices = _choices(scale)
        if answer is None or answer.provenance_id is None:
            del self.fields["confirm"]

    @property
    def is_untouched(self) -> bool:
        """Say whether nothing came back, or just what the page first showed."""
        if not any(self.add_prefix(name) in self.data for name in self.content):
            return True
        if self.data.get(self.add_prefix("confirm")):
            return False
        typed = (str(self[name].data or "") for name in self.content)
        return self.data.get(self.add_prefix("shown")) == _mark(typed)

    def clean(self) -> dict[str, Any]:
        """Split the choice into a state and a level; ask for a reason where the criterion is said not to concern us."""
        data = super().clean() or self.cleaned_data
        choice = data.get("choice", "")
        is_level = choice not in {"", *WITHOUT_LEVEL}
        data["state"] = State.ANSWERED if is_level else State(choice or State.NONE)
        data["level"] = int(choice) if is_level else None
        wants_reason = choice == State.NOT_APPLICABLE and "reason" in self.fields
        if wants_reason and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", AnswerFault.REASON_MISSING.label)
        if self.data.get("mine") == self.prefix:
            data["revision"] = data.get("over")
        return data

    @property
    def values(self) -> Values:
        """Return what is to be kept; fields this page does not show stay as they are."""
        names = ("state", "level", *self.content[1:])
        return cast(Values, {name: self.cleaned_data[name] for name in names})


class RowForm(AnswerForm):
    """The same as a row of the table view, with who takes it in hand and the next step."""

    assignee = forms.CharField(label=_("Who"), max_length=models.ASSIGNEE_LENGTH, required=False)
    next_step = forms.CharField(
        label=_("Next step"),
        max_length=models.NEXT_STEP_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    content = (*AnswerForm.content, "assignee", "next_step")
    columns: tuple[str, ...] = ("choice", "importance", "comment", "assignee", "next_step")

    def __init__(self, data: QueryDict | None, *, prefix: str, scale: Scale, answer: models.Answer | None) -> None:
        super().__init__(data, prefix=prefix, scale=scale, answer=answer)
        self._as_list("choice", [(value, str(card)) for value, card in _choices(scale)])
        self._as_list("importance", [(str(value), str(label)) for value, label in Importance.choices])
        self.fields["comment"].widget.attrs["rows"] = 1
        for name in self.columns:
            self.fields[name].widget.attrs |= {"data-cell": True, "aria-label": self.fields[name].label}

    def _as_list(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.widget = forms.Select()
        field.choices = [("", "–"), *choices]

    @property
    def cells(self) -> list[forms.BoundField]:
        """Return the fields of the row, from left to right."""
        return [self[name] for name in self.columns]


class EntryForm(RowForm):
    """The same, for those who type paper answers in: each choice begins with its key, so that one key finds it."""

    assignee = None  # type: ignore[assignment]
    next_step = None  # type: ignore[assignment]
    content = AnswerForm.content
    columns = ("choice", "importance", "comment")

    def __init__(self, data: QueryDict | None, *, prefix: str, scale: Scale, answer: models.Answer | None) -> None:
        super().__init__(data, prefix=prefix, scale=scale, answer=answer)
        self._as_list("choice", [(value, f"{KEYS.get(value, value)} · {card}") for value, card in _choices(scale)])
        self._as_list("importance", [(str(value), f"{value} · {label}") for value, label in Importance.choices])
        for name in self.columns:
            self.fields[name].widget.attrs |= {"data-cell": True, "aria-label": self.fields[name].label}


def _stored(answer: models.Answer | None) -> dict[str, Any]:
    if answer is None:
        return {**dict.fromkeys(RowForm.content, ""), "revision": 0}
    choice = str(answer.level) if answer.state == State.ANSWERED else answer.state
    return {
        "choice": "" if choice == State.NONE else choice,
        "reason": answer.reason,
        "importance": "" if answer.importance is None else answer.importance,
        "comment": answer.comment,
        "assignee": answer.assignee,
        "next_step": answer.next_step,
        "revision": answer.revision,
    }


def _mark(values: Iterable[Any]) -> str:
    """Return a short mark of some values: what comes back as it went is left alone, whoever wrote since."""
    plain = "\0".join(str(value).replace("\r\n", "\n").strip() for value in values)
    return hashlib.blake2s(plain.encode(), digest_size=9).hexdigest()


def _choices(scale: Scale) -> list[tuple[str, Card]]:
    language = get_language()
    levels = [
        (
            str(anchor.value),
            Card(
                anchor.label.get(language),
                text=anchor.text.get(language),
                level=round(rules.score_of(anchor.value, scale) / 25),
            ),
        )
        for anchor in scale.anchors
    ]
    return [*levels, *[(state.value, Card(state.label, aside=True)) for state in WITHOUT_LEVEL]]
