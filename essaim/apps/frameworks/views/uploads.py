"""A referential comes in a file: every problem at its place, or a look at what was understood before it is kept."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essaim.apps.frameworks import operations, policies, queries, rules
from essaim.apps.frameworks.forms import UploadForm
from essaim.apps.frameworks.rules import drafts, formats
from essaim.apps.organisations.middleware import TenantRequest
from essaim.apps.organisations.policies import require_writer
from essaim.kernel.uploads import takes_files

from .own import REFUSED

SHOWN = 200  # problems on one page: past that, a file is to be mended by its author's own means


@takes_files(formats.MAX_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: TenantRequest) -> HttpResponse:
    """Ask for a file; read it, and say each problem with its sheet and cell, or its line."""
    membership = request.membership
    require_writer(membership)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    problems: tuple[rules.Problem, ...] = ()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            received = operations.receive(membership, reading=operations.examine(file.read()), at=timezone.now())
        except rules.Refused as refused:
            problems = refused.problems
        except operations.TooManyDrafts:
            form.add_error(None, _("You are writing many referentials already: publish or delete some of them first."))
        else:
            return redirect("frameworks:received", membership.organisation.slug, received.pk)
    context = {
        "organisation": membership.organisation,
        "form": form,
        "problems": problems[:SHOWN],
        "more": max(0, len(problems) - SHOWN),
        "model": queries.FIRST,
    }
    return render(request, "frameworks/own/upload.html", context, status=REFUSED if form.errors or problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def received(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show what was understood of a file; a POST keeps it as a draft, or puts it away."""
    membership = request.membership
    draft = policies.get_received(membership, pk)
    if not draft.is_received:
        if request.method == "POST":
            return redirect(draft)
        raise Http404
    if request.method == "POST" and "discard" in request.POST:
        operations.discard(draft)
        messages.info(request, _("The file is put away; nothing of it was kept."))
        return redirect("frameworks:own", membership.organisation.slug)
    if request.method == "POST":
        return redirect(operations.keep_received(draft, by=membership, at=timezone.now()))
    return render(request, "frameworks/own/received.html", _page(membership, draft))


def _page(membership: Any, draft: Any) -> dict[str, Any]:
    framework = drafts.framework_of(draft.values, queries.targets())
    base = queries.base_of(draft)
    return {
        "organisation": membership.organisation,
        "draft": draft,
        "framework": framework,
        "losses": queries.losses_of(draft),
        "base": base,
        "plan": rules.plan(base, framework) if base and base.code == framework.code else None,
        "replaced": queries.drafts_of(membership.organisation_id).filter(code=draft.code, is_received=False).first(),
    }
