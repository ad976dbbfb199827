"""What becomes of each criterion when a new version comes: kept, mapped or set aside, and never lost on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from essaim.apps.frameworks.enums import Fate, Rewording

from . import changes
from .changes import Change
from .document import Criterion, Framework, Scale
from .facts import heart_of


@dataclass(frozen=True, slots=True)
class Passage:
    """What becomes of one criterion: where its answers go, and in which words the same question is put there.

    `themes` names the theme before and after; `changes` is told only where there is one criterion on each side.
    """

    code: str
    fate: Fate
    targets: tuple[str, ...]
    themes: tuple[str, str | None]
    changes: tuple[Change, ...] = ()

    @property
    def is_renamed(self) -> bool:
        """Return whether the same question goes under another code."""
        return self.fate in SAME and self.targets != (self.code,)


@dataclass(frozen=True)
class Plan:
    """The way from one version to another: one passage for each criterion of the old one, in its order.

    `sources` tells the same from the other side; `unknown` holds the codes a file says it replaces, and which the old
    version does not have.
    """

    old: Framework
    new: Framework
    passages: tuple[Passage, ...]
    sources: Mapping[str, tuple[str, ...]]
    unknown: tuple[str, ...]

    @cached_property
    def _by_code(self) -> dict[str, Passage]:
        return {passage.code: passage for passage in self.passages}

    @cached_property
    def added(self) -> tuple[str, ...]:
        """Return the criteria that take the place of none."""
        return tuple(code for code in self.sources if not self.sources[code])

    @cached_property
    def merged(self) -> tuple[str, ...]:
        """Return the criteria of the new version that several old ones meet in."""
        return tuple(code for code in self.sources if len(self.sources[code]) > 1)

    @cached_property
    def to_confirm(self) -> tuple[str, ...]:
        """Return the criteria of the new version whose answer comes from one other question, or from other words."""
        return tuple(
            code
            for code, sources in self.sources.items()
            if len(sources) == 1 and self.passage(sources[0]).fate in {Fate.REWORDED, Fate.SPLIT}
        )

    def passage(self, code: str) -> Passage:
        """Return what becomes of a criterion of the old version; `KeyError` when it has none of this code."""
        return self._by_code[code]

    def of(self, fate: Fate) -> tuple[Passage, ...]:
        """Return the criteria of this fate."""
        return tuple(passage for passage in self.passages if passage.fate == fate)

    def levels(self, source: str, target: str) -> dict[int, int]:
        """Return what each level of the old scale becomes on the new one."""
        before = self.old.scale_of(self.old.criterion(source))
        return levels(before, self.new.scale_of(self.new.criterion(target)))

    def rescaled(self, source: str, target: str) -> dict[int, int]:
        """Return the same, or nothing where every level keeps its value."""
        moved = self.levels(source, target)
        return moved if any(before != after for before, after in moved.items()) else {}


SAME = {Fate.KEPT, Fate.REWORDED, Fate.MOVED}


def plan(old: Framework, new: Framework) -> Plan:
    """Return the plan that takes answers from one version to another.

    A code stands for the same practice in both; a criterion that names others in `replaces` also takes their answers.
    """
    sources = {one.code: tuple(code for code in _claimed(one) if code in old.codes) for one in new.criteria}
    reached: dict[str, list[str]] = {}
    for code, claimed in sources.items():
        for source in claimed:
            reached.setdefault(source, []).append(code)
    passages = tuple(_passage(old, new, one, sources, tuple(reached.get(one.code, ()))) for one in old.criteria)
    unknown = {code for one in new.criteria for code in one.replaces} - old.codes
    return Plan(old, new, passages, sources, tuple(sorted(unknown)))


def levels(before: Scale, after: Scale) -> dict[int, int]:
    """Return the nearest level of another scale for each level of this one, by proportion; between two, the lower."""
    return {
        anchor.value: min(after.anchors, key=lambda one: abs(after.share(one.value) - before.share(anchor.value))).value
        for anchor in before.anchors
    }


def _claimed(criterion: Criterion) -> tuple[str, ...]:
    return tuple(dict.fromkeys((criterion.code, *criterion.replaces)))


def _passage(
    old: Framework, new: Framework, before: Criterion, sources: Mapping[str, tuple[str, ...]], targets: tuple[str, ...]
) -> Passage:
    theme = old.theme_of(before.code).code
    if len(targets) != 1:
        return Passage(before.code, Fate.SPLIT if targets else Fate.ORPHANED, targets, (theme, None))
    (target,) = targets
    themes = (theme, new.theme_of(target).code)
    if len(sources[target]) > 1:
        return Passage(before.code, Fate.MERGED, targets, themes)
    told = tuple(changes.between(heart_of(old, before), heart_of(new, new.criterion(target))))
    if any(change.part not in ASIDE for change in told):
        return Passage(before.code, Fate.REWORDED, targets, themes, told)
    return Passage(before.code, Fate.KEPT if themes[0] == themes[1] else Fate.MOVED, targets, themes, told)


# A title names a practice and help explains it: what was answered is the question, on its levels.
ASIDE = {Rewording.TITLE, Rewording.HELP}
