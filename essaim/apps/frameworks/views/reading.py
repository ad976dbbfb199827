from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from essaim.apps.frameworks import exports, queries, rules

from . import places

LONGEST_SEARCH = 100
Context = dict[str, Any]


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every referential anyone may use."""
    return render(request, "frameworks/catalogue.html", {"frameworks": queries.catalogue()})


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show a whole referential, to read or to print; a large one as an outline that can be searched."""
    editions = queries.editions(code)
    context = _edition(request, code) | {"history": [*zip_longest(editions, editions[1:])]}
    framework = context["framework"]
    if not rules.is_large(framework):
        return render(request, "frameworks/detail.html", context)
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    chapters = rules.outline(framework, words, get_language())
    context |= {
        "words": words,
        "chapters": chapters,
        "found": sum(chapter.count for chapter in chapters),
    }
    return render(request, "frameworks/outline.html", context)


@require_safe
def theme(request: HttpRequest, code: str, theme: str) -> HttpResponse:
    """Show the card of a theme and its questions."""
    return theme_page(request, _edition(request, code), theme)


@require_safe
def criterion(request: HttpRequest, code: str, criterion: str) -> HttpResponse:
    """Show one criterion: its levels, what helps to answer and to progress, its links."""
    return criterion_page(request, _edition(request, code), criterion)


def theme_page(request: HttpRequest, context: Context, theme: str) -> HttpResponse:
    """Show a theme of `framework`, in the `place` where it is read."""
    found = next((one for one in context["framework"].themes if one.code == theme), None)
    if found is None:
        raise Http404
    return render(request, "frameworks/theme.html", context | {"theme": found})


def criterion_page(request: HttpRequest, context: Context, criterion: str) -> HttpResponse:
    """Show a criterion of `framework`, in the `place` where it is read."""
    framework = context["framework"]
    if criterion not in framework.codes:
        raise Http404
    found = framework.criterion(criterion)
    before, after = framework.around(criterion)
    context = context | {
        "theme": framework.theme_of(criterion),
        "criterion": found,
        "beside": rules.beside(framework.theme_of(criterion), found),
        "scale": framework.scale_of(found),
        "anchors": framework.anchors_of(found),
        "links": rules.links(found, queries.targets()),
        "before": before,
        "after": after,
    }
    return render(request, "frameworks/criterion.html", context)


@require_safe
def source(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """Hand over the file a version was published from."""
    return handed(code, "yaml", version=version)


@require_safe
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """Hand over a referential as a spreadsheet to fill in."""
    return handed(code, "xlsx")


def handed(code: str, form: exports.Format, *, version: str = "", owner: UUID | None = None) -> HttpResponse:
    """Hand over a referential as a file; 404 when there is none."""
    try:
        file = exports.file(code, form, version=version, owner=owner)
    except queries.NotPublished:
        raise Http404 from None
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return HttpResponse(file.content, content_type=file.media, headers=headers)


def _edition(request: HttpRequest, code: str) -> Context:
    """Return the version that is asked for, the latest one unless `version` names another, and what is to be known."""
    editions = queries.editions(code)
    asked = request.GET.get("version")
    edition = next((one for one in editions if asked in {None, one.version}), None)
    if edition is None:
        raise Http404
    newer = editions[0] if edition != editions[0] else None
    return {
        "framework": queries.version(code, edition.version),
        "edition": edition,
        "newer": newer,
        "place": places.catalogue(code, edition.version if newer else ""),
        "withdrawal": queries.withdrawals().get(code),
    }
