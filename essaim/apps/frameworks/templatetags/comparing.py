"""How two versions are told: a sentence first, then words kept, removed and added."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import override

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.enums import Answer, Direction, Rewording, Standing

register = template.Library()

HEART = {Rewording.TITLE, Rewording.QUESTION, Rewording.HELP, Rewording.LEVEL}
COLOURS = {
    Standing.NEW: "leaf",
    Standing.REMOVED: "brick",
    Standing.SPLIT: "plum",
    Standing.MERGED: "plum",
    Standing.REWORDED: "honey",
    Standing.MOVED: "teal",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A change in one language: both texts as runs of words, nothing where there was none; or only typed otherwise."""

    language: str
    before: list[rules.Run]
    after: list[rules.Run]
    is_typing: bool = False


@register.filter
def summed(comparison: rules.Comparison) -> str:
    """Return what changed in one sentence."""
    counts = [standing.counted(count) for standing, count in comparison.tally.items()]
    still = counts.pop() if Standing.UNCHANGED in comparison.tally else ""
    if counts and still:
        return _("Criteria: %(changes)s; %(unchanged)s.") % {"changes": ", ".join(counts), "unchanged": still}
    return _("Criteria: %(changes)s.") % {"changes": ", ".join(counts) or still}


@register.filter
def told(change: rules.Change, languages: Iterable[str]) -> list[Told]:
    """Return a change in each of these languages where it is one."""
    return [one for language in languages for one in _told(change, language)]


@register.filter
def colour(standing: Standing) -> str:
    """Return the colour of a standing; its word stands beside it."""
    return COLOURS.get(standing, "slate")


@register.filter
def is_one_sided(row: rules.Compared) -> bool:
    """Return whether a criterion exists in one version only."""
    return row.standing in {Standing.NEW, Standing.REMOVED}


@register.filter
def heart(changes: Iterable[rules.Change]) -> list[rules.Change]:
    """Return the question, its help and its levels; the title stands over them."""
    return [one for one in changes if one.part in HEART - {Rewording.TITLE}]


@register.filter
def rest(changes: Iterable[rules.Change]) -> list[rules.Change]:
    """Return all that goes with the question."""
    return [one for one in changes if one.part not in HEART]


def _told(change: rules.Change, language: str) -> Iterator[Told]:
    before, after = _said(change, 0, language), _said(change, 1, language)
    if before == after:
        return
    found = rules.runs(before, after)
    is_typing = all(run.kind == "kept" for run in found)
    left = [part for run in found if run.before for part in _trimmed(run)]
    right = [part for run in found if run.after for part in _trimmed(run)]
    yield Told(language, left, right, is_typing)


def _trimmed(run: rules.Run) -> Iterator[rules.Run]:
    """Yield a run, the space that follows the words that go or come being no part of them."""
    words = run.before or run.after
    bare = words.rstrip()
    if run.kind == "kept" or bare == words:
        yield run
        return
    was = bool(run.before)
    yield rules.Run(run.kind, bare if was else "", "" if was else bare)
    yield rules.Run("kept", words[len(bare) :] if was else "", "" if was else words[len(bare) :])


def _said(change: rules.Change, side: int, language: str) -> str:
    words = (change.before, change.after)[side]
    state: Answer | Direction | None = change.states[side]
    if words:
        return words.get(language)
    with override(language):
        return str(state.label) if state else ""
