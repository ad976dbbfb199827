"""An organisation's own referentials: the list, and where a new one starts from."""

from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essaim.apps.frameworks import exports, operations, policies, queries, rules
from essaim.apps.frameworks.forms import CreationForm
from essaim.apps.frameworks.rules import drafts
from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations.middleware import TenantRequest
from essaim.apps.organisations.policies import require_writer

from . import places, reading

REFUSED = 422


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as the list shows it: what it is called, and how much is still to be done."""

    draft: Any
    title: str
    problems: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An own referential as the list shows it: its latest version, and how far it is shared."""

    framework: rules.Framework
    version: Any
    versions: int
    is_shared: bool
    is_public: bool


@require_safe
def index(request: TenantRequest) -> HttpResponse:
    """List what the organisation published for itself, what it is writing, and what others wrote."""
    membership, language = request.membership, get_language()
    written = list(queries.drafts_of(membership.organisation_id).select_related("organisation"))
    context = {
        "organisation": membership.organisation,
        "kept": _kept(membership.organisation_id),
        "drafts": [
            Written(one, drafts.title_of(one.values, language), len(queries.problems_of(one)))
            for one in written
            if not one.is_received
        ],
        "received": [Written(one, drafts.title_of(one.values, language), 0) for one in written if one.is_received],
        "can_edit": policies.can_edit(membership),
    }
    return render(request, "frameworks/own/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: TenantRequest) -> HttpResponse:
    """Choose what to start from, and a name."""
    membership = request.membership
    require_writer(membership)
    offers = queries.offered(membership.organisation_id)
    wanted = request.GET.get("source", f"catalogue:{queries.FIRST}")
    form = CreationForm(request.POST if request.method == "POST" else None, offers=offers, initial={"source": wanted})
    if form.is_valid():
        now = timezone.now()
        try:
            made = organisations.once(
                membership.account_id,
                form=f"{membership.organisation_id} {request.POST.urlencode()}",
                at=now,
                make=lambda: _started(membership, form, now),
            )
        except operations.TooManyDrafts:
            form.add_error(None, _("You are writing many referentials already: publish or delete some of them first."))
        else:
            return redirect(made)
    context = {"organisation": membership.organisation, "form": form}
    return render(request, "frameworks/own/new.html", context, status=REFUSED if form.errors else 200)


@require_safe
def detail(request: TenantRequest, code: str) -> HttpResponse:
    """Show an own referential: what it says, what was said of it, who may read it, its versions."""
    membership = request.membership
    read = _read(request, code)
    framework, editions = read["framework"], read["editions"]
    sharing = queries.sharings_of(membership.organisation_id).filter(code=code).first()
    context = read | {
        "organisation": membership.organisation,
        "own": read["edition"],
        "opinion": queries.opinion_on(code, framework.version, owner=membership.organisation_id),
        "history": [*zip_longest(editions, editions[1:])],
        "sharing": sharing,
        "link": request.build_absolute_uri(reverse("frameworks:shared_detail", args=[sharing.address]))
        if sharing
        else "",
        "public_version": queries.latest(None).get(code),
        "can_edit": policies.can_edit(membership),
        "can_publish": membership.is_steward,
    }
    return render(request, "frameworks/own/detail.html", context)


@require_safe
def theme(request: TenantRequest, code: str, theme: str) -> HttpResponse:
    """Show the card of a theme of an own referential, and its questions."""
    return reading.theme_page(request, _read(request, code), theme)


@require_safe
def criterion(request: TenantRequest, code: str, criterion: str) -> HttpResponse:
    """Show one criterion of an own referential."""
    return reading.criterion_page(request, _read(request, code), criterion)


@require_safe
def source(request: TenantRequest, code: str) -> HttpResponse:
    """Hand over an own referential as a YAML file."""
    return _handed(request, code, "yaml")


@require_safe
def workbook(request: TenantRequest, code: str) -> HttpResponse:
    """Hand over an own referential as a spreadsheet."""
    return _handed(request, code, "xlsx")


@require_POST
def next_version(request: TenantRequest, code: str) -> HttpResponse:
    """Start the next version of an own referential, or go on with it."""
    own = policies.get_own(request.membership, code, to="edit")
    draft = operations.start_version(request.membership, code=own.code, at=timezone.now())
    return redirect(reverse("frameworks:draft", args=[request.membership.organisation.slug, draft.pk]))


def _started(membership: Any, form: CreationForm, now: Any) -> Any:
    title, offer = form.cleaned_data["title"], form.offer
    if offer is None:
        return operations.start_blank(membership, title=title, at=now)
    return operations.duplicate(membership, source=offer, title=title, at=now)


def _read(request: TenantRequest, code: str) -> reading.Context:
    """Return the version that is asked for, the latest one unless `version` names another, and what is to be known."""
    own, organisation = policies.get_own(request.membership, code), request.membership.organisation
    editions = list(queries.own_versions_of(organisation.pk).filter(code=code))
    asked = request.GET.get("version", own.version)
    edition = next((one for one in editions if one.version == asked), None)
    if edition is None:
        raise Http404
    newer = own if edition != own else None
    return {
        "framework": queries.version(code, asked, organisation.legal_family, owner=organisation.pk),
        "edition": edition,
        "editions": editions,
        "newer": newer,
        "place": places.own(organisation.slug, code, asked if newer else ""),
    }


def _handed(request: TenantRequest, code: str, form: exports.Format) -> HttpResponse:
    read = _read(request, code)
    return reading.handed(code, form, version=read["edition"].version, owner=read["edition"].organisation_id)


def _kept(organisation_id: Any) -> list[Kept]:
    shared = {one.code for one in queries.sharings_of(organisation_id)}
    public = queries.latest(None)
    kept = []
    for code, rows in groupby(queries.own_versions_of(organisation_id), key=lambda one: one.code):
        versions = list(rows)
        framework = queries.current(code, owner=organisation_id)
        kept.append(Kept(framework, versions[0], len(versions), code in shared, public.get(code) == framework.version))
    return kept
