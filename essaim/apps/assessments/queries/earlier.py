import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from essaim.apps.assessments.enums import Role
from essaim.apps.assessments.models import Intake
from essaim.apps.assessments.rules import earlier, understanding
from essaim.apps.assessments.rules.days import year_in
from essaim.apps.assessments.rules.folding import folded
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import Framework, Scale

from .filling import LENGTHS
from .lexicons import lexicons_of

GUESSES = 5


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the file, and what it comes to."""

    column: earlier.YearColumn
    understood: understanding.Understood

    def day(self, file: str, *, today: date) -> date | None:
        """Return when it seems to have been made: its last line, else the end of the year it, or the file, names."""
        told = [day for day in self.understood.days.values() if day <= today]
        year = year_in(self.column.name) or year_in(file)
        if told or year is None:
            return max(told, default=None)
        return min(date(year, 12, 31), today)


@dataclass(frozen=True)
class Earlier:
    """An earlier diagnosis as far as it is understood: what people said of it, and what it seems to say elsewhere."""

    intake: Intake
    framework: Framework

    @property
    def sheets(self) -> dict[str, list[list[str]]]:
        """Return the cells of each sheet."""
        return dict(self.intake.cells["sheets"])

    @property
    def sheet(self) -> str:
        """Return the sheet that was chosen; at first the longest one."""
        chosen = self.intake.choices.get("sheet", "")
        return chosen if chosen in self.sheets else max(self.sheets, key=lambda name: len(self.sheets[name]))

    @cached_property
    def rows(self) -> Sequence[Sequence[str]]:
        """Return the lines of the sheet."""
        return self.sheets[self.sheet]

    @property
    def header(self) -> int:
        """Return the place of the line that names the columns."""
        return int(self.intake.choices.get("header", earlier.guess_header(self.rows)))

    @property
    def names(self) -> Sequence[str]:
        """Return the names of the columns."""
        return self.rows[self.header] if self.header < len(self.rows) else []

    @property
    def headers(self) -> str:
        """Return a mark of these names: a file that bears the same is read the same way."""
        told = "|".join([self.framework.code, *map(folded, self.names)])
        return hashlib.blake2s(told.encode(), digest_size=16).hexdigest()

    @cached_property
    def before(self) -> Intake | None:
        """Return the last file with the same columns that was kept, if there is one."""
        kept = Intake.objects.filter(organisation_id=self.intake.organisation_id, headers=self.headers)
        return kept.exclude(taken_at=None).order_by("-taken_at").first()

    @property
    def roles(self) -> dict[int, Role]:
        """Return what each column holds: as said, as said of the file before, or as it seems."""
        for choices in self._said:
            if "roles" in choices:
                return {int(column): Role(role) for column, role in choices["roles"].items() if role}
        return earlier.guess_roles(self.rows, self.header, self.framework.codes)

    @property
    def _said(self) -> list[dict[str, Any]]:
        return [self.intake.choices, *([self.before.choices] if self.before else [])]

    @cached_property
    def lines_by_year(self) -> list[tuple[earlier.YearColumn, list[earlier.Line]]]:
        """Return the years of the file, each with its lines that name a practice and say something of it."""
        columns = earlier.years_of(self.roles, self.names)
        return [(one, list(earlier.lines_of(self.rows, self.header, one.roles))) for one in columns]

    @cached_property
    def lines(self) -> list[earlier.Line]:
        """Return the lines that name a practice, whatever the year they speak of."""
        found = {line.row: line for _column, lines in reversed(self.lines_by_year) for line in lines}
        return [found[row] for row in sorted(found)]

    @cached_property
    def matches(self) -> dict[int, earlier.Match]:
        """Return the practice of each line, or those it may be."""
        return earlier.matches(self.framework, self.lines, most=GUESSES)

    @property
    def codes(self) -> dict[int, str]:
        """Return the practice of each line: by its code, or as a person said."""
        said = self.intake.choices.get("lines", {})
        return {row: match.code or said.get(str(row), "") for row, match in self.matches.items()}

    def practice_of(self, line: earlier.Line) -> str:
        """Return the practice of a line without a code: as said, as said of the file before, or as it seems."""
        if "lines" in self.intake.choices:
            return str(self.intake.choices["lines"].get(str(line.row), ""))
        before = self.before.choices.get("matched", {}) if self.before else {}
        return str(before.get(mark_of(line), self.matches[line.row].guess))

    @property
    def matched(self) -> dict[str, str]:
        """Return what a person said of the lines without a code, by a mark of their words: rows move, words do not."""
        said = self.intake.choices.get("lines", {})
        return {mark_of(line): said[str(line.row)] for line in self.lines if str(line.row) in said}

    @property
    def marks(self) -> dict[str, tuple[str, Scale, int]]:
        """Return each mark found where one stood, by key: as written, its scale, how often."""
        found: dict[str, tuple[str, Scale, int]] = {}
        codes = self.codes
        for line in (line for _column, lines in self.lines_by_year for line in lines):
            code, mark = codes[line.row], line.told.get(Role.STANDING, "")
            if code in self.framework.codes and mark:
                key = understanding.key_of(self.framework, code, mark)
                scale = self.framework.scale_of(self.framework.criterion(code))
                found[key] = (found.get(key, (mark, scale, 0))[0], scale, found.get(key, (mark, scale, 0))[2] + 1)
        return found

    @property
    def meanings(self) -> Mapping[str, str]:
        """Return what each mark means: as said, as said of the file before, or as it seems; nothing where unknown."""
        known = lexicons_of(self.framework)
        said: dict[str, str] = {}
        for choices in reversed(self._said):
            said |= choices.get("meanings", {})
        return {
            key: said.get(key) or earlier.guess_meaning(mark, scale, known[scale.code].standings)
            for key, (mark, scale, _count) in self.marks.items()
        }

    @property
    def said(self) -> tuple[bool, ...]:
        """Say of each question, in their order, whether a person answered all of it: table, columns, lines, marks."""
        choices = self.intake.choices
        lines, meanings = choices.get("lines"), choices.get("meanings")
        return (
            "header" in choices,
            "roles" in choices,
            lines is not None and all(match.code or str(row) in lines for row, match in self.matches.items()),
            meanings is not None and set(self.marks) <= set(meanings),
        )

    @cached_property
    def years(self) -> list[Year]:
        """Return what each year of the file comes to, by what people said alone; those that say no level are none."""
        told = {
            "codes": self.codes,
            "meanings": self.intake.choices.get("meanings", {}),
            "lengths": LENGTHS,
            "reason": _("Said so in the file it comes from."),
        }
        found = [
            Year(column, understanding.understand(self.framework, lines, **told))
            for column, lines in self.lines_by_year
        ]
        return [year for year in found if any("state" in one for one in year.understood.values.values())]

    @property
    def practices(self) -> set[str]:
        """Return the practices that any of the years says something of."""
        return {code for year in self.years for code in year.understood.values}


def mark_of(line: earlier.Line) -> str:
    """Return a short mark of the words of a line, by which it is known in the next file."""
    return hashlib.blake2s(folded(line.words).encode(), digest_size=8).hexdigest()


def earlier_of(intake: Intake) -> Earlier:
    """Return an earlier diagnosis as far as it is understood, on the referential chosen for it."""
    return Earlier(intake, _framework(intake.organisation_id, intake.choices.get("framework", "")))


def _framework(organisation_id: UUID, code: str) -> Framework:
    offered = [one.framework for one in frameworks.offered(organisation_id)]
    return next((one for one in offered if one.code == code), offered[0])
