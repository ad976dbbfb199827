"""What was revealed, as the room sees it: a heap of cells for each place, then the groups that may be told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.rules import score_of
from essaim.apps.frameworks.rules import Scale
from essaim.apps.workshops import rules
from essaim.ui.charts import swarm

if TYPE_CHECKING:
    from .meeting import Meeting

KINDS: dict[str, swarm.Kind] = {
    State.PLANNED: "planned",
    State.UNKNOWN: "unknown",
    State.NOT_APPLICABLE: "not_concerned",
}
LEVELS: tuple[swarm.Kind, ...] = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Place:
    """Where people may stand: a level, or a state, with how many do."""

    cell: str
    label: str
    kind: swarm.Kind
    people: int
    drawing: SafeString
    names: tuple[str, ...] = ()

    @property
    def is_level(self) -> bool:
        """Say whether it is a level of the scale."""
        return self.cell not in KINDS


@dataclass(frozen=True, slots=True)
class Spread:
    """A practice revealed: the places, how many people, and the same in a table, group by group."""

    places: tuple[Place, ...]
    people: int
    people_a_cell: int
    headers: list[str]
    rows: list[list[str]]
    groups: list[tuple[str, tuple[Place, ...], int]]
    has_hidden: bool
    left_out: int
    twice: int


def spread_of(meeting: Meeting, code: str) -> Spread | None:
    """Return what the room sees of a practice; None before it is revealed."""
    shown = meeting.revealed.get(code)
    if shown is None:
        return None
    scale = meeting.scale_of(code)
    places = places_of(shown.cells, scale, _names(shown))
    order = [key for key in (*meeting.groups, rules.HANDS) if key in shown.groups] if len(shown.groups) > 1 else []
    groups = [(group_name(meeting, key), shown.groups[key]) for key in order]
    drawn = [(name, places_of(cells, scale), sum(cells.values())) for name, cells in groups]
    columns = [shown.cells, *(cells for _name, cells in groups)]
    rows = [[place.label, *(str(cells.get(place.cell, 0)) for cells in columns)] for place in places]
    if shown.names:
        rows = [[place.label, str(place.people), ", ".join(place.names) or "–"] for place in places]
    headers = [_("Answer"), _("All together"), *(name for name, _cells in groups), *([_("Who")] if shown.names else [])]
    largest = max((place.people for place in places), default=0)
    return Spread(
        places=places,
        people=shown.people,
        people_a_cell=swarm.people_a_cell(largest),
        headers=headers,
        rows=rows,
        groups=drawn,
        has_hidden=shown.has_hidden,
        left_out=shown.left_out,
        twice=shown.twice,
    )


def places_of(
    cells: Mapping[str, int], scale: Scale, names: dict[str, tuple[str, ...]] | None = None
) -> tuple[Place, ...]:
    """Return every level, then the states somebody said, each with its heap."""
    language, largest = get_language(), max(cells.values(), default=0)
    labels = {str(one.value): f"{one.value} · {one.label.get(language)}" for one in scale.anchors}
    kinds = {str(one.value): LEVELS[round(score_of(one.value, scale) / 25)] for one in scale.anchors}
    labels |= {cell: str(State(cell).label) for cell in KINDS if cells.get(cell)}
    return tuple(
        Place(
            cell=cell,
            label=label,
            kind=(kind := (kinds | KINDS)[cell]),
            people=cells.get(cell, 0),
            drawing=swarm.heap(cells.get(cell, 0), kind, largest=largest),
            names=(names or {}).get(cell, ()),
        )
        for cell, label in labels.items()
    )


def group_name(meeting: Meeting, key: str) -> str:
    """Return the name of a group of people; those counted in the room are one."""
    return _("Counted in the room") if key == rules.HANDS else str(meeting.groups[key])


def said_by_all(meeting: Meeting, item: rules.Item) -> str:
    """Say in a few words how far apart people stand."""
    if item.spread is None:
        return _("few could tell")
    if not item.spread:
        return _("everybody says the same")
    scale = meeting.framework.scale_of(meeting.asked[item.code])
    steps = float(item.spread * (len(scale.anchors) - 1))
    count = number_format(steps, decimal_pos=1)
    return ngettext("%(count)s level apart", "%(count)s levels apart", 2 if steps >= 2 else 1) % {"count": count}


def _names(shown: rules.Revealed) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in shown.names:
        found[one.cell] = (*found.get(one.cell, ()), one.name)
    return found
