"""From a draft to a version that never changes, for the organisation; then for those it gives a link to, or for all."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from essaim.apps.frameworks import operations, policies, queries
from essaim.apps.frameworks.forms import OpinionForm
from essaim.apps.frameworks.rules import drafts
from essaim.apps.organisations.middleware import TenantRequest

from .own import REFUSED


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Record the opinion given on a draft; with it, a POST publishes the draft for the organisation."""
    draft = policies.get_draft(request.membership, pk, to="publish")
    problems = queries.problems_of(draft)
    form = OpinionForm(request.POST if request.method == "POST" else None)
    is_read = request.POST.get("revision", str(draft.revision)) == str(draft.revision)
    if form.is_valid() and not problems:
        try:
            if not is_read:
                raise operations.DraftChanged
            done = operations.publish_draft(draft, opinion=form.opinion(), by=request.membership, at=timezone.now())
        except operations.DraftChanged:
            form.add_error(None, _("The draft changed since this page was opened: read it again, then publish it."))
        except operations.VersionTaken as taken:
            words = _("Version %(version)s is published already: give this one another number.")
            form.add_error(None, words % {"version": taken.version})
        except operations.CodeTaken:
            words = _(
                "You took a referential of the same code from another organisation. Bring this draft’s file back as a "
                "new one: it will get a code of its own."
            )
            form.add_error(None, words)
        else:
            messages.success(request, _("Version %(version)s is published.") % {"version": done.version})
            return redirect("frameworks:own_detail", request.membership.organisation.slug, done.code)
    context = {"organisation": request.membership.organisation, "draft": draft, "form": form, "problems": problems}
    context["title"] = drafts.title_of(draft.values, get_language())
    status = REFUSED if form.errors or (form.is_bound and problems) else 200
    return render(request, "frameworks/own/publish.html", context, status=status)


@require_POST
def share(request: TenantRequest, code: str) -> HttpResponse:
    """Open a link to the referential."""
    policies.get_own(request.membership, code, to="publish")
    operations.share(request.membership, code=code, at=timezone.now())
    messages.success(request, _("The link is open: give it to whom you like."))
    return redirect("frameworks:own_detail", request.membership.organisation.slug, code)


@require_POST
def stop_sharing(request: TenantRequest, code: str) -> HttpResponse:
    """Close the link to the referential."""
    operations.stop_sharing(policies.get_sharing(request.membership, code))
    messages.success(request, _("The link is closed. Those who took the referential keep it."))
    return redirect("frameworks:own_detail", request.membership.organisation.slug, code)


@require_http_methods(["GET", "HEAD", "POST"])
def put_in_catalogue(request: TenantRequest, code: str) -> HttpResponse:
    """Say what publishing for all means; a POST does it."""
    own = policies.get_own(request.membership, code, to="publish")
    context: dict[str, Any] = {"organisation": request.membership.organisation, "own": own, "refused": ""}
    context["framework"] = queries.current(code, owner=own.organisation_id)
    if request.method == "POST":
        try:
            operations.put_in_catalogue(own, by=request.membership, at=timezone.now())
        except operations.CodeTaken:
            context["refused"] = _(
                "Another referential of the catalogue bears the same code. Duplicate yours under another name, and "
                "publish that one."
            )
        except operations.OutOfCatalogue:
            context["refused"] = _("This referential was taken out of the catalogue. Write to whoever keeps this site.")
        else:
            messages.success(request, _("Your referential is in the catalogue. Thank you!"))
            return redirect("frameworks:detail", code)
    return render(request, "frameworks/own/catalogue.html", context, status=REFUSED if context["refused"] else 200)
