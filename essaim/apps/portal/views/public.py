from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from essaim.apps.frameworks.rules import Framework
from essaim.apps.organisations import queries as organisations
from essaim.apps.portal import exports, queries
from essaim.apps.portal.views import drawings


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Welcome a visitor; take a person to their organisation, to the list of theirs, or to founding one."""
    if not request.user.is_authenticated:
        framework = queries.referential()
        return render(request, "portal/home.html", _welcome(framework) if framework else {"framework": None})
    match organisations.memberships_of(request.user.pk):
        case []:
            return redirect("organisations:create")
        case [membership]:
            return redirect(membership.organisation)
    return redirect("organisations:list")


def _welcome(framework: Framework) -> dict[str, Any]:
    question = next(criterion for criterion in framework.criteria if criterion.essential)
    scale = framework.scale_of(question)
    levels = [(round(4 * scale.share(anchor.value)), anchor) for anchor in framework.anchors_of(question)]
    return {"framework": framework, "question": question, "levels": levels, "comb": drawings.example(framework)}


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what Essaim is, its licence, and where its source is."""
    return render(request, "portal/about.html")


@require_safe
def source(request: HttpRequest) -> StreamingHttpResponse:
    """Send the source of this very site, to whoever asks."""
    return exports.source()


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Say which data are held, from the register that the code itself fills."""
    return render(request, "portal/data.html", {"entries": queries.personal_data(), "tables": queries.protection()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was tried, and what was not."""
    return render(request, "portal/accessibility.html")
