"""What people say of an earlier diagnosis, one question at a time; each form is filled with what it seems to be."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments.enums import Role, Scope
from essaim.apps.assessments.models import TITLE_LENGTH
from essaim.apps.assessments.operations import Past, Refused
from essaim.apps.assessments.queries import Earlier, level_choices, state_choices
from essaim.apps.assessments.rules.earlier import NOTHING, SAMPLES, years_of
from essaim.apps.assessments.rules.understanding import scope_of
from essaim.apps.frameworks.rules import Framework

HEADERS_OFFERED = 12
FEW = 60  # practices that fit in one list
MOST_ASKED = 500  # questions that a person can go through, and a page can send


class EarlierForm(forms.Form):
    """One step; `said` is what it adds to what is known of the file."""

    def __init__(self, data: Any, *, found: Earlier, offered: Sequence[Framework] = ()) -> None:
        super().__init__(data, use_required_attribute=False)
        self.found = found
        self.build(offered)
        self.excess = len(self.fields) if len(self.fields) > MOST_ASKED else 0
        if self.excess:
            self.fields.clear()

    def clean(self) -> dict[str, Any]:
        """Refuse to go on where there is more to ask than a person can answer."""
        if self.excess:
            self.add_error(None, _("Choose other columns, or keep in the file what belongs to the diagnosis."))
        return super().clean() or self.cleaned_data

    def build(self, offered: Sequence[Framework]) -> None:
        """Add the fields that this file calls for."""

    @property
    def said(self) -> dict[str, Any]:
        """Return what was said; for a form that is valid."""
        return dict(self.cleaned_data)

    def choose(self, name: str, label: Any, choices: Iterable[tuple[Any, Any]], initial: Any, **more: Any) -> None:
        """Add a question with one answer among several."""
        widget = more.pop("widget", forms.Select)
        self.fields[name] = forms.ChoiceField(
            label=label, choices=list(choices), initial=initial, widget=widget, **{"required": True, **more}
        )


class TableForm(EarlierForm):
    """Which referential it is compared with, which sheet, which line names the columns."""

    def build(self, offered: Sequence[Framework]) -> None:
        """Offer the organisation's referentials, the file's sheets, and the first lines of the one chosen."""
        titles = [(one.code, one.title.get(get_language())) for one in offered]
        self.choose("framework", _("Which referential does it speak of?"), titles, self.found.framework.code)
        names = [(name, name) for name in self.found.sheets]
        self.choose("sheet", _("Which sheet?"), names, self.found.sheet)
        if len(names) == 1:
            self.fields["sheet"].widget = forms.HiddenInput()
        rows = enumerate(self.found.rows[:HEADERS_OFFERED])
        told = [(str(place), _line(row)) for place, row in rows if any(row)]
        self.choose(
            "header", _("Which line names the columns?"), told, str(self.found.header), widget=forms.RadioSelect
        )

    def clean(self) -> dict[str, Any]:
        """Ask again for the line when another sheet was chosen."""
        data = super().clean()
        if data.get("sheet") != self.found.sheet:
            self.errors.pop("header", None)
            data.pop("header", None)
        return data

    @property
    def said(self) -> dict[str, Any]:
        """Return the place of the line as a number."""
        data = super().said
        return data | {"header": int(data["header"])} if "header" in data else data


class ColumnsForm(EarlierForm):
    """What each column holds; `columns` shows its first cells beside."""

    def build(self, offered: Sequence[Framework]) -> None:
        """Add a question for each column that holds something."""
        roles = [("", _("Leave it out")), *Role.choices]
        self.columns: list[tuple[forms.BoundField, list[str]]] = []
        below = self.found.rows[self.found.header + 1 :]
        for column in range(max(map(len, self.found.rows), default=0)):
            cells = [row[column] for row in below if column < len(row) and row[column]]
            name = self.found.names[column] if column < len(self.found.names) else ""
            if cells:
                label = name or _("Column %(number)d") % {"number": column + 1}
                role = self.found.roles.get(column, "")
                self.choose(f"c{column}", label, roles, role, required=False)
                self.columns.append((self[f"c{column}"], list(dict.fromkeys(cells))[:SAMPLES]))

    def clean(self) -> dict[str, Any]:
        """Ask for a practice and for where one stood; in one year, each role is one column's."""
        data = super().clean()
        held = {int(name[1:]): Role(role) for name, role in data.items() if role}
        roles, years = list(held.values()), years_of(held, [])
        if not {Role.CODE, Role.PRACTICE} & set(roles):
            self.add_error(None, _("Say which column names the practices: by their code, or in words."))
        if Role.STANDING not in roles:
            self.add_error(None, _("Say which column tells where you stood."))
        if any(len(set(one.roles.values())) < len(one.roles) for one in years):
            self.add_error(None, _("Two columns are said to hold the same: choose one."))
        return data

    @property
    def said(self) -> dict[str, Any]:
        """Return the role of each column."""
        return {"roles": {name[1:]: role for name, role in self.cleaned_data.items() if role}}


class LinesForm(EarlierForm):
    """Which practice each line is about, where its code does not say."""

    def build(self, offered: Sequence[Framework]) -> None:
        """Add a question for each line without a known code, the likest practices first."""
        self.sure = sum(bool(match.code) for match in self.found.matches.values())
        all_of_them = self.found.framework.criteria if len(self.found.framework.criteria) <= FEW else ()
        rest = [(one.code, _practice(self.found.framework, one.code)) for one in all_of_them]
        for line in self.found.lines:
            match = self.found.matches[line.row]
            if not match.code:
                near = [(code, _practice(self.found.framework, code)) for code in match.guesses]
                groups: list[tuple[Any, Any]] = [("", _("None: leave this line out"))]
                groups += [(_("Most alike"), near)] if near else []
                groups += [(_("All practices"), rest)] if rest else []
                self.choose(f"l{line.row}", line.words, groups, self.found.practice_of(line), required=False)

    @property
    def said(self) -> dict[str, Any]:
        """Return the practice of each line."""
        return {"lines": {name[1:]: code for name, code in self.cleaned_data.items()}}


class MarksForm(EarlierForm):
    """What each mark means: a level, a state, or nothing."""

    def build(self, offered: Sequence[Framework]) -> None:
        """Add a question for each mark found, as it seems to be."""
        self.keys = {f"m{place}": key for place, key in enumerate(self.found.marks)}
        meanings = self.found.meanings
        several = len(self.found.framework.scales) > 1
        for name, key in self.keys.items():
            mark, scale, count = self.found.marks[key]
            levels = [(str(value), words) for value, words in level_choices(scale).items()]
            states = [(state.value, words) for state, words in state_choices().items()]
            choices = [("", _("– to be said –")), *levels, *states, (NOTHING, _("Nothing: leave it out"))]
            label = f"{mark} ({scale.anchors[0].label.get(get_language())}…)" if several else mark
            told = _("Found %(count)d times.") % {"count": count}
            error = {"required": _("Say what “%(mark)s” means.") % {"mark": mark}}
            self.choose(name, label, choices, meanings[key], help_text=told, error_messages=error)

    @property
    def said(self) -> dict[str, Any]:
        """Return the meaning of each mark."""
        before = self.found.intake.choices.get("meanings", {})
        return {"meanings": before | {self.keys[name]: meaning for name, meaning in self.cleaned_data.items()}}


class PastForm(EarlierForm):
    """Its name, when each of its years was made, and how much of the referential it looked at."""

    title = forms.CharField(label=_("Its name"), max_length=TITLE_LENGTH)

    def build(self, offered: Sequence[Framework]) -> None:
        """Ask for the day of each year, and offer the scopes that hold what was understood."""
        name, today = self.found.intake.name, timezone.localdate()
        self.fields["title"].initial = name.rpartition(".")[0] or name
        several = len(self.found.years) > 1
        for year in self.found.years:
            told = year.column.name or _("Column %(number)d") % {"number": year.column.place + 1}
            self.fields[f"on{year.column.place}"] = forms.DateField(
                label=_("“%(year)s”: when was it made?") % {"year": told} if several else _("When was it made?"),
                initial=year.day(name, today=today),
                widget=forms.DateInput(attrs={"type": "date", "max": today.isoformat()}, format="%Y-%m-%d"),
                help_text=_("It stands at this day among your years."),
            )
        scope, themes = scope_of(self.found.framework, self.found.practices)
        words = {one: str(one.label) for one in (scope, Scope.FULL)}
        if scope == Scope.THEMES:
            named = [self.found.framework.theme(code).title.get(get_language()) for code in themes]
            words[scope] = _("These themes: %(themes)s") % {"themes": ", ".join(named)}
        self.choose("scope", _("What did it look at?"), words.items(), scope, widget=forms.RadioSelect)

    @property
    def past(self) -> Past:
        """Return what was said; for a form that is valid."""
        data = self.cleaned_data
        days = {int(name[2:]): day for name, day in data.items() if name.startswith("on")}
        return Past(data["title"], Scope(data["scope"]), days)

    def refuse(self, refused: Refused) -> None:
        """Say on each field why it cannot be taken."""
        for fault in refused.faults:
            self.add_error(fault.field if fault.field in self.fields else None, str(fault.sentence))


STEPS: dict[str, type[EarlierForm]] = {
    "table": TableForm,
    "columns": ColumnsForm,
    "lines": LinesForm,
    "marks": MarksForm,
    "past": PastForm,
}


def _line(row: Sequence[str]) -> str:
    return " · ".join(cell[:40] for cell in row if cell)[:200]


def _practice(framework: Framework, code: str) -> str:
    return f"{code} {framework.criterion(code).title.get(get_language())}"
