"""A result in a few sentences, the same on the page and in every file."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.apps.assessments import queries
from essaim.apps.assessments.enums import Importance
from essaim.apps.assessments.exports.words import coverage, in_words, level_words, said
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.rules import CriterionResult, Result
from essaim.apps.frameworks.rules import Framework


def statement(result: Result) -> str:
    """Return what leads: how the practices stand, in words, or that there is nothing to say yet."""
    if result.overall.answered:
        return _("Your practices: %(levels)s.") % {"levels": in_words(result.overall.distribution)}
    if result.overall.applicable:
        return _("Nothing is written yet: a blank page is a good place to start.")
    return _("From what you said about your organisation, none of these practices is for you.")


def three(framework: Framework, result: Result) -> tuple[str, ...]:
    """Return three sentences: what one can lean on, what was called crucial, what is still open."""
    silent = [one for one in result.criteria if one.is_applicable and one.score is None]
    return _strong(framework, result.strengths), _crucial(result), _open(framework, silent)


def confidence(result: Result) -> str:
    """Return how many levels of 3 and more evidence backs, with the answers all of it rests on; nothing without one."""
    counted = result.confidence
    if not (total := counted.documented + counted.declared):
        return ""
    return _(
        "Of your %(total)s practices established or better, %(documented)s are backed by dated evidence; the others "
        "are declared. It is told beside the score and never counts in it (%(coverage)s)."
    ) % {"total": total, "documented": counted.documented, "coverage": coverage(result.overall)}


def kept_back(count: int) -> str:
    """Return that the team keeps evidence for itself, which this file does not name; nothing where it keeps none."""
    if not count:
        return ""
    return ngettext(
        "%(count)s more piece of evidence is kept by the team, and is not named here.",
        "%(count)s more pieces of evidence are kept by the team, and are not named here.",
        count,
    ) % {"count": count}


def imported(assessment: Assessment) -> str:
    """Return when a year that was not answered here was brought, from which file and by whom; nothing for others."""
    if assessment.imported_at is None:
        return ""
    day = date_format(timezone.localtime(assessment.imported_at), "DATE_FORMAT")
    told = {"day": day, "name": assessment.imported_from, "who": queries.starter_of(assessment)}
    if told["who"]:
        return _("Imported on %(day)s from “%(name)s”, by %(who)s.") % told
    return _("Imported on %(day)s from “%(name)s”.") % told


def _strong(framework: Framework, strengths: Sequence[CriterionResult]) -> str:
    if not strengths:
        return _("No practice is where you would like it yet: everything you start now will show next year.")
    words = {"practice": _title(framework, strengths[0]), "level": level_words(strengths[0]).lower()}
    return ngettext(
        "You have one practice to lean on: “%(practice)s” (%(level)s).",
        "You have %(count)s practices to lean on, and first of all “%(practice)s” (%(level)s).",
        len(strengths),
    ) % {**words, "count": len(strengths)}


def _crucial(result: Result) -> str:
    crucial = [one for one in result.criteria if one.importance == Importance.CRUCIAL and one.is_applicable]
    wanting = [one for one in crucial if one.gap or one.score is None]
    if not crucial:
        return _("You have not called any practice crucial: saying what matters most will put the next steps in order.")
    if not wanting:
        return ngettext(
            "The practice you called crucial is where it should be.",
            "The %(count)s practices you called crucial are all where they should be.",
            len(crucial),
        ) % {"count": len(crucial)}
    return ngettext(
        "The practice you called crucial still has some way to go.",
        "You called %(count)s practices crucial; for %(wanting)s of them there is still some way to go.",
        len(crucial),
    ) % {"count": len(crucial), "wanting": len(wanting)}


def _open(framework: Framework, silent: Sequence[CriterionResult]) -> str:
    if not silent:
        return _("You have answered everything that applies to you: the picture is whole.")
    return ngettext(
        "One practice has no level yet, “%(practice)s”: the picture may change once you can say.",
        "%(count)s practices have no level yet: the picture may change once you can say.",
        len(silent),
    ) % {"practice": _title(framework, silent[0]), "count": len(silent)}


def _title(framework: Framework, one: CriterionResult) -> str:
    return said(framework.criterion(one.code).title)
