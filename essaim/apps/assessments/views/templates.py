"""Templates of reports: brought, tried on real answers before they serve, and taken away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essaim.apps.assessments import exports, operations, policies, queries
from essaim.apps.assessments.forms import TemplateForm
from essaim.apps.organisations.middleware import TenantRequest
from essaim.kernel.uploads import takes_files
from essaim.ui.documents.packages import MOST_BYTES

from .answering import REFUSED

OFFERED = 10  # assessments a template may be tried on


@takes_files(MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: TenantRequest) -> HttpResponse:
    """List the templates and all fields; a POST brings a document, or says what is to be mended in it."""
    membership = request.membership
    form = TemplateForm(request.POST, request.FILES) if request.method == "POST" else TemplateForm()
    if form.is_bound and not policies.can_bring_templates(membership):
        raise PermissionDenied
    if form.is_valid() and (kept := _kept(request, form)):
        messages.success(request, _("It is kept. Here is what it says of your answers."))
        return redirect(kept)
    context = {
        "organisation": membership.organisation,
        "templates": queries.templates_for(membership.organisation_id),
        "form": form,
        "can_bring": policies.can_bring_templates(membership),
        "listings": exports.fields.listed(),
    }
    return render(request, "assessments/templates/list.html", context, status=REFUSED if form.errors else 200)


@require_safe
def one(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show what a template's fields say of an assessment, the latest one unless another is named."""
    template = policies.get_template(request.membership, pk, to="view")
    tried = list(queries.assessments_of(request.membership.organisation_id)[:OFFERED])
    assessment = _named(request) or next(iter(tried), None)
    language = str(get_language())[:2]
    shown = exports.preview(template, assessment, language=language, at=timezone.now())
    context = {
        "organisation": request.membership.organisation,
        "template": template,
        "id": str(template.pk),
        "is_ours": template.organisation_id == request.membership.organisation_id,
        "can_edit": policies.can_bring_templates(request.membership),
        "assessment": assessment,
        "others": [other for other in tried if other != assessment],
        "fields": shown,
        "language": language,
    }
    return render(request, "assessments/templates/one.html", context)


@require_POST
def remove(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Take a template of the organisation away."""
    operations.remove_template(policies.get_template(request.membership, pk, to="edit"))
    messages.success(request, _("The template is removed."))
    return redirect("assessments:templates", request.membership.organisation.slug)


@require_safe
def file(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Send a template as it was brought, to change it."""
    template = policies.get_template(request.membership, pk, to="view")
    return _sent(bytes(template.content), template.title, template.kind)


@require_safe
def starter(request: TenantRequest, kind: str) -> HttpResponse:
    """Send a first template, with fields to keep, to move or to take out."""
    return _sent(exports.starter(kind, language=str(get_language())[:2]), _("template"), kind)


@require_safe
def report(request: TenantRequest, pk: UUID, language: str) -> HttpResponse:
    """Send an assessment laid out on the template that `modele` names; without one, show what there is to take."""
    assessment = policies.get_assessment(request.membership, pk, to="view")
    if language not in {"fr", "en"}:
        raise Http404
    chosen = policies.named_template(request.membership, request.GET.get("modele", ""))
    if chosen is None:
        return redirect("assessments:handover", assessment.organisation.slug, assessment.pk)
    try:
        content = exports.filled(chosen, assessment, language=language, at=timezone.now())
    except exports.TooLong:
        messages.error(request, _("This template repeats so much that the document would be too large."))
        return redirect(chosen_url(request, chosen))
    return _sent(content, f"{assessment.organisation.slug} {assessment.title} {chosen.title}", chosen.kind)


def chosen_url(request: TenantRequest, template: Any) -> str:
    """Return the page of a template, for a member of the organisation in sight."""
    return reverse("assessments:template", args=[request.membership.organisation.slug, template.pk])


def _kept(request: TenantRequest, form: TemplateForm) -> str:
    try:
        template = operations.keep_template(
            request.membership, title=form.cleaned_data["title"], file=form.brought, at=timezone.now()
        )
    except operations.Refused as refused:
        form.refuse(refused)
        return ""
    return chosen_url(request, template)


def _named(request: TenantRequest) -> Any:
    return policies.named_source(request.membership, request.GET.get("diagnostic", ""))


def _sent(content: bytes, name: str, kind: str) -> HttpResponse:
    headers: dict[str, Any] = {
        "Content-Disposition": f'attachment; filename="{slugify(name)[:80].strip("-")}.{kind}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=exports.KINDS[kind].media, headers=headers)
