"""What is handed over: one report, put into words once, that every file only lays out its own way.

It reads as an assembly does: what it comes to, the drawing, the themes with each practice, what comes next, and how
all of it was worked out. No figure goes without the answers it rests on.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.apps.assessments import queries, rules
from essaim.apps.assessments.enums import Scope
from essaim.apps.assessments.exports import behind, drawings, sentences, words
from essaim.apps.assessments.exports.behind import Proof
from essaim.apps.assessments.exports.practices import Practice, practices_of
from essaim.apps.assessments.exports.results import Results, results, results_of
from essaim.apps.assessments.models import Assessment
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import Framework


@dataclass(frozen=True, slots=True)
class Figures:
    """What practices come to: levels in words, answers, and the figure (0–100) where people see one."""

    levels: str
    coverage: str
    answered: int
    applicable: int
    score: Decimal | None

    @property
    def shown(self) -> str:
        """Return the figure as people read it, never without what it rests on; nothing where there is none."""
        return "" if self.score is None else words.figure_with(self.score, self.coverage)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its figures and all its practices of this year."""

    code: str
    title: str
    figures: Figures
    practices: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Another reference that answers touch, with the care it asks for."""

    title: str
    sentence: str
    caution: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything an assessment hands over, in one language."""

    language: str
    organisation: str
    slug: str
    title: str
    scope: str
    is_draft: bool
    is_large: bool
    standing: str
    imported: str
    closing_reason: str
    at: datetime
    framework: str
    code: str
    version: str
    licence: str
    statement: str
    sentences: tuple[str, ...]
    overall: Figures
    why_null: str
    weakest: str
    confidence: str
    comb: str
    radar: str
    themes: tuple[Theme, ...]
    priorities: tuple[Practice, ...]
    strengths: tuple[Practice, ...]
    to_clear_up: tuple[Practice, ...]
    set_aside: tuple[Practice, ...]
    not_this_year: tuple[str, ...]
    stand_ins: tuple[str, ...]
    evidence: tuple[Proof, ...]
    evidence_kept_back: str
    references: tuple[Reference, ...]
    legend: str
    method: str
    figures: Callable[[], Results]

    @property
    def results(self) -> Results:
        """Return the same for programs, with its sums: worked out for the formats that ask for them."""
        return self.figures()


def report_of(assessment: Assessment, *, language: str, at: datetime) -> Report:
    """Return the report in the active language, as it stands at this moment, or as frozen once closed."""
    answers, evidence = queries.answers_of(assessment), queries.evidence_of(assessment)
    framework, result = queries.framework_of(assessment), queries.result_of(assessment, answers)
    asked = [one.code for one in result.criteria if one.is_applicable]
    proofs = behind.proofs(evidence, asked=asked, on=timezone.localtime(assessment.closed_at or at).date())
    practices = practices_of(framework, result, answers, proofs)

    def chosen(criteria: Iterable[rules.CriterionResult]) -> tuple[Practice, ...]:
        return tuple(practices[one.code] for one in criteria)

    overall, radar = result.overall, drawings.web(framework, result)
    return Report(
        **_about(assessment, framework, at),
        language=language,
        is_large=rules.is_large(result),
        statement=sentences.statement(result),
        sentences=sentences.three(framework, result) if overall.answered else (),
        overall=_figures(overall, overall.score),
        why_null=str(overall.why_null.label) if overall.why_null else "",
        weakest=words.said(framework.theme(overall.weakest_theme).title) if overall.weakest_theme else "",
        confidence=sentences.confidence(result),
        comb=drawings.whole(framework, result).drawing,
        radar=radar.drawing if radar else "",
        themes=tuple(
            _theme(framework, theme, chosen(one for one in result.criteria if one.theme == theme.code))
            for theme in result.themes
        ),
        priorities=chosen(result.priorities),
        strengths=chosen(result.strengths),
        to_clear_up=chosen(result.to_clear_up),
        set_aside=chosen(one for one in result.criteria if not one.is_applicable),
        not_this_year=tuple(_not_this_year(framework, result)),
        stand_ins=tuple(_stand_in(framework, one) for one in result.fallbacks),
        evidence=proofs,
        evidence_kept_back=sentences.kept_back(behind.kept_back(evidence, asked=asked)),
        references=tuple(_references(result)),
        legend=drawings.legend_words(result),
        method=result.method,
        figures=lambda: results(result) if assessment.is_open else results_of(assessment),
    )


def _about(assessment: Assessment, framework: Framework, at: datetime) -> dict[str, Any]:
    """Return whose report it is, of what, and how it stands."""
    return {
        "organisation": assessment.organisation.name,
        "slug": assessment.organisation.slug,
        "title": assessment.title or words.said(framework.title),
        "scope": str(Scope(assessment.scope).label),
        "is_draft": assessment.is_open,
        "standing": _standing(assessment, at),
        "imported": sentences.imported(assessment),
        "closing_reason": assessment.closing_reason,
        "at": assessment.closed_at or at,
        "framework": words.said(framework.title),
        "code": framework.code,
        "version": framework.version,
        "licence": framework.licence,
    }


def _standing(assessment: Assessment, at: datetime) -> str:
    if assessment.closed_at:
        day = date_format(timezone.localtime(assessment.closed_at), "DATE_FORMAT")
        return _("Closed on %(day)s: these answers and figures no longer change.") % {"day": day}
    day = date_format(timezone.localtime(at), "DATE_FORMAT")
    return _("Draft: this assessment is still open. Here is where it stands on %(day)s.") % {"day": day}


def _figures(counted: rules.Overall | rules.ThemeResult, score: object) -> Figures:
    return Figures(
        levels=words.in_words(counted.distribution),
        coverage=words.coverage(counted),
        answered=counted.answered,
        applicable=counted.applicable,
        score=None if score is None or counted.score is None else rules.as_shown(counted.score),
    )


def _theme(framework: Framework, theme: rules.ThemeResult, practices: tuple[Practice, ...]) -> Theme:
    figures = _figures(theme, theme.score if theme.shows_figure else None)
    return Theme(theme.code, words.said(framework.theme(theme.code).title), figures, practices)


def _not_this_year(framework: Framework, result: rules.Result) -> Iterable[str]:
    yield from (words.said(framework.theme(code).title) for code in result.not_this_year)
    yield from (words.said(one.title) for one in framework.groups if one.code in result.groups_not_this_year)


def _stand_in(framework: Framework, fallback: rules.Fallback) -> str:
    return _("%(theme)s: %(reason)s The overview asks about “%(practice)s” instead.") % {
        "theme": words.said(framework.theme(fallback.theme).title),
        "reason": words.said(fallback.because.reason),
        "practice": words.said(framework.criterion(fallback.criterion).title),
    }


def _references(result: rules.Result) -> Iterable[Reference]:
    told = {
        "iso26000": _(
            "Subjects of ISO 26000 your answers touch: %(covered)d of %(total)d; neither conformity nor certification."
        ),
        "sdg": _("As an indication only: your answers touch %(covered)d goals out of %(total)d."),
    }
    for code, sentence in told.items():
        links, target = result.links.get(code), frameworks.targets().get(code)
        if links and target and links.covered:
            touched = [target.entry(one.code) for one in links.issues]
            yield Reference(
                words.said(target.title),
                sentence % {"covered": links.covered, "total": links.total},
                words.said(target.caution),
                tuple(f"{one.code} {words.said(one.title)}" for one in touched),
            )
