"""Two versions of a referential side by side: what each criterion became, and every word that is not the same."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from essaim.apps.frameworks.enums import Fate, Standing

from . import changes
from .changes import Change
from .document import Criterion, Framework, Theme
from .facts import framework_facts, heart_of, surroundings_of, theme_facts
from .plans import Plan, plan
from .targets import Target


@dataclass(frozen=True, slots=True)
class Compared:
    """One criterion in both versions: those it comes from, what it is now, and what is not the same.

    `came_from` is the theme it left, where it left one; a removed criterion has nothing after.
    """

    standing: Standing
    before: tuple[Criterion, ...]
    after: Criterion | None
    came_from: Theme | None = None
    changes: tuple[Change, ...] = ()

    @property
    def criterion(self) -> Criterion:
        """Return the criterion as it is now, or as it was."""
        return self.after or self.before[0]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A theme in both versions; one of the two is missing where it is new, or gone."""

    before: Theme | None
    after: Theme | None
    changes: tuple[Change, ...]
    criteria: tuple[Compared, ...]

    @property
    def theme(self) -> Theme:
        """Return the theme as it is now, or as it was."""
        return self.after or self.before  # type: ignore[return-value]  # one of the two is always there

    @property
    def changed(self) -> tuple[Compared, ...]:
        """Return the criteria that are not as they were."""
        return tuple(one for one in self.criteria if one.standing != Standing.UNCHANGED)

    @property
    def is_changed(self) -> bool:
        """Return whether there is something to tell of this theme."""
        return bool(self.changes or self.changed) or not (self.before and self.after)


@dataclass(frozen=True)
class Comparison:
    """Two versions, theme by theme in the order of the new one, those that are gone last."""

    plan: Plan
    changes: tuple[Change, ...]
    chapters: tuple[Chapter, ...]

    @cached_property
    def tally(self) -> dict[Standing, int]:
        """Return how many criteria stand in each way, those with none left out."""
        counted = Counter(one.standing for chapter in self.chapters for one in chapter.criteria)
        return {standing: counted[standing] for standing in Standing if counted[standing]}

    @property
    def changed(self) -> int:
        """Return how many criteria are not as they were."""
        return sum(count for standing, count in self.tally.items() if standing != Standing.UNCHANGED)

    @property
    def is_same(self) -> bool:
        """Return whether the two versions say exactly the same."""
        return not self.changes and not any(chapter.is_changed for chapter in self.chapters)


def compare(old: Framework, new: Framework, targets: Mapping[str, Target] | None = None) -> Comparison:
    """Return all that changes from one version to another; `targets` gives the references their titles."""
    way = plan(old, new)
    rows = [*(_now(way, one, targets or {}) for one in new.criteria), *_gone(way, targets or {})]
    themes = dict(_themes(old, new))
    kept = [code for code, (before, after) in themes.items() if before and after]
    chapters = tuple(_chapter(way, before, after, rows) for before, after in themes.values())
    whole = changes.between(framework_facts(old, kept), framework_facts(new, kept))
    return Comparison(way, tuple(whole), chapters)


def _themes(old: Framework, new: Framework) -> Iterator[tuple[str, tuple[Theme | None, Theme | None]]]:
    was, now = ({one.code: one for one in framework.themes} for framework in (old, new))
    for code in [*now, *(code for code in was if code not in now)]:
        yield code, (was.get(code), now.get(code))


def _chapter(way: Plan, before: Theme | None, after: Theme | None, rows: Iterable[Compared]) -> Chapter:
    now = {one.code for one in after.criteria} if after else set()
    was = {one.code for one in before.criteria} if before else set()
    here = tuple(one for one in rows if (one.after.code in now if one.after else one.before[0].code in was))
    told = tuple(changes.between(theme_facts(before, now), theme_facts(after, was))) if before and after else ()
    return Chapter(before, after, told, here)


def _gone(way: Plan, targets: Mapping[str, Target]) -> Iterator[Compared]:
    for passage in way.of(Fate.ORPHANED):
        criterion = way.old.criterion(passage.code)
        yield Compared(Standing.REMOVED, (criterion,), None, None, _changes(way, criterion, None, targets))


def _now(way: Plan, criterion: Criterion, targets: Mapping[str, Target]) -> Compared:
    sources = tuple(way.old.criterion(code) for code in way.sources[criterion.code])
    if len(sources) != 1:
        told = () if sources else _changes(way, None, criterion, targets)
        return Compared(Standing.MERGED if sources else Standing.NEW, sources, criterion, None, told)
    (source,) = sources
    left = way.old.theme_of(source.code)
    came_from = left if left.code != way.new.theme_of(criterion.code).code else None
    passage = way.passage(source.code)
    around = surroundings_of(way.old, source, targets), surroundings_of(way.new, criterion, targets)
    told = (*passage.changes, *changes.between(*around))
    if passage.fate == Fate.SPLIT:
        told = _changes(way, source, criterion, targets)
    standing = STANDINGS[passage.fate]
    if standing == Standing.UNCHANGED and (told or source.code != criterion.code):
        standing = Standing.CLARIFIED
    return Compared(standing, sources, criterion, came_from, told)


STANDINGS = {
    Fate.KEPT: Standing.UNCHANGED,
    Fate.MOVED: Standing.MOVED,
    Fate.REWORDED: Standing.REWORDED,
    Fate.SPLIT: Standing.SPLIT,
    Fate.MERGED: Standing.MERGED,
}


def _changes(
    way: Plan, before: Criterion | None, after: Criterion | None, targets: Mapping[str, Target]
) -> tuple[Change, ...]:
    was = {**heart_of(way.old, before), **surroundings_of(way.old, before, targets)} if before else {}
    now = {**heart_of(way.new, after), **surroundings_of(way.new, after, targets)} if after else {}
    return tuple(changes.between(was, now))
