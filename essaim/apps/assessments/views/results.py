"""Where an organisation stands: words first, then the comb, then what to do, then the figures."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from essaim.apps.assessments import queries, rules
from essaim.apps.assessments.exports import behind, drawings, sentences
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import Entry, Target, Text, Theme
from essaim.apps.organisations.middleware import TenantRequest

from .answering import page
from .notebook import Notebook

FIRST = 3
LISTED = 10  # of a large assessment; the others are read theme by theme


@dataclass(frozen=True, slots=True)
class Item:
    """A practice as the results name it; `url` is where it was answered."""

    one: rules.CriterionResult
    title: Text
    theme: Text
    url: str
    comment: str
    mark: int | str | None
    waits_for: tuple[tuple[Text, str], ...]
    views: tuple[behind.Side, ...]


@dataclass(frozen=True, slots=True)
class ThemeItem:
    """A theme with its result and its small drawing."""

    theme: Theme
    result: rules.ThemeResult
    url: str
    drawing: SafeString


@dataclass(frozen=True, slots=True)
class Reference:
    """Another reference, with the entries that answers touch."""

    target: Target
    links: rules.Links
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of a sum, with the name of its practice or of its theme."""

    title: Text
    term: rules.Term


@dataclass(frozen=True, slots=True)
class Sum:
    """A mean laid open, practice by practice or theme by theme."""

    title: str
    working: rules.Working
    terms: list[SumLine]
    by_theme: bool = False


@require_GET
def results(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show where the organisation stands, at any coverage; a large assessment opens one theme at a time."""
    notebook = Notebook.opened(request, pk, to="view")
    context = {**page(notebook), **story(notebook), **detail(notebook, request.GET.get("theme")), **_before(notebook)}
    return render(request, "assessments/results.html", context)


def _before(notebook: Notebook) -> dict[str, Any]:
    """Return the assessment to compare this one with, if there is one, and whether it is last year's."""
    previous = queries.previous_of(notebook.assessment)
    started = timezone.localtime(notebook.assessment.started_at).year
    is_last_year = previous is not None and timezone.localtime(previous.started_at).year == started - 1
    return {"previous": previous, "is_last_year": is_last_year}


def story(notebook: Notebook) -> dict[str, Any]:
    """Return what leads: words, the comb, strengths, what comes next."""
    framework, result = notebook.framework, notebook.result
    weakest = result.overall.weakest_theme
    priorities = _items(notebook, result.priorities)
    most = LISTED if rules.is_large(result) else len(result.criteria)
    return {
        "framework": framework,
        "overall": result.overall,
        "weakest": framework.theme(weakest) if weakest else None,
        "strengths": result.strengths,
        "strengths_shown": _items(notebook, result.strengths[:most]),
        "strengths_left": len(result.strengths[most:]),
        "sentences": sentences.three(framework, result),
        "comb": drawings.whole(framework, result),
        "legend": drawings.legend(result),
        "priorities": priorities,
        "first": priorities[:FIRST],
        "then": priorities[FIRST:],
        "clear_up": _items(notebook, result.to_clear_up[:most]),
        "clear_up_left": len(result.to_clear_up[most:]),
        "disagreed": _items(notebook, filter(notebook.sides_of, result.criteria)),
        "next_step": notebook.next_step,
    }


def detail(notebook: Notebook, theme: str | None) -> dict[str, Any]:
    """Return what is read by those who want to know more: figures, links, what is missing, the sums."""
    framework, result = notebook.framework, notebook.result
    is_large = rules.is_large(result)
    opened = next((one for one in result.themes if one.code == theme), None)
    told = [one for one in result.criteria if not is_large or (opened and one.theme == opened.code)]
    themes = [
        ThemeItem(framework.theme(one.code), one, step.url, step.drawing)
        for one, step in zip(result.themes, notebook.steps, strict=True)
    ]
    return {
        "themes": themes,
        "missing_themes": [item for item in themes if item.theme.code in result.overall.missing_themes],
        "groups_not_this_year": [one for one in framework.groups if one.code in result.groups_not_this_year],
        "not_this_year": [framework.theme(code) for code in result.not_this_year],
        "bars": drawings.figures(framework, result),
        "radar": drawings.web(framework, result),
        "iso": _reference(result, "iso26000"),
        "sdg": _reference(result, "sdg"),
        "is_large": is_large,
        "opened": next((item for item in themes if opened and item.theme.code == opened.code), None),
        "practices": _items(notebook, told) if is_large else [],
        "silent": _items(notebook, filter(_is_silent, result.criteria)),
        "silent_shown": _items(notebook, filter(_is_silent, told)),
        "set_aside": _items(notebook, (one for one in told if not one.is_applicable)),
        "sums": _sums(notebook, {one.theme for one in told}),
        "floor": rules.COVERAGE_FLOOR,
        "established": result.confidence.documented + result.confidence.declared if notebook.evidence_url else 0,
        "evidence_url": notebook.evidence_url,
    }


def _is_silent(one: rules.CriterionResult) -> bool:
    return one.is_applicable and one.score is None


def _items(notebook: Notebook, criteria: Iterable[rules.CriterionResult]) -> list[Item]:
    return [_item(notebook, one) for one in criteria]


def _item(notebook: Notebook, one: rules.CriterionResult) -> Item:
    answer = notebook.answers.get(one.code)
    return Item(
        one=one,
        title=notebook.framework.criterion(one.code).title,
        theme=notebook.framework.theme(one.theme).title,
        url=notebook.place_of(one.code),
        comment=answer.comment if answer else "",
        mark=drawings.mark(one),
        waits_for=notebook.waited_for(one),
        views=notebook.sides_of(one),
    )


def _reference(result: rules.Result, code: str) -> Reference | None:
    """Return another reference with what answers touch in it; None where the framework links to nothing of it."""
    links = result.links.get(code)
    target = frameworks.targets().get(code)
    if not (links and target and links.covered):
        return None
    return Reference(target, links, [target.entry(touched.code) for touched in links.issues])


def _sums(notebook: Notebook, told: Collection[str]) -> list[Sum]:
    """Return the sum of the whole and that of each theme told; the whole of a large assessment, from its themes."""
    result, language = notebook.result, get_language()
    titles = {one.code: notebook.framework.theme(one.code).title for one in result.themes}
    sums = []
    if result.overall.score is not None:
        whole = rules.working(result)
        if rules.is_large(result):
            lines = [SumLine(titles[term.code], term) for term in rules.subtotals(result)]
            sums.append(Sum(_("The whole"), whole, lines, by_theme=True))
        else:
            sums.append(_sum(notebook, _("The whole"), whole))
    shown = [theme.code for theme in result.themes if theme.shows_figure and theme.code in told]
    return sums + [_sum(notebook, titles[code].get(language), rules.working(result, code)) for code in shown]


def _sum(notebook: Notebook, title: str, working: rules.Working) -> Sum:
    lines = [SumLine(notebook.framework.criterion(term.code).title, term) for term in working.terms]
    return Sum(title, working, lines)
