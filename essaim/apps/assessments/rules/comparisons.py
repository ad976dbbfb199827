"""Two years are compared only on what both looked at: a new question is neither progress nor decline."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from essaim.apps.assessments.enums import NotCompared, Scope, WhyNull

from .criteria import CriterionResult
from .results import Result
from .scores import Mark, Tally, tally, why_null

Pair = tuple[CriterionResult, CriterionResult]

_COUNTED = {None, NotCompared.UNANSWERED}


class NotComparable(Exception):
    """Two results that stand on different frameworks, or on different methods."""


@dataclass(frozen=True, slots=True)
class Change:
    """Two scores, 0–100, on the same criteria with the later year's weights; `code` names the theme or criterion."""

    code: str
    earlier: Fraction | None
    later: Fraction | None
    answered: int
    applicable: int

    @property
    def difference(self) -> Fraction | None:
        """Return later − earlier in points; None without both."""
        return None if self.later is None or self.earlier is None else self.later - self.earlier


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two years on their common criteria; `left_out` tells the others by code, with the reason."""

    overall: Change
    why_null: WhyNull | None
    themes: tuple[Change, ...]
    criteria: tuple[Change, ...]
    left_out: Mapping[str, NotCompared]


def compare(earlier: Result, later: Result, *, changed: Collection[str] = ()) -> Comparison:
    """Recompute two years on the criteria applicable in both; `changed` are the codes whose meaning moved."""
    if (earlier.framework, earlier.method) != (later.framework, later.method):
        raise NotComparable(f"{earlier.framework} {earlier.method}, {later.framework} {later.method}")
    before = {one.code: one for one in earlier.criteria}
    after = {one.code: one for one in later.criteria}
    left_out = _left_out(before, after, changed)
    common = [(before[code], one) for code, one in after.items() if left_out.get(code) in _COUNTED]
    themes = _themes(later, common)
    reason = _why_null(earlier, later, common, themes)
    whole = _change(later.framework, common)
    return Comparison(
        overall=Change(whole.code, None, None, whole.answered, whole.applicable) if reason else whole,
        why_null=reason,
        themes=themes,
        criteria=tuple(_change(pair[1].code, [pair]) for pair in common if _is_answered(pair)),
        left_out=left_out,
    )


def _left_out(
    before: Mapping[str, CriterionResult], after: Mapping[str, CriterionResult], changed: Collection[str]
) -> dict[str, NotCompared]:
    reasons = {code: _reason(before.get(code), after.get(code), code in changed) for code in {**after, **before}}
    return {code: reason for code, reason in reasons.items() if reason}


def _reason(before: CriterionResult | None, after: CriterionResult | None, has_changed: bool) -> NotCompared | None:
    if before is None:
        return NotCompared.LATER_ONLY
    if after is None:
        return NotCompared.EARLIER_ONLY
    if has_changed:
        return NotCompared.MEANING_CHANGED
    if not (before.is_applicable and after.is_applicable):
        return NotCompared.NOT_APPLICABLE
    return None if _is_answered((before, after)) else NotCompared.UNANSWERED


def _is_answered(pair: Pair) -> bool:
    return all(one.score is not None for one in pair)


def _sums(common: Iterable[Pair]) -> tuple[Tally, Tally]:
    """Add up both years on the same criteria: those without a level in either count as open in both."""
    pairs = [(pair, _is_answered(pair)) for pair in common]
    earlier = tally(Mark(after.weight, before.score if both else None) for (before, after), both in pairs)
    later = tally(Mark(after.weight, after.score if both else None) for (_, after), both in pairs)
    return earlier, later


def _change(code: str, common: Iterable[Pair]) -> Change:
    before, after = _sums(common)
    return Change(code, before.score, after.score, after.answered, after.applicable)


def _themes(later: Result, common: Collection[Pair]) -> tuple[Change, ...]:
    by_theme = {theme.code: [pair for pair in common if pair[1].theme == theme.code] for theme in later.themes}
    return tuple(_change(code, pairs) for code, pairs in by_theme.items() if pairs)


def _why_null(earlier: Result, later: Result, common: Collection[Pair], themes: Collection[Change]) -> WhyNull | None:
    scope = Scope.THEMES if Scope.THEMES in {earlier.scope, later.scope} else later.scope
    missing = [theme.code for theme in themes if not theme.answered]
    return why_null(_sums(common)[1], scope=scope, missing_themes=missing)
