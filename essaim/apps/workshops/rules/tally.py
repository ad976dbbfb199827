"""What was said of one practice, counted once: by level and state, of everyone and of groups large enough."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.rules import Scale
from essaim.apps.workshops.enums import Mode
from essaim.kernel.disclosure import disclose

HANDS = "hands"
MOST_HANDS = 1000
STATES = (State.PLANNED, State.UNKNOWN, State.NOT_APPLICABLE)
Cells = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Spoken:
    """So many people of a group who said the same, under one name where names are shown."""

    group: str
    name: str
    cell: str
    people: int = 1


@dataclass(frozen=True, slots=True)
class Named:
    """Who said what, in a workshop where each agreed to be shown."""

    name: str
    group: str
    cell: str


@dataclass(frozen=True, slots=True)
class Revealed:
    """What the room sees of a practice: counts by cell of all, of the groups that may be told apart, or names.

    `cells` is empty where nothing may be told; the group `hands` is what the facilitator counted in the room;
    `left_out` are people too few to be added to the hands that everybody saw; `twice`, how many of those counted
    answered a second time, at most, by a link given anew.
    """

    cells: Cells = field(default_factory=dict)
    groups: Mapping[str, Cells] = field(default_factory=dict)
    names: tuple[Named, ...] = ()
    has_hidden: bool = False
    left_out: int = 0
    twice: int = 0

    @property
    def people(self) -> int:
        """Return how many people are counted."""
        return sum(self.cells.values())

    def plain(self) -> dict[str, Any]:
        """Return the same as it is stored."""
        return {**asdict(self), "names": [asdict(one) for one in self.names]}


def cell_of(state: str, level: int | None) -> str:
    """Return where an answer is counted: its level, or its state where it has none."""
    return str(state) if level is None else str(level)


def from_plain(stored: Mapping[str, Any]) -> Revealed:
    """Return what was stored."""
    return Revealed(**{**stored, "names": tuple(Named(**one) for one in stored["names"])})


def reveal(
    spoken: Iterable[Spoken], *, hands: Cells, mode: Mode, renewals: Mapping[str, int] | None = None
) -> Revealed:
    """Return what the room may see; hands that everybody saw being raised are known already, and give nobody away.

    With names, those who gave theirs are shown, however few. By show of hands nothing is. `renewals` is how many of a
    group may have answered twice: so many more answers are wanted.
    """
    if mode == Mode.HANDS:
        return Revealed()
    if mode == Mode.NAMED:
        return _with_names([one for one in spoken if one.name])
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in spoken:
        counts[one.group][one.cell] += one.people
    counts[HANDS] = {cell: people for cell, people in hands.items() if people}
    doubts = {group: doubt for group, doubt in (renewals or {}).items() if group in counts}
    twice = {group: min(doubt, sum(counts[group].values())) for group, doubt in doubts.items()}
    told = disclose(counts, known={HANDS}, twice=twice)
    groups = {group: told.groups[group] for group in sorted(told.groups)}
    everyone = sum(sum(cells.values()) for cells in counts.values())
    left_out = everyone - sum(told.whole.values()) if told.whole else 0
    doubled = sum(twice.get(group, 0) for group in told.counted)
    return Revealed(told.whole, groups, has_hidden=bool(told.hidden), left_out=left_out, twice=doubled)


def is_enough(
    people: Mapping[str, int], *, hands: Cells, mode: Mode, renewals: Mapping[str, int] | None = None
) -> bool:
    """Say whether something may be revealed of a practice that so many people of each group spoke of."""
    spoken = [Spoken(group, "name", "", count) for group, count in people.items() if count]
    return bool(reveal(spoken, hands=hands, mode=mode, renewals=renewals).cells)


def _with_names(spoken: Iterable[Spoken]) -> Revealed:
    names = sorted((Named(one.name, one.group, one.cell) for one in spoken), key=lambda one: (one.name, one.group))
    cells: dict[str, int] = defaultdict(int)
    for one in names:
        cells[one.cell] += 1
    return Revealed(dict(cells), names=tuple(names))


def check_hands(hands: Mapping[str, int], scale: Scale) -> dict[str, int]:
    """Return counts by cell without the empty ones; `ValueError` for a cell or a number that cannot be."""
    allowed = {str(anchor.value) for anchor in scale.anchors} | set(STATES)
    if not hands.keys() <= allowed or not all(0 <= people <= MOST_HANDS for people in hands.values()):
        raise ValueError(hands)
    return {cell: people for cell, people in hands.items() if people}
