"""Two versions side by side: the pages of the catalogue and of own ones, and what any page needs to show two."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from essaim.apps.frameworks import policies, queries, rules
from essaim.apps.organisations.middleware import TenantRequest

from . import places

AT_ONCE = 80  # criteria that changed; past that, one theme is opened at a time
LANGUAGES = {"fr": ("fr",), "en": ("en",), "fr-en": ("fr", "en")}


@require_safe
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """Compare two published versions: the latest one with the one before, unless others are asked for."""
    return _versions(request, places.catalogue(code), queries.editions(code))


@require_safe
def own_versions(request: TenantRequest, code: str) -> HttpResponse:
    """Compare two versions of an own referential."""
    own = policies.get_own(request.membership, code)
    editions = list(queries.own_versions_of(own.organisation_id).filter(code=code))
    place = places.own(request.membership.organisation.slug, code)
    return _versions(request, place, editions, owner=own.organisation_id)


def _versions(
    request: HttpRequest, place: places.Place, editions: Sequence[Any], *, owner: UUID | None = None
) -> HttpResponse:
    """Show two of the versions of a referential, the latest first among `editions`."""
    if not editions:
        raise Http404
    code = place.arguments[-1]
    published = [one.version for one in editions]
    new = request.GET.get("a") or published[0]
    if new not in published:
        raise Http404
    former = published[published.index(new) + 1 :]
    old = request.GET.get("de") or (former[0] if former else new)
    if old not in published:
        raise Http404
    before, after = (queries.version(code, version, owner=owner) for version in (old, new))
    context = {
        "place": place,
        "framework": after,
        "editions": editions,
        "old": old,
        "new": new,
        **(side_by_side(request, before, after) if len(published) > 1 else {}),
    }
    return render(request, "frameworks/comparing/versions.html", context)


def side_by_side(request: HttpRequest, old: rules.Framework, new: rules.Framework) -> dict[str, Any]:
    """Return what `frameworks/comparing/_comparison.html` shows of two versions, wherever they come from.

    `langue` (fr, en, fr-en) says in which words, `tout` whether what did not change is shown too, `theme` which one is
    opened where many criteria changed.
    """
    chosen = request.GET.get("langue", "")
    if chosen not in LANGUAGES:
        chosen = "en" if (get_language() or "").startswith("en") else "fr"
    comparison = rules.compare(old, new, queries.targets())
    return {
        "comparison": comparison,
        "is_folded": comparison.changed > AT_ONCE,
        "opened": request.GET.get("theme", ""),
        "languages": LANGUAGES[chosen],
        "ways": [
            (label, _address(request, langue=name))
            for name, label in (("fr", _("French")), ("en", _("English")), ("fr-en", _("Both languages")))
        ],
        "way": _address(request, langue=chosen),
        "is_whole": "tout" in request.GET,
        "whole_url": _address(request, tout="" if "tout" in request.GET else "1"),
    }


def _address(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"
