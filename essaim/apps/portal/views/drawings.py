"""The comb as the homes show it: an example for visitors, the organisation's own for its team."""

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.apps.assessments.enums import Importance, State
from essaim.apps.assessments.rules import CriterionResult
from essaim.apps.assessments.templatetags.assessments import level_words
from essaim.apps.frameworks.rules import Criterion, Framework, Theme
from essaim.apps.portal.queries import Standing
from essaim.ui.charts import cells, comb

# What an invented organisation answered, a mark a criterion in the framework's order, theme by theme.
EXAMPLE = ("23214", "3231", "4320", "133224", "34231", "0212", "1302", "422")
MOST_THEMES = 12
STATES: dict[State, cells.State] = {
    State.ANSWERED: "answered",
    State.PLANNED: "planned",
    State.UNKNOWN: "unknown",
    State.NONE: "unanswered",
    State.NOT_APPLICABLE: "not_concerned",
}


def example(framework: Framework) -> SafeString:
    """Return the comb of an invented organisation."""
    themes = [
        _theme(theme, [_invented(criterion, mark) for criterion, mark in zip(theme.criteria, marks, strict=False)])
        for theme, marks in zip(framework.themes, EXAMPLE, strict=False)
    ]
    description = _("An invented organisation: much is established among users and in local life, less in equality.")
    return comb.draw(comb.Comb(_("An example of a comb"), description, tuple(themes), ident="example"))


def blank(framework: Framework) -> SafeString:
    """Return the comb before anything is said."""
    themes = [
        _theme(theme, [comb.CombCell(one.code, _title(one), "unanswered") for one in theme.criteria if one.essential])
        for theme in framework.themes
    ]
    description = _("Eight themes; nothing is said yet.")
    return comb.draw(comb.Comb(_("Your comb"), description, tuple(themes), ident="comb"))


def own(standing: Standing) -> SafeString | None:
    """Return the comb of the organisation's latest assessment; past twelve themes there is none."""
    framework, result = standing.framework, standing.result
    if framework is None or result is None or len(result.themes) > MOST_THEMES:
        return None
    themes = [
        _theme(
            framework.theme(theme.code),
            [_said(framework, one) for one in result.criteria if one.theme == theme.code],
        )
        for theme in result.themes
    ]
    description = _("Each cell is a theme, each of its parts a practice.")
    return comb.draw(comb.Comb(_("Where you stand"), description, tuple(themes), ident="comb"))


def _theme(theme: Theme, parts: list[comb.CombCell]) -> comb.CombTheme:
    return comb.CombTheme(theme.code, theme.title.get(get_language()), tuple(parts))


def _title(criterion: Criterion) -> str:
    return criterion.title.get(get_language())


def _invented(criterion: Criterion, mark: str) -> comb.CombCell:
    return comb.CombCell(criterion.code, _title(criterion), "answered", int(mark))


def _said(framework: Framework, one: CriterionResult) -> comb.CombCell:
    return comb.CombCell(
        one.code,
        _title(framework.criterion(one.code)),
        STATES[one.state],
        None if one.level is None else one.level - one.scale.bottom,
        top=one.scale.top - one.scale.bottom,
        crucial=one.importance == Importance.CRUCIAL,
        words=level_words(one),
    )
