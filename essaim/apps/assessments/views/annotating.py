"""Noting what happened beside the years: "new director in May"."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from essaim.apps.assessments import operations, policies
from essaim.apps.assessments.forms import AnnotationForm
from essaim.apps.organisations.middleware import TenantRequest
from essaim.apps.organisations.policies import require_writer

from .answering import REFUSED
from .evolution import page


@require_POST
def add(request: TenantRequest) -> HttpResponse:
    """Note an event, and go back to the years that were open."""
    require_writer(request.membership)
    form = AnnotationForm(request.POST)
    if _is_done(form, lambda on, text: operations.annotate(request.membership, on=on, text=text)):
        messages.success(request, _("It is noted beside your years."))
        return redirect(f"{_back(request)}?{request.GET.urlencode()}#annotations")
    return render(request, "assessments/evolution.html", page(request, request.GET, form), status=REFUSED)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Put an event right."""
    noted = policies.get_annotation(request.membership, pk)
    if request.method == "POST":
        form = AnnotationForm(request.POST)
        if _is_done(form, lambda on, text: operations.correct(noted, on=on, text=text, by=request.membership)):
            messages.success(request, _("It is put right."))
            return redirect(f"{_back(request)}#annotations")
    else:
        form = AnnotationForm(initial={"on": noted.happened_on, "text": noted.text})
    context = {
        "organisation": request.membership.organisation,
        "form": form,
        "back_url": _back(request),
        "remove_url": reverse("assessments:remove_annotation", args=[request.membership.organisation.slug, pk]),
    }
    return render(request, "assessments/annotation.html", context, status=REFUSED if form.is_bound else 200)


@require_POST
def remove(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Take an event away."""
    operations.remove(policies.get_annotation(request.membership, pk))
    messages.success(request, _("It is taken away."))
    return redirect(f"{_back(request)}#annotations")


def _back(request: TenantRequest) -> str:
    return reverse("assessments:evolution", args=[request.membership.organisation.slug])


def _is_done(form: AnnotationForm, write: Callable[[date, str], object]) -> bool:
    """Write what a form holds; what cannot be kept is said on its field."""
    if not form.is_valid():
        return False
    try:
        write(form.cleaned_data["on"], form.cleaned_data["text"])
    except operations.Refused as refused:
        for fault in refused.faults:
            form.add_error(fault.field, str(fault.sentence))
    return form.is_valid()
