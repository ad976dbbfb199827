"""From results to drawings, each with the rows of its table twin."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.apps.assessments import rules
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.exports import combs, words
from essaim.apps.assessments.rules import CriterionResult, Result, ThemeResult, is_large
from essaim.apps.frameworks.rules import Framework
from essaim.ui.charts import bars, comb, radar

KINDS: tuple[bars.Kind, ...] = ("0", "1", "2", "3", "4")
UNANSWERED: bars.Kind = "unanswered"
FEWEST_POINTS = 3


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and the same in rows."""

    drawing: SafeString
    headers: list[str]
    rows: list[list[str]]


def mark(one: CriterionResult) -> int | str | None:
    """Return what the small cell beside a practice shows: its level, or the state that stands in its place."""
    if one.level is not None:
        return combs.quarters(one.level, one.scale)
    return {State.PLANNED: "planned", State.NOT_APPLICABLE: "not_concerned"}.get(one.state)


def small(framework: Framework, code: str, criteria: Iterable[CriterionResult]) -> SafeString:
    """Return one theme as a small cell: how far it is."""
    theme = framework.theme(code)
    title = theme.title.get(get_language())
    return comb.draw_one(combs.cells(framework, theme, criteria), title=title, ident=f"way-{code}")


def whole(framework: Framework, result: Result) -> Chart:
    """Return the comb of all themes with its table, by theme where practices are many; past twelve, its table alone."""
    drawing = combs.comb_of(framework, result)
    if is_large(result):
        return Chart(drawing, *_by_theme(framework, result))
    rows = [
        [
            framework.theme(one.theme).title.get(get_language()),
            framework.criterion(one.code).title.get(get_language()),
            words.level_words(one),
            str(one.importance.label) if one.importance else _("not said"),
        ]
        for one in result.criteria
    ]
    return Chart(drawing, [_("Theme"), _("Practice"), _("Where you stand"), _("Importance")], rows)


def legend(result: Result) -> list[tuple[int | str | None, str]]:
    """Return what the comb's cells mean; levels only when all practices are on one scale."""
    scales = {one.scale.code: one.scale for one in result.criteria}
    anchors = next(iter(scales.values())).anchors if len(scales) == 1 else ()
    levels = [
        (combs.quarters(anchor.value, scale), words.said(anchor.label))
        for scale in scales.values()
        for anchor in anchors
    ]
    return [
        *levels,
        ("planned", str(State.PLANNED.label)),
        (None, _("No answer, or not known")),
        ("not_concerned", str(State.NOT_APPLICABLE.label)),
        ("crucial", _("You called it crucial")),
    ]


def legend_words(result: Result) -> str:
    """Return how to read the comb, for those who have no drawing of each sort beside it."""
    levels = ", ".join(f"{kind}\u00a0{label}" for kind, label in legend(result) if isinstance(kind, int))
    told = _(
        "One cell per theme, one part per practice. Dashes: planned. Hatching: no answer, or not known. "
        "Dotted outline: not for you. Thick rim: you called it crucial."
    )
    return f"{told} {_('Levels: %(levels)s.') % {'levels': levels}}" if levels else told


def figures(framework: Framework, result: Result) -> Chart:
    """Return a bar per theme, cut into its levels; its figure stands beside its coverage, from three answers."""
    drawing = bars.draw(
        bars.Bars(
            title=_("How each theme is made up"),
            description=_("One bar per theme, from the practices not yet there to those that are shared."),
            bars=tuple(
                bars.Bar(_title(framework, one), _note(one), segments=_shares(result, one)) for one in result.themes
            ),
        )
    )
    return Chart(drawing, *_by_theme(framework, result))


def _note(theme: ThemeResult) -> str:
    if not theme.applicable:
        return _("does not apply to you")
    counted = words.coverage(theme)
    if not theme.shows_figure:
        return counted
    return words.figure_with(rules.as_shown(theme.score or Fraction()), counted)


def _shares(result: Result, theme: ThemeResult) -> tuple[bars.Segment, ...]:
    """Return the parts of a bar of 100: levels from the lowest, planned with it, then what has no level."""
    own = [one for one in result.criteria if one.theme == theme.code and one.is_applicable]
    counts = Counter(UNANSWERED if one.score is None else KINDS[round(one.score / 25)] for one in own)
    ordered = [(kind, counts[kind]) for kind in (*KINDS, UNANSWERED) if counts[kind]]
    return tuple(bars.Segment(100 * count / len(own), kind, str(count)) for kind, count in ordered)


def web(framework: Framework, result: Result) -> Chart | None:
    """Return the radar of themes; with fewer than three points there is none to draw."""
    points = sum(theme.shows_figure for theme in result.themes)
    if points < FEWEST_POINTS or len(result.themes) > combs.MOST_THEMES:
        return None
    axes = tuple(
        radar.RadarAxis(
            _title(framework, one), float(one.score) if one.shows_figure and one.score is not None else None
        )
        for one in result.themes
    )
    title, description = _("The themes on a radar"), _("A theme with fewer than three answers has no point.")
    return Chart(radar.draw(radar.Radar(title, description, axes)), *_by_theme(framework, result))


def _by_theme(framework: Framework, result: Result) -> tuple[list[str], list[list[str]]]:
    """Return the twin of a chart by theme: title, figure or levels in words, the answers it rests on."""
    rows = []
    for theme in result.themes:
        shown = words.figure(theme.score) if theme.shows_figure else words.in_words(theme.distribution)
        rows.append([_title(framework, theme), shown or "–", words.coverage(theme)])
    return [_("Theme"), _("Where you stand"), _("What this rests on")], rows


def _title(framework: Framework, theme: ThemeResult) -> str:
    return framework.theme(theme.code).title.get(get_language())
