"""The list of assessments, and the start of a new one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from essaim.apps.assessments import operations, policies, queries
from essaim.apps.assessments.enums import Scope
from essaim.apps.assessments.forms import StartForm
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations.middleware import TenantRequest
from essaim.apps.organisations.policies import require_writer

from .notebook import Notebook

if TYPE_CHECKING:
    from essaim.apps.assessments.models import Assessment


@require_GET
def index(request: TenantRequest) -> HttpResponse:
    """List the organisation's assessments, the latest first."""
    membership = request.membership
    assessments = list(queries.assessments_of(membership.organisation_id))
    under_way = next((one for one in assessments if one.is_open), None)
    context = {
        "organisation": membership.organisation,
        "notebook": Notebook.of(membership, under_way) if under_way else None,
        "others": [one for one in assessments if one is not under_way],
        "has_years": bool(queries.comparable_among(assessments)),
        "can_start": policies.can_start(membership),
        "start_url": reverse("assessments:start", args=[membership.organisation.slug]),
        "last_closed": next((one for one in assessments if not one.is_open), None),
    }
    return render(request, "assessments/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: TenantRequest) -> HttpResponse:
    """Choose what to look at this year, and start."""
    membership = request.membership
    require_writer(membership)
    now = timezone.now()
    offered = [one.framework for one in frameworks.offered(membership.organisation_id)]
    source = policies.named_source(membership, request.POST.get("source") or request.GET.get("from", ""))
    form = StartForm(
        request.POST if request.method == "POST" else None,
        frameworks=offered,
        profile=queries.profile_of(membership.organisation),
        initial=_initial(request, source, offered=[one.code for one in offered], year=timezone.localtime(now).year),
    )
    if form.is_valid():
        chosen = form.cleaned_data
        started = organisations.once(
            membership.account_id,
            form=f"{membership.organisation_id} {request.POST.urlencode()}",
            at=now,
            make=lambda: operations.start(
                membership,
                framework=chosen["framework"].code,
                scope=chosen["scope"],
                themes=chosen["themes"],
                groups=chosen["groups"],
                title=chosen["title"],
                at=now,
            ),
        )
        return redirect(f"{started}/reprise?source={source.pk}" if source else started)
    status = 422 if form.is_bound else 200
    context = {
        "organisation": membership.organisation,
        "form": form,
        "frameworks": offered,
        "source": source,
        "newest": queries.newest_version_of(source) if source else "",
    }
    return render(request, "assessments/start.html", context, status=status)


def _initial(
    request: TenantRequest, source: Assessment | None, *, offered: Collection[str], year: int
) -> dict[str, Any]:
    """Return what is asked unless told otherwise: the same as the assessment one starts from."""
    asked = request.GET.get("framework")
    named = {"framework": asked} if asked in offered else {}
    initial = {"scope": Scope.ESSENTIAL, "title": _("Assessment %(year)d") % {"year": year}}
    if source is None:
        return initial | named
    before = {"framework": source.framework_code, "scope": source.scope, "themes": queries.next_themes_of(source)}
    before["groups"] = source.groups
    return initial | before | {"source": source.pk} | named


@require_GET
def detail(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Go where the work goes on: the first theme with something to say, or the results."""
    notebook = Notebook.opened(request, pk, to="view")
    step = notebook.next_step
    return redirect(step.url if step and notebook.can_edit else notebook.url("results"))
