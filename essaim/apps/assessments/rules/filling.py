"""Answers filled in away from here: what a workbook says, what it changes, and where two people met.

A workbook says which revision of each answer it was made from. What it says as it was then is nobody's change; what
changed both in it and here since is a conflict, and a person chooses.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from essaim.apps.assessments.enums import CellFault, State
from essaim.kernel.workbooks import Sheet, words
from essaim.ui.documents.letters import storable

from .folding import folded

KEYS = ("standing", "reason", "importance", "target", "comment", "assignee", "next_step")
COLUMNS = ("code", "title", "question", "levels", *KEYS, "revision")
PARTS = ("standing", "importance", "target", "comment", "assignee", "next_step")
LARGEST_REVISION = 2**31 - 1


class Stand(NamedTuple):
    """Where a practice stands: a level, or a state with its reason."""

    state: State = State.NONE
    level: int | None = None
    reason: str = ""


SILENCE: Mapping[str, Any] = {
    "standing": Stand(),
    "importance": None,
    "target": None,
    "comment": "",
    "assignee": "",
    "next_step": "",
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the cells of a practice may say, as written or folded, and what it means; the choices, to tell them."""

    standings: Mapping[str, tuple[State, int | None]]
    targets: Mapping[str, int]
    importances: Mapping[str, int]
    standing_choices: tuple[str, ...]
    target_choices: tuple[str, ...]
    importance_choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What cannot be taken from a cell, counted from 0, and why."""

    row: int
    column: int
    fault: CellFault
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a workbook says: parts by practice, the revision each was made from, what could not be read."""

    said: Mapping[str, Mapping[str, Any]]
    revisions: Mapping[str, int]
    problems: tuple[CellProblem, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of an answer that a workbook would change."""

    part: str
    before: Any
    after: Any
    is_conflict: bool


def parts_of(answer: Any) -> dict[str, Any]:
    """Return an answer as a workbook holds it; silence for none."""
    if answer is None:
        return dict(SILENCE)
    return {
        "standing": Stand(State(answer.state), answer.level, plain(answer.reason)),
        "importance": answer.importance,
        "target": answer.target,
        **{name: plain(getattr(answer, name)) for name in ("comment", "assignee", "next_step")},
    }


def plain(text: str) -> str:
    """Return a text as it comes back from a spreadsheet: trimmed, its lines ended one way, nothing XML refuses."""
    return storable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def differences(
    filled: Mapping[str, Any], held: Mapping[str, Any], base: Mapping[str, Any] | None
) -> Iterator[Difference]:
    """Yield what a workbook would change of an answer; without `base`, what stands here is never replaced unseen."""
    for part in PARTS:
        if part not in filled or filled[part] == held[part]:
            continue
        start = SILENCE[part] if base is None else base[part]
        if base is not None and filled[part] == start:
            continue
        yield Difference(part, held[part], filled[part], is_conflict=held[part] != start)


def values_of(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an answer that these parts change."""
    values = {name: value for name, value in parts.items() if name != "standing"}
    if "standing" in parts:
        values |= parts["standing"]._asdict()
    return values


def read(
    sheet: Sheet,
    columns: Mapping[str, int],
    first: int,
    *,
    lexicon: Callable[[str], Lexicon | None],
    lengths: Mapping[str, int],
) -> Filled:
    """Read the lines of a sheet from `first` on; `lexicon` knows the practices by code, `lengths` bound the texts."""
    said: dict[str, dict[str, Any]] = {}
    revisions: dict[str, int] = {}
    problems: list[CellProblem] = []
    for number, row in enumerate(sheet.rows[first:], start=first):
        cells = {name: _cell(row, column) for name, column in columns.items()}
        code = cells.get("code", "")
        if not any(cells.get(name) for name in KEYS) and not cells.get("revision"):
            continue
        found = lexicon(code)
        if found is None or code in said:
            fault = CellFault.UNKNOWN_CODE if found is None else CellFault.TWICE
            problems.append(CellProblem(number, columns["code"], fault, {"value": code}))
            continue
        line = _Line(number, cells, columns, found, lengths)
        said[code] = line.parts()
        problems += line.problems
        revisions[code] = _revision(cells.get("revision", ""))
    return Filled(said, revisions, tuple(problems))


def columns_of(row: Sequence[Any]) -> dict[str, int]:
    """Return where the columns of a workbook are, by the names of its first line; empty where it is none of ours."""
    found = {words(cell): place for place, cell in enumerate(row) if cell in COLUMNS}
    return found if {"code", "standing"} <= set(found) else {}


@dataclass
class _Line:
    """One line being read."""

    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]
    lexicon: Lexicon
    lengths: Mapping[str, int]
    problems: list[CellProblem] = field(default_factory=list)

    def parts(self) -> dict[str, Any]:
        """Return what the line says; what cannot be read is left out, and told."""
        found = {name: self._text(name) for name in ("comment", "assignee", "next_step")}
        found["importance"] = self._choice("importance", self.lexicon.importances, self.lexicon.importance_choices)
        found["target"] = self._choice("target", self.lexicon.targets, self.lexicon.target_choices)
        found["standing"] = self._standing()
        return {name: found[name] for name in PARTS if name in self.columns and found[name] is not Ellipsis}

    def _standing(self) -> Any:
        chosen = self._choice("standing", self.lexicon.standings, self.lexicon.standing_choices)
        reason = self._text("reason")
        if chosen is Ellipsis or reason is Ellipsis:
            return Ellipsis
        state, level = chosen or (State.NONE, None)
        if state == State.NOT_APPLICABLE and not reason:
            return self._refuse("reason" if "reason" in self.columns else "standing", CellFault.REASON_MISSING)
        return Stand(state, level, reason)

    def _choice(self, name: str, known: Mapping[str, Any], allowed: Sequence[str]) -> Any:
        text = self.cells.get(name, "")
        if not text:
            return None
        for key in (text, folded(text)):
            if key in known:
                return known[key]
        return self._refuse(name, CellFault.NOT_A_CHOICE, value=text[:80], allowed=" · ".join(allowed))

    def _text(self, name: str) -> Any:
        text = self.cells.get(name, "")
        if len(text) > self.lengths[name]:
            return self._refuse(name, CellFault.TOO_LONG, count=len(text), limit=self.lengths[name])
        return text

    def _refuse(self, name: str, fault: CellFault, **values: Any) -> Any:
        self.problems.append(CellProblem(self.number, self.columns[name], fault, values))
        return Ellipsis


def _cell(row: Sequence[Any], column: int) -> str:
    return plain(words(row[column])) if column < len(row) else ""


def _revision(text: str) -> int:
    return min(int(text), LARGEST_REVISION) if text.isascii() and text.isdigit() else 0
