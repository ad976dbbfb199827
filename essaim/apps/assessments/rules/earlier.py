"""An earlier diagnosis in any spreadsheet: what its columns, its lines and its marks seem to mean.

Everything here is offered to a person, who says yes or no: nothing is taken on a likeness alone.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from essaim.apps.assessments.enums import Role, State
from essaim.apps.frameworks.rules import Framework, Scale

from .days import day_of, year_in
from .folding import folded
from .likeness import Likeness

Rows = Sequence[Sequence[str]]

LOOKED_AT = 15
SAMPLES = 3
LONGEST_HEADER = 80
LIKE_ENOUGH = 0.3  # to be chosen beforehand
A_LITTLE_LIKE = 0.12  # to be offered
SOME = 3  # one cell of a column in so many bears a code
FEW_MARKS = 12
LONGEST_MARK = 40
NOTHING = "nothing"
SHARED = (Role.CODE, Role.PRACTICE)  # of all the years of a file; each of the others is of one
AIMS = {"objectif", "objectifs", "cible", "cibles", "vise", "visee", "target", "goal"}
DAYS = {"date", "dates", "jour", "evalue", "evaluation", "day"}
DEADLINES = {"limite", "echeance", "fin", "prevue", "due"}
HEADERS: Mapping[Role, tuple[str, ...]] = {
    Role.STANDING: ("niveau", "note", "reponse", "cotation", "score", "evaluation", "situation", "level", "answer"),
    Role.COMMENT: ("commentaire", "commentaires", "remarque", "remarques", "observation", "observations", "comment"),
    Role.ASSIGNEE: ("qui", "responsable", "pilote", "porteur", "who"),
    Role.NEXT_STEP: ("action", "actions", "etape", "suite", "suites", "next"),
    Role.PRACTICE: ("pratique", "pratiques", "critere", "criteres", "question", "questions", "intitule", "libelle"),
}
MARKS: Mapping[str, State] = {
    **dict.fromkeys(("prevu", "a prevoir", "planifie", "a venir", "en projet", "planned"), State.PLANNED),
    **dict.fromkeys(
        ("nc", "na", "n a", "sans objet", "so", "non concerne", "non concernee", "non applicable", "not applicable"),
        State.NOT_APPLICABLE,
    ),
    **dict.fromkeys(("?", "nsp", "ne sait pas", "je ne sais pas", "inconnu", "unknown"), State.UNKNOWN),
}
OUT_OF = re.compile(r"(\d+)\s*/\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line below the header, by its place from 0, with what its columns say by role."""

    row: int
    told: Mapping[Role, str]

    @property
    def words(self) -> str:
        """Return how people know the line."""
        return " ".join(filter(None, (self.told.get(Role.CODE, ""), self.told.get(Role.PRACTICE, ""))))


def guess_header(rows: Rows) -> int:
    """Return the place of the line that most looks like the names of columns."""
    weighed = [(_header_weight(row), -place) for place, row in enumerate(rows[:LOOKED_AT])]
    return -max(weighed, default=(0, 0))[1]


def _header_weight(row: Sequence[str]) -> int:
    told = [cell for cell in row if cell.strip() and len(cell) <= LONGEST_HEADER and not _is_number(cell)]
    known = sum(any(_names(role, cell) for role in HEADERS) for cell in told)
    return len({folded(cell) for cell in told}) + 3 * known


def guess_roles(rows: Rows, header: int, codes: Iterable[str]) -> dict[int, Role]:
    """Return what each column seems to hold, each role once: by the codes found in it, its name, or its few marks."""
    known = {folded(code) for code in codes}
    names = rows[header] if header < len(rows) else []
    columns = {
        column: [row[column].strip() for row in rows[header + 1 :] if column < len(row) and row[column].strip()]
        for column in range(max(map(len, rows[header:]), default=0))
    }
    found: dict[int, Role] = {}

    def seems(role: Role, places: Iterable[int]) -> None:
        place = next((place for place in places if place not in found), None)
        if role not in found.values() and place is not None:
            found[place] = role

    shares = {column: sum(folded(cell) in known for cell in cells) for column, cells in columns.items()}
    seems(Role.CODE, (column for column, share in shares.items() if share * SOME > len(columns[column])))
    seems(Role.DAY, (column for column, name in enumerate(names) if _are_days(name, columns[column])))
    for role in HEADERS:
        seems(role, (place for place, name in enumerate(names) if _names(role, name)))
    dated = [column for column, name in enumerate(names) if year_in(name) and not AIMS & set(folded(name).split())]
    seems(Role.STANDING, (column for column in dated if _are_few(columns[column])))
    seems(Role.STANDING, (column for column, cells in columns.items() if _are_marks(cells)))
    if any(found.get(column) == Role.STANDING for column in dated):
        found = {**_years(names, {column: columns[column] for column in dated}), **found}
    lengths = {column: sum(map(len, cells)) / len(cells) for column, cells in columns.items() if cells}
    seems(Role.PRACTICE, (column for column in sorted(lengths, key=lambda one: -lengths[one])))
    return found


def _years(names: Sequence[str], dated: Mapping[int, Sequence[str]]) -> dict[int, Role]:
    """Return what columns that name a year seem to hold: what the rest of their name says, or where one stood."""
    several = (Role.STANDING, Role.COMMENT, Role.ASSIGNEE, Role.NEXT_STEP)
    named = {column: next((role for role in several if _names(role, names[column])), None) for column in dated}
    return {column: role or Role.STANDING for column, role in named.items() if role or _are_few(dated[column])}


@dataclass(frozen=True, slots=True)
class YearColumn:
    """One year of a file: the column that tells where one stood then, its name, and the columns read with it."""

    place: int
    name: str
    roles: Mapping[int, Role]


def years_of(roles: Mapping[int, Role], names: Sequence[str]) -> tuple[YearColumn, ...]:
    """Return the years of a file: what is said beside a level belongs to the column of levels before it."""
    standings = sorted(column for column, role in roles.items() if role == Role.STANDING)
    starts = [-1, *standings[1:]]
    ends: list[float] = [*standings[1:], math.inf]
    return tuple(
        YearColumn(
            place=column,
            name=names[column].strip() if column < len(names) else "",
            roles={
                place: role
                for place, role in roles.items()
                if role in SHARED or place == column or (role != Role.STANDING and start <= place < end)
            },
        )
        for column, start, end in zip(standings, starts, ends, strict=False)
    )


def _are_days(name: str, cells: Sequence[str]) -> bool:
    """Say whether a column tells when its lines were answered; by when something is to be done is another matter."""
    words = set(folded(name).split())
    told = sum(day_of(cell) is not None for cell in cells)
    return bool(words & DAYS) and not words & DEADLINES and told * SOME > len(cells)


def _are_marks(cells: Sequence[str]) -> bool:
    """Say whether a column holds a few short words, again and again."""
    return len(cells) > len({folded(cell) for cell in cells}) and _are_few(cells)


def _are_few(cells: Sequence[str]) -> bool:
    told = {folded(cell) for cell in cells}
    return 0 < len(told) <= FEW_MARKS and max(map(len, told)) <= LONGEST_MARK


def _names(role: Role, cell: str) -> bool:
    return not set(folded(cell).split()).isdisjoint(HEADERS[role])


def lines_of(rows: Rows, header: int, roles: Mapping[int, Role]) -> Iterator[Line]:
    """Yield the lines that name a practice; headings and blank ones in between name none."""
    for place, row in enumerate(rows[header + 1 :], start=header + 1):
        told = {role: row[column].strip() if column < len(row) else "" for column, role in roles.items()}
        line = Line(place, told)
        if line.words and any(told.get(role) for role in Role if role not in {*SHARED, Role.DAY}):
            yield line


@dataclass(frozen=True, slots=True)
class Match:
    """The practice that a line names by its code, if it does; else those it may be about, the likest first.

    `guess` is the likest, where it is like enough.
    """

    code: str = ""
    guesses: tuple[str, ...] = ()
    guess: str = ""


def matches(framework: Framework, lines: Iterable[Line], *, most: int) -> dict[int, Match]:
    """Return, by line, the practice it names by its code, or those that its words are like."""
    by_code = {folded(code): code for code in framework.codes}
    texts = {one.code: _wordings(one.title, one.question) for one in framework.criteria}
    likeness = Likeness(texts)
    found = {}
    for line in lines:
        if code := by_code.get(folded(line.told.get(Role.CODE, ""))):
            found[line.row] = Match(code=code)
            continue
        near = likeness.nearest(line.told.get(Role.PRACTICE, ""), most=most)
        guess = next((code for score, code in near if score >= LIKE_ENOUGH), "")
        found[line.row] = Match(guesses=tuple(code for score, code in near if score >= A_LITTLE_LIKE), guess=guess)
    return found


def _wordings(*texts: object) -> list[str]:
    return [words for text in texts for words in (getattr(text, "fr", ""), getattr(text, "en", "")) if words]


def guess_meaning(mark: str, scale: Scale, known: Mapping[str, tuple[State, int | None]]) -> str:
    """Return the level or state a mark seems to stand for, as `meanings` name them; nothing where it may be several.

    `known` are the words of the scale. “3/4” is a level only where the scale has as many steps.
    """
    for key in (mark, folded(mark)):
        if key in known:
            state, level = known[key]
            return state.value if level is None else str(level)
    if folded(mark) in MARKS:
        return MARKS[folded(mark)].value
    if out_of := OUT_OF.fullmatch(mark.strip()):
        value, top = int(out_of[1]), int(out_of[2])
        if top == scale.top and any(anchor.value == value for anchor in scale.anchors):
            return str(value)
    return str(scale.bottom) if folded(mark) in {"non", "no"} else ""


def _is_number(cell: str) -> bool:
    return cell.strip().replace(",", "").replace(".", "").isdigit()
