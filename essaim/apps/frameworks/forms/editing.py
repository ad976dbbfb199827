"""A piece of a draft as a form: both languages side by side, and as many rows as there are, or one more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from essaim.apps.frameworks.rules import editing
from essaim.apps.frameworks.rules.editing.fields import indexes_of

from .labels import Label, label_of

# What neither a file nor a page can show; the void character is refused by each field.
UNSEEN = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
Options = Mapping[str, list[tuple[str, Any]]]


@dataclass(frozen=True)
class Item:
    """One thing on the page: a pair of languages, a single field, or rows of these."""

    kind: Literal["pair", "field", "rows", "group"]
    name: str
    label: Label
    fields: tuple[forms.BoundField, ...] = ()
    rows: tuple[Row, ...] = ()
    items: tuple[Item, ...] = ()
    is_needed: bool = False
    is_fixed: bool = False


@dataclass(frozen=True)
class Row:
    """One of several, with what it is written of."""

    name: str
    title: str
    items: tuple[Item, ...]
    hidden: tuple[forms.BoundField, ...] = field(default=())


class PieceForm(forms.Form):
    """What one person writes at a time; names of fields are the way to each word in the piece.

    `shown` is the fingerprint of what the page first showed; `more` names the rows of which one more is wanted.
    """

    shown = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        piece: editing.Piece,
        spec: tuple[editing.Field, ...],
        data: QueryDict | None = None,
        *,
        options: Options,
        levels: tuple[str, ...] = (),
        more: str = "",
    ) -> None:
        super().__init__(data, auto_id="%s", initial={"shown": piece.fingerprint}, use_required_attribute=False)
        self.spec, self.options, self.levels, self.more = spec, options, levels, more
        made = [self._item(one, one.name, piece.values.get(one.name)) for one in spec]
        self.items = {item.name: item for item in made if item}

    @property
    def typed(self) -> dict[str, Any]:
        """Return what was typed, by name; lines end as they do in a file, and what did not come back is left out."""
        came = {
            name for name, one in self.fields.items() if not one.widget.value_omitted_from_data(self.data, {}, name)
        }
        return {name: _clean(value) for name, value in self.cleaned_data.items() if name in came - {"shown"}}

    def _item(self, spec: editing.Field, name: str, held: Any) -> Item | None:
        label = label_of(name)
        match spec:
            case editing.Words():
                pair = tuple(self._words(f"{name}.{one}", held, one, spec.lines) for one in ("fr", "en"))
                return Item("pair", name, label, pair, is_needed=spec.is_needed)
            case editing.Rows():
                return Item("rows", name, label, rows=self._rows(spec, name, held), is_fixed=spec.count is not None)
            case editing.Group():
                return Item("group", name, label, items=self._inside(spec, name, held))
            case editing.Value():
                return None
        field = self._field(spec, name)
        if field is None:
            return None
        initial = held if held is not None else spec.usual if isinstance(spec, editing.Number) else ""
        return Item("field", name, label, (self._added(name, field, initial),), is_needed=spec.is_needed)

    def _inside(self, spec: editing.Group, name: str, held: Any) -> tuple[Item, ...]:
        said = held if isinstance(held, dict) else {}
        made = [self._item(one, f"{name}.{one.name}", said.get(one.name)) for one in spec.fields]
        return tuple(item for item in made if item)

    def _rows(self, spec: editing.Rows, name: str, held: Any) -> tuple[Row, ...]:
        there = held if isinstance(held, list) else []
        wanted = max(len(there) + (self.more == name), spec.count or 0)
        indexes = (indexes_of(self.data, name) if self.is_bound else []) or range(wanted)
        return tuple(self._row(spec, f"{name}.{one}", one, there) for one in indexes)

    def _row(self, spec: editing.Rows, name: str, index: int, there: list[Any]) -> Row:
        held = there[index] if index < len(there) else None
        title = self.levels[index] if spec.count is not None and index < len(self.levels) else str(index + 1)
        if not isinstance(spec.row, editing.Group):
            item = self._item(spec.row, name, held)
            return Row(name, title, (item,) if item else ())
        hidden: tuple[forms.BoundField, ...] = ()
        if any(isinstance(one, editing.Value) for one in spec.row.fields):
            values = [one.get("value") for one in there if isinstance(one, dict)]
            new = max((one for one in values if isinstance(one, int)), default=-1) + 1
            value = held.get("value") if isinstance(held, dict) else new
            title = str(value)
            widget = forms.CharField(required=False, widget=forms.HiddenInput)
            hidden = (self._added(f"{name}.value", widget, value),)
        return Row(name, title, self._inside(spec.row, name, held), hidden)

    def _words(self, name: str, held: Any, language: str, lines: int) -> forms.BoundField:
        attributes = {"lang": language}
        widget = forms.Textarea(attrs={**attributes, "rows": lines}) if lines > 1 else forms.TextInput(attrs=attributes)
        label = _("In French") if language == "fr" else _("In English")
        said = held.get(language) if isinstance(held, dict) else ""
        return self._added(name, forms.CharField(label=label, required=False, widget=widget), said or "")

    def _field(self, spec: editing.Field, name: str) -> forms.Field | None:
        """Return the field of something that is said once; nothing where there is nothing to choose from."""
        label = label_of(name)
        common: dict[str, Any] = {"label": label.name, "help_text": label.help, "required": False}
        options = self.options.get(re.sub(r"\.\d+", "", name))
        if isinstance(spec, editing.Mark):
            return forms.BooleanField(**common)
        if isinstance(spec, editing.Choices):
            boxes = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(**common, choices=options, widget=boxes) if options else None
        if options is not None:
            return forms.CharField(**common, widget=forms.Select(choices=options)) if options else None
        return forms.CharField(**common)

    def _added(self, name: str, field: forms.Field, initial: Any) -> forms.BoundField:
        self.fields[name] = field
        self.initial[name] = initial
        return self[name]


def target_of(form: PieceForm, name: str) -> str:
    """Return the field a place is written in, or the nearest one; nothing when this form does not write it."""
    if name in form.fields:
        return name
    return next((one for one in form.fields if one.startswith(f"{name}.")), "")


def filled(items: Iterable[Item]) -> bool:
    """Return whether something is written in one of these."""
    return any(
        any(_said(field) for field in item.fields) or any(filled(row.items) for row in item.rows) or filled(item.items)
        for item in items
    )


def _said(field: forms.BoundField) -> bool:
    return bool(str(field.value() or "").strip())


def _clean(value: Any) -> Any:
    return UNSEEN.sub(" ", value.replace("\r\n", "\n")) if isinstance(value, str) else value
