"""The comb before there is anything to show: an example for visitors, a blank one for a new team."""

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.apps.frameworks.rules import Criterion, Framework, Theme
from essaim.ui.charts import comb

# What an invented organisation answered, a mark a criterion in the framework's order, theme by theme.
EXAMPLE = ("23214", "3231", "4320", "133224", "34231", "0212", "1302", "422")


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


def _theme(theme: Theme, parts: list[comb.CombCell]) -> comb.CombTheme:
    return comb.CombTheme(theme.code, theme.title.get(get_language()), tuple(parts))


def _title(criterion: Criterion) -> str:
    return criterion.title.get(get_language())


def _invented(criterion: Criterion, mark: str) -> comb.CombCell:
    return comb.CombCell(criterion.code, _title(criterion), "answered", int(mark))
