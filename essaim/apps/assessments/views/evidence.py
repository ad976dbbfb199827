"""Evidence: behind one practice, where it is brought and taken; and all of it, where it is looked after."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from essaim.apps.assessments import operations, policies, queries, rules
from essaim.apps.assessments.enums import Standing
from essaim.apps.assessments.forms import EvidenceForm, ToldForm
from essaim.apps.files.rules import MAX_BYTES
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.organisations.middleware import TenantRequest
from essaim.kernel.uploads import takes_files

from .answering import REFUSED, page
from .notebook import Notebook

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """Evidence as the pages show it: where it opens, what it is worth today, the practices it backs."""

    told: rules.Evidence
    standing: Standing
    url: str
    backs: tuple[str, ...] = ()


@takes_files(MAX_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: TenantRequest, pk: UUID, criterion: str) -> HttpResponse:
    """Show what backs a practice; a POST brings a file or a link, takes what is there already, or lets go of one."""
    notebook = Notebook.opened(request, pk, to="edit" if request.method == "POST" else "view")
    if criterion not in notebook.framework.codes:
        raise Http404
    here = notebook.url("practice_evidence", criterion)
    form = EvidenceForm(request.POST, request.FILES) if _is_brought(request) else EvidenceForm()
    if request.method == "POST" and not notebook.can_edit:
        messages.info(request, _("This assessment is closed: what backs it is kept as it was."))
        return redirect(here)
    if request.method == "POST" and not _is_brought(request):
        _tie(request, queries.practice_of(notebook.assessment, criterion))
        return redirect(here)
    if form.is_valid() and _add(request, form, queries.practice_of(notebook.assessment, criterion)):
        messages.success(request, _("It is kept, behind this practice."))
        return redirect(here)
    context = {**page(notebook), **_behind(notebook, criterion), "form": form}
    return render(request, "assessments/evidence/practice.html", context, status=REFUSED if form.errors else 200)


def _is_brought(request: TenantRequest) -> bool:
    return request.method == "POST" and not {"take", "drop"} & set(request.POST)


def _add(request: TenantRequest, form: EvidenceForm, practice: rules.Practice) -> bool:
    try:
        operations.add_evidence(
            request.membership,
            told=form.told,
            file=form.brought,
            link=form.cleaned_data["link"],
            practices=[practice],
            at=timezone.now(),
        )
    except operations.Refused as refused:
        form.refuse(refused)
        return False
    return True


def _tie(request: TenantRequest, practice: rules.Practice) -> None:
    """Tie evidence to the practice, or untie it."""
    act = "take" if "take" in request.POST else "drop"
    try:
        pk = UUID(request.POST[act])
    except ValueError:
        raise Http404 from None
    evidence = policies.get_evidence(request.membership, pk, to="edit")
    if act == "take":
        operations.support(evidence, practice)
    else:
        operations.stop_supporting(evidence, practice)


def _behind(notebook: Notebook, criterion: str) -> dict[str, Any]:
    held = notebook.evidence_behind(criterion)
    known = {one.id for one in held}
    kept = queries.evidence_kept(notebook.membership.organisation_id) if notebook.can_edit else []
    return {
        "criterion": notebook.framework.criterion(criterion),
        "held": [shown(one, notebook.membership.organisation.slug) for one in held],
        "others": [one for one in kept if one.pk not in known],
        "back_url": notebook.place_of(criterion),
        "all_url": notebook.evidence_url,
    }


def shown(told: rules.Evidence, slug: str, backs: tuple[str, ...] = ()) -> Shown:
    """Return evidence as the pages show it today."""
    standing = rules.standing(told.dated_on, told.expires_on, on=timezone.localdate())
    return Shown(told, standing, told.link or f"/o/{slug}/fichiers/{told.file}", backs)


@require_GET
def index(request: TenantRequest) -> HttpResponse:
    """List all the organisation's evidence: what expires first on top, each with the practices it backs."""
    membership = request.membership
    found = Paginator(queries.evidence_kept(membership.organisation_id), A_PAGE).get_page(request.GET.get("page"))
    items = [(one, _with_what_it_backs(request, one)) for one in found]
    worrying = {Standing.EXPIRED, Standing.EXPIRES_SOON}
    context = {
        "organisation": membership.organisation,
        "part": found,
        "items": items,
        "worrying": sum(item.standing in worrying for _one, item in items),
        "can_edit": membership.can_write,
    }
    return render(request, "assessments/evidence/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show evidence, and let it be described anew or removed."""
    evidence = policies.get_evidence(request.membership, pk, to="edit" if request.method == "POST" else "view")
    home = redirect("assessments:all_evidence", request.membership.organisation.slug)
    if request.method == "POST" and "remove" in request.POST:
        operations.remove_evidence(evidence)
        messages.success(request, _("It is removed."))
        return home
    names = ("title", "dated_on", "expires_on", "confidentiality")
    initial = {name: getattr(evidence, name) for name in names}
    form = ToldForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            operations.change_evidence(evidence, told=form.told, at=timezone.now())
        except operations.Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("It is saved."))
            return home
    context = {
        "organisation": request.membership.organisation,
        "item": _with_what_it_backs(request, evidence),
        "form": form,
        "can_edit": request.membership.can_write,
    }
    return render(request, "assessments/evidence/one.html", context, status=REFUSED if form.errors else 200)


def _with_what_it_backs(request: TenantRequest, evidence: Any) -> Shown:
    ties = sorted(evidence.supports.all(), key=lambda tie: (tie.framework_code, tie.criterion))
    titles = tuple(_title(request, tie) for tie in ties)
    return shown(queries.as_told(evidence, []), request.membership.organisation.slug, titles)


def _title(request: TenantRequest, tie: Any) -> str:
    """Return the title of a practice as its referential says it now; its code where it is no longer asked."""
    organisation = request.membership.organisation
    owner = organisation.pk if tie.framework_is_own else None
    try:
        framework = frameworks.current(tie.framework_code, organisation.legal_family, owner=owner)
    except frameworks.NotPublished:
        return str(tie.criterion)
    if tie.criterion not in framework.codes:
        return str(tie.criterion)
    return framework.criterion(tie.criterion).title.get(get_language())
