"""Which answers of one referential tell where the criteria of another one stand, and where that is not certain.

Within one referential codes and `replaces` say it, as from one version to the next. Between two, only a link that
one of them declares to the other does: sharing a subject of ISO 26000 or a goal makes no two practices the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from essaim.apps.frameworks.enums import Doubt, Fate

from .document import Criterion, Framework
from .document import Mapping as Link
from .plans import levels, plan

EQUAL = "equal"
LOOSE = {"subset", "superset", "intersect"}  # how else a library says that two requirements meet


@dataclass(frozen=True, slots=True)
class Feed:
    """The criteria whose answers tell where another one stands; a doubt is for people to settle."""

    criterion: str
    sources: tuple[str, ...]
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The way from a referential that was answered to one to fill: its feeds, in the order of the latter."""

    answered: Framework
    to_fill: Framework
    feeds: tuple[Feed, ...]

    def levels(self, source: str, criterion: str) -> dict[int, int]:
        """Return what each level of the source becomes, by proportion."""
        before = self.answered.scale_of(self.answered.criterion(source))
        return levels(before, self.to_fill.scale_of(self.to_fill.criterion(criterion)))


def crosswalk(answered: Framework, to_fill: Framework, *, are_versions: bool) -> Crosswalk:
    """Return what answers say of another version of their referential, or of another one, whatever code it bears."""
    found = _by_plan if are_versions else _by_links
    return Crosswalk(answered, to_fill, tuple(found(answered, to_fill)))


def _by_plan(answered: Framework, to_fill: Framework) -> Iterator[Feed]:
    doubts = {Fate.REWORDED: Doubt.REWORDED, Fate.SPLIT: Doubt.SPLIT}
    between = plan(answered, to_fill)
    for code, sources in between.sources.items():
        found = [doubts.get(between.passage(source).fate) for source in sources]
        if sources:
            yield Feed(code, sources, next(filter(None, found), None))


def _by_links(answered: Framework, to_fill: Framework) -> Iterator[Feed]:
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for criterion, link in _links(to_fill, answered):
        found[criterion.code][link.code] = _says_equal(to_fill, link)
    for criterion, link in _links(answered, to_fill):
        known = found[link.code].get(criterion.code, False)
        found[link.code][criterion.code] = known or _says_equal(answered, link)
    fed = Counter(source for sources in found.values() for source in sources)
    for code in (one.code for one in to_fill.criteria if one.code in found):
        doubt = Doubt.SPLIT if any(fed[source] > 1 for source in found[code]) else None
        yield Feed(code, tuple(found[code]), doubt if all(found[code].values()) else Doubt.LOOSE)


def _links(of: Framework, to: Framework) -> Iterator[tuple[Criterion, Link]]:
    """Yield the links to a referential that the file itself declares: the platform's references are only subjects."""
    if to.code in {reference.code for reference in of.references}:
        for criterion in of.criteria:
            yield from ((criterion, link) for link in criterion.mappings if _leads(link, to))


def _leads(link: Link, to: Framework) -> bool:
    return link.target == to.code and link.code in to.codes


def _says_equal(framework: Framework, link: Link) -> bool:
    """Return whether a link means the same practice: a library of another tool says so, else both only meet."""
    word = link.note.en.partition(":")[0] if link.note else ""
    return word == EQUAL or (framework.origin is None and word not in LOOSE)
