"""The comb of an assessment, drawn from its results."""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.apps.assessments import rules
from essaim.apps.assessments.enums import Importance, State
from essaim.apps.assessments.exports.words import level_words
from essaim.apps.assessments.rules import CriterionResult, Result
from essaim.apps.frameworks.rules import Framework, Scale, Theme
from essaim.ui.charts import comb

MOST_THEMES = 12
STATES: dict[State, comb.State] = {
    State.ANSWERED: "answered",
    State.PLANNED: "planned",
    State.UNKNOWN: "unknown",
    State.NONE: "unanswered",
    State.NOT_APPLICABLE: "not_concerned",
}


def comb_of(framework: Framework, result: Result) -> SafeString:
    """Return the comb of all themes, those of another year paler; nothing past twelve themes."""
    if len(framework.themes) > MOST_THEMES:
        return SafeString("")
    by_theme = {theme.code: [one for one in result.criteria if one.theme == theme.code] for theme in framework.themes}
    themes = tuple(cells(framework, theme, by_theme[theme.code]) for theme in framework.themes)
    return comb.draw(
        comb.Comb(_("Where you stand, theme by theme"), _("One cell per theme, one part per practice."), themes)
    )


def cells(framework: Framework, theme: Theme, criteria: Iterable[CriterionResult]) -> comb.CombTheme:
    """Return one theme as the comb draws it; without a criterion of this year, paler."""
    language = get_language()
    parts = tuple(
        comb.CombCell(
            code=one.code,
            title=framework.criterion(one.code).title.get(language),
            state=STATES[one.state],
            level=None if one.level is None else quarters(one.level, one.scale),
            crucial=one.importance == Importance.CRUCIAL,
            words=level_words(one, language),
        )
        for one in criteria
    )
    later = () if parts else tuple(_unseen(criterion.code) for criterion in theme.criteria)
    return comb.CombTheme(theme.code, theme.title.get(language), parts or later, this_year=bool(parts))


def quarters(level: int, scale: Scale) -> int:
    """Return a level as cells, combs and bars draw it, 0 to 4."""
    return _nearest(rules.score_of(level, scale))


@lru_cache(maxsize=256)
def _nearest(score: Fraction) -> int:
    return round(score / 25)


def _unseen(code: str) -> comb.CombCell:
    return comb.CombCell(code=code, title=code, state="unanswered", words=_("not this year"))
