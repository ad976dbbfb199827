"""The questions on paper, blank, for those who answer with a pen: the codes and the order are those of the screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.apps.assessments import queries
from essaim.apps.assessments.enums import Importance, Scope, State
from essaim.apps.assessments.exports import words
from essaim.apps.assessments.models import Assessment
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import Criterion, Framework, asked_only_when
from essaim.kernel.shelves import Shelf
from essaim.ui.documents.paper import Level, Paper, Question, Section, build

ESSENTIAL: Final = Scope.ESSENTIAL.value
# Letters up to which a question is sure to fit on a page, in large print and otherwise.
FITS: Final = {True: 600, False: 2_000}
# Anyone may print these, without an account and in many ways; 1,189 criteria weigh 6 MB and take seconds.
CATALOGUE: Final = Shelf(room=32_000_000, patience=2)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a grid is printed: a theme or all of it, in large print, in plain words, with a place for a name."""

    part: str = ""
    large: bool = False
    plain: bool = False
    named: bool = False


def grid_of(assessment: Assessment, wanted: Wanted, *, language: str, at: datetime) -> bytes:
    """Return this year's questions that concern the organisation, those of one theme if one is wanted."""
    framework, result = queries.framework_of(assessment), queries.result_of(assessment)
    asked = [one for one in result.criteria if one.exclusion is None or one.exclusion.waits_for]
    codes = [one.code for one in asked if wanted.part in {"", one.theme}]
    with translation.override(language):
        about = {
            "title": assessment.title or words.said(framework.title),
            "author": assessment.organisation.name,
            "kicker": f"{assessment.organisation.name} · {Scope(assessment.scope).label}",
        }
        return build(_paper(framework, codes, wanted, language=language, at=at, **about))


def grid_of_catalogue(code: str, version: str, wanted: Wanted, *, language: str, at: datetime) -> bytes:
    """Return the questions of a referential of the catalogue; `frameworks.NotPublished` when there is none.

    A version never changes, so what was printed once is kept for those who come next; `Busy` when another is printed.
    """
    framework = frameworks.version(code, version)
    key = code, version, wanted, language
    return CATALOGUE.take(key, lambda: _grid_of(framework, wanted, language=language, at=at))


def _grid_of(framework: Framework, wanted: Wanted, *, language: str, at: datetime) -> bytes:
    chosen = framework.essential if wanted.part == ESSENTIAL else framework.criteria
    codes = [one.code for one in chosen if wanted.part in {"", ESSENTIAL, framework.theme_of(one.code).code}]
    with translation.override(language):
        about = {"title": words.said(framework.title), "author": "Essaim", "kicker": _("To fill in by hand")}
        return build(_paper(framework, codes, wanted, language=language, at=at, **about))


def _paper(framework: Framework, codes: Iterable[str], wanted: Wanted, *, at: datetime, **about: Any) -> Paper:
    asked = [framework.criterion(code) for code in codes]
    return Paper(
        **about,
        at=at,
        standing=_("%(name)s, version %(version)s, %(licence)s")
        % {"name": words.said(framework.title), "version": framework.version, "licence": framework.licence},
        running=f"{about['author']} · {about['title']}",
        label=_("plain language, not yet read by the people concerned") if _is_unread(asked, wanted) else "",
        large=wanted.large,
        name=_("Your name:") if wanted.named else "",
        sections=tuple(_sections(framework, asked, wanted)),
        **_around(wanted),
    )


def _is_unread(asked: Iterable[Criterion], wanted: Wanted) -> bool:
    return wanted.plain and any(one.plain_question and one.plain_reading is None for one in asked)


def _around(wanted: Wanted) -> dict[str, Any]:
    """Return what stands before the questions and after each of them."""
    steps = [
        _("For each question, tick one box: the one that says best how things are today."),
        _("A level holds only if those before it do."),
        _("You may leave a question, or say that you don’t know: that is an answer too."),
    ]
    return {
        "day": _("Date:"),
        "group": _("You are part of"),
        "groups": (
            _("the board"),
            _("the employees"),
            _("the employees on a work-integration path"),
            _("the volunteers"),
            _("the civic-service volunteers"),
        ),
        "other": _("another group:"),
        "steps": (*steps, *([] if wanted.named else [_("Your name is not asked.")])),
        "states": (str(State.PLANNED.label), str(State.UNKNOWN.label)),
        "because": _("%(state)s, because") % {"state": State.NOT_APPLICABLE.label},
        "importance": _("How much does it matter to you?"),
        "weights": tuple(str(one.label) for one in Importance),
        "comment": _("A word to remember it by"),
    }


def _sections(framework: Framework, asked: Iterable[Criterion], wanted: Wanted) -> Iterable[Section]:
    by_theme: dict[str, list[Question]] = {}
    for criterion in asked:
        theme = framework.theme_of(criterion.code)
        by_theme.setdefault(theme.code, []).append(_question(framework, criterion, wanted))
    for code, questions in by_theme.items():
        theme = framework.theme(code)
        yield Section(words.said(theme.title), words.said(theme.summary), tuple(questions))


def _question(framework: Framework, criterion: Criterion, wanted: Wanted) -> Question:
    in_plain_words = wanted.plain and criterion.plain_question
    text = words.said(in_plain_words or criterion.question)
    levels = tuple(
        Level(str(anchor.value), f"{words.said(anchor.label)}.", words.said(anchor.text))
        for anchor in framework.anchors_of(criterion)
    )
    length = len(text) + sum(len(level.label) + len(level.text) for level in levels)
    return Question(
        code=criterion.code,
        title=words.said(criterion.title),
        text=text,
        note=" ".join(_notes(framework, criterion, wanted)),
        levels=levels,
        together=length < FITS[wanted.large],
    )


def _notes(framework: Framework, criterion: Criterion, wanted: Wanted) -> Iterable[str]:
    if criterion.asked_when:
        yield words.said(asked_only_when(framework, criterion.asked_when))
    if wanted.plain and criterion.plain_question and criterion.plain_reading:
        reading = criterion.plain_reading
        told = {"date": date_format(reading.date, "DATE_FORMAT"), "by": words.said(reading.by)}
        yield _("Read on %(date)s by %(by)s.") % told
