"""The plan from one version to another, in plain lines for a terminal."""

from collections.abc import Iterator

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.enums import Fate

TOLD = (Fate.REWORDED, Fate.MOVED, Fate.SPLIT, Fate.ORPHANED)


def told(plan: rules.Plan) -> Iterator[str]:
    """Yield the plan: counts, then each criterion whose answers do not simply stay where they are."""
    yield _("From %(old)s to %(new)s") % {"old": _version(plan.old), "new": _version(plan.new)}
    yield ", ".join(_counts(plan)) + "."
    for fate in TOLD:
        if passages := plan.of(fate):
            yield from ("", _("%(fate)s:") % {"fate": fate.label})
            for passage in passages:
                yield from _passage(plan, passage)
    yield from _merged(plan)
    yield from _titled(_("New:"), (_named(plan.new, code) for code in plan.added))
    renamed = (one for one in plan.of(Fate.KEPT) if one.is_renamed)
    yield from _titled(_("Kept under another code:"), (f"{one.code} → {one.targets[0]}" for one in renamed))
    if plan.unknown:
        yield ""
        yield _("Named in “replaces” and not in the old version: %(codes)s.") % {"codes": ", ".join(plan.unknown)}


def _counts(plan: rules.Plan) -> Iterator[str]:
    for fate in Fate:
        if count := len(plan.of(fate)):
            yield fate.counted(count)
    if count := len(plan.added):
        yield ngettext("%(count)d new", "%(count)d new", count) % {"count": count}


def _passage(plan: rules.Plan, passage: rules.Passage) -> Iterator[str]:
    yield f"  {_named(plan.old, passage.code)}"
    if passage.fate == Fate.SPLIT or passage.is_renamed:
        yield from (f"    → {_named(plan.new, code)}" for code in passage.targets)
    if passage.themes[1] not in {None, passage.themes[0]}:
        yield "    " + _("theme: %(before)s → %(after)s") % {"before": passage.themes[0], "after": passage.themes[1]}
    for change in passage.changes:
        yield f"    {change.label}"
        yield from (
            f"      {sign} {_said(words)}" for sign, words in (("-", change.before), ("+", change.after)) if words
        )
    for code in passage.targets:
        yield from _levels(plan, passage.code, code)


def _merged(plan: rules.Plan) -> Iterator[str]:
    if plan.merged:
        yield from ("", _("%(fate)s:") % {"fate": Fate.MERGED.label})
    for code in plan.merged:
        yield f"  → {_named(plan.new, code)}"
        for source in plan.sources[code]:
            yield f"      {_named(plan.old, source)}"
            yield from _levels(plan, source, code)


def _levels(plan: rules.Plan, source: str, target: str) -> Iterator[str]:
    if moved := plan.rescaled(source, target):
        steps = ", ".join(f"{before} → {after}" for before, after in moved.items())
        yield "      " + _("levels: %(steps)s") % {"steps": steps}


def _titled(title: str, lines: Iterator[str]) -> Iterator[str]:
    if found := list(lines):
        yield from ("", title)
        yield from (f"  {line}" for line in found)


def _version(framework: rules.Framework) -> str:
    return f"{framework.code}@{framework.version}"


def _named(framework: rules.Framework, code: str) -> str:
    return f"{code} {_said(framework.criterion(code).title)}"


def _said(words: rules.Text) -> str:
    return words.get(get_language())
