"""Year after year: words first, then a small drawing a theme, then practice by practice, then what is left out."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from essaim.apps.assessments import exports, policies, queries, rules
from essaim.apps.assessments.exports import evolutions
from essaim.apps.assessments.forms import AnnotationForm
from essaim.apps.organisations.middleware import TenantRequest

CHOSEN = "bilan"
MOST_DRAWN = 12  # themes; beyond, the table alone
LARGE = rules.LARGE


@require_GET
def evolution(request: TenantRequest) -> HttpResponse:
    """Show two or more assessments of one referential side by side; the last two unless others are chosen."""
    return render(request, "assessments/evolution.html", page(request, request.GET, AnnotationForm()))


@require_GET
def download(request: TenantRequest) -> HttpResponse | StreamingHttpResponse:
    """Return the same, one practice a line; where there is nothing to compare, go and see why."""
    found = read(queries.chosen_among(_all(request), request.GET.getlist(CHOSEN)))
    if found is None:
        return redirect("assessments:evolution", request.membership.organisation.slug)
    name = f"essaim-{request.membership.organisation.slug}-evolution.csv"
    return StreamingHttpResponse(
        exports.lines_of(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


def page(request: TenantRequest, query: QueryDict, form: AnnotationForm) -> dict[str, Any]:
    """Return what the page shows, with its form for events as it stands."""
    membership = request.membership
    assessments = _all(request)
    groups = queries.comparable_among(assessments)
    chosen = queries.chosen_among(assessments, query.getlist(CHOSEN))
    found = read(chosen)
    annotations = list(queries.annotations_of(membership.organisation_id))
    slug = membership.organisation.slug
    selection = urlencode([(CHOSEN, one.pk) for one in chosen])
    return {
        "organisation": membership.organisation,
        "groups": [_group(group, chosen) for group in groups],
        "is_refused": found is None and bool(groups),
        "annotations": annotations,
        "can_annotate": policies.can_annotate(membership),
        "form": form,
        "annotate_url": f"{reverse('assessments:annotate', args=[slug])}?{selection}",
        "csv_url": f"{reverse('assessments:evolution_csv', args=[slug])}?{selection}",
        "selection": selection,
        "evolution": found,
        **(_told(found, annotations, query) if found else {}),
    }


def read(chosen: Sequence[Any]) -> queries.Evolution | None:
    """Compare the chosen ones; None where they cannot be."""
    try:
        return queries.evolution_of(chosen)
    except rules.NotComparable:
        return None


def _group(group: Sequence[Any], chosen: Sequence[Any]) -> dict[str, Any]:
    """Return the assessments of one referential, the latest first, and which are chosen."""
    return {
        "referential": queries.framework_of(group[-1]).title,
        "choices": [(one, one in chosen) for one in reversed(group)],
    }


def _all(request: TenantRequest) -> Sequence[Any]:
    return list(queries.assessments_of(request.membership.organisation_id))


def _told(found: queries.Evolution, annotations: Sequence[Any], query: QueryDict) -> dict[str, Any]:
    panels = evolutions.panels(found, annotations)
    headers, rows = evolutions.theme_rows(found, panels)
    is_large = len(found.comparison.tracks) > LARGE
    opened = next((one for one in panels if one.code == query.get("theme")), None)
    return {
        "sentences": evolutions.sentences(found),
        "panels": panels,
        "draws": len(panels) <= MOST_DRAWN,
        "headers": headers,
        "rows": rows,
        "is_large": is_large,
        "told": [one for one in panels if not is_large or one is opened],
        "opened": opened,
        "left_out": evolutions.left_out(found),
        "whole": found.comparison.overall,
        "why_null": found.comparison.why_null,
        "years": evolutions.years(found),
        "names": evolutions.year_names(found.assessments),
    }
