"""Results in words: a figure is never shown before them, nor without the answers it rests on."""

from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext, ngettext_lazy
from django.utils.translation import gettext as _

from essaim.apps.assessments import rules
from essaim.apps.assessments.rules import CriterionResult, Distribution
from essaim.apps.frameworks.rules import Text

# The plural of each level, on the scale most referentials use; other scales say "name: count".
PLURALS = {
    4: ngettext_lazy("%(count)d reviewed and shared", "%(count)d reviewed and shared", "count"),
    3: ngettext_lazy("%(count)d established", "%(count)d established", "count"),
    2: ngettext_lazy("%(count)d organised", "%(count)d organised", "count"),
    1: ngettext_lazy("%(count)d at first steps", "%(count)d at first steps", "count"),
    0: ngettext_lazy("%(count)d not yet there", "%(count)d not yet there", "count"),
}
COMMON_SCALE = "practice-0-4"


def said(text: Text | None, language: str | None = None) -> str:
    """Return a text of the framework in the reader's language, which those who ask a thousand times give."""
    return text.get(language or get_language()) if text else ""


def figure(value: Fraction | None) -> str:
    """Return a score or a coverage as people see it: one decimal, in the reader's way of writing numbers."""
    return "–" if value is None else number_format(rules.as_shown(value), decimal_pos=1)


def tenth(shown: Decimal) -> str:
    """Return a figure already rounded, in the reader's way of writing numbers."""
    return number_format(shown, decimal_pos=1)


def figure_with(score: Decimal, rests_on: str) -> str:
    """Return a figure as it is shown beside what it rests on: “62.5 out of 100, 12 answers out of 14”."""
    return _("%(score)s out of 100, %(coverage)s") % {"score": tenth(score), "coverage": rests_on}


def exact(value: Fraction) -> str:
    """Return a number of a sum, without decimals it does not have."""
    if value.denominator == 1:
        return number_format(value.numerator)
    return number_format(rules.as_shown(value), decimal_pos=1)


def in_words(distribution: Distribution) -> str:
    """Return how practices stand, from the highest level: “4 established, 6 organised, 2 not yet there”."""
    parts = [_level_words(one) for one in distribution.levels if one.count]
    if distribution.planned:
        parts.append(
            ngettext("%(count)d planned", "%(count)d planned", distribution.planned) % {"count": distribution.planned}
        )
    return ", ".join(parts)


def _level_words(one: rules.LevelCount) -> str:
    if one.scale == COMMON_SCALE and one.level in PLURALS:
        return str(PLURALS[one.level] % {"count": one.count})
    return _("%(level)s: %(count)d") % {"level": said(one.label), "count": one.count}


def coverage(counted: rules.Overall | rules.ThemeResult) -> str:
    """Return what a figure rests on: “12 answers out of 14”."""
    return ngettext(
        "%(answered)d answer out of %(applicable)d", "%(answered)d answers out of %(applicable)d", counted.answered
    ) % {"answered": counted.answered, "applicable": counted.applicable}


def level_words(one: CriterionResult, language: str | None = None) -> str:
    """Return where a criterion stands, in the words of its scale or of its state."""
    return str(one.state.label) if one.level is None else said(one.scale.anchor(one.level).label, language)


def target_words(one: CriterionResult, language: str | None = None) -> str:
    """Return the level a criterion is to reach."""
    return said(one.scale.anchor(one.target).label, language)
