"""Keeping a trial: which organisation takes it, and the one press that makes it theirs."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from essaim.apps.assessments import operations, queries, rules
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.forms import KeepForm
from essaim.apps.frameworks.rules import Criterion
from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations import queries as teams
from essaim.apps.organisations.middleware import TenantRequest
from essaim.apps.organisations.policies import require_writer

from . import trial_cookies
from .answering import CONFLICT, REFUSED
from .sketch import Sketch, sketch


@cache_control(private=True, no_cache=True)
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Lead to the organisation that takes the trial: the only one, one of several, one to create; visitors sign up."""
    trial = trial_cookies.held(request)
    here = reverse("assessments:trial_keep")
    if trial is None or not trial.answers:
        return render(request, "assessments/trial/gone.html")
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_signup')}?{urlencode({'next': here})}")
    memberships = teams.memberships_of(request.user.pk)
    writing = [reverse("assessments:keep_trial", args=[one.organisation.slug]) for one in memberships if one.can_write]
    create_url = f"{reverse('organisations:create')}?{urlencode({**_facts(trial), 'next': here})}"
    if not memberships:
        return redirect(create_url)
    if len(writing) == len(memberships) == 1:
        return redirect(writing[0])
    context = {"memberships": [one for one in memberships if one.can_write], "create_url": create_url}
    return render(request, "assessments/trial/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: TenantRequest) -> HttpResponse:
    """Show what the organisation is about to take; a POST makes it an assessment, once, and the browser forgets it."""
    membership = request.membership
    require_writer(membership)
    trial = trial_cookies.held(request)
    notebook = sketch(trial) if trial else None
    form = KeepForm(request.POST if request.method == "POST" else None, criteria=_not_concerned(notebook))
    if form.is_valid():
        now = timezone.now()
        try:
            kept = organisations.once(
                membership.account_id,
                form=f"{membership.organisation_id} {request.POST.urlencode()}",
                at=now,
                make=lambda: operations.keep_trial(
                    membership,
                    trial,
                    reasons=form.cleaned_data,
                    title=_("Assessment %(year)d") % {"year": timezone.localtime(now).year},
                    at=now,
                ),
            )
        except operations.TrialGone:
            return render(request, "assessments/trial/gone.html", status=CONFLICT)
        if trial:
            _tell(request, trial)
        response = redirect(kept)
        trial_cookies.forget(response)
        return response
    if notebook is None or not notebook.answers:
        return render(request, "assessments/trial/gone.html")
    context = {
        "organisation": membership.organisation,
        "form": form,
        "notebook": notebook,
        "overall": notebook.result.overall,
        "facts_differ": _differ(trial, queries.profile_of(membership.organisation)),
    }
    return render(request, "assessments/trial/keep.html", context, status=REFUSED if form.errors else 200)


def _tell(request: HttpRequest, trial: rules.Trial) -> None:
    words = _(
        "Your answers, begun without an account on %(day)s, are all here, in your organisation’s assessment."
        " This browser keeps them no more."
    )
    messages.success(request, words % {"day": date_format(trial.begun_on)})


def _facts(trial: rules.Trial) -> dict[str, Any]:
    facts = trial.profile
    said = {"legal_family": facts.legal_family, "employees": facts.employees, "volunteers": facts.volunteers}
    return {name: fact for name, fact in said.items() if fact is not None}


def _differ(trial: rules.Trial | None, profile: Any) -> bool:
    return trial is not None and any(getattr(profile, name) != fact for name, fact in _facts(trial).items())


def _not_concerned(notebook: Sketch | None) -> list[Criterion]:
    """Return the practices the visitor said are not for them."""
    if notebook is None:
        return []
    codes = [code for code, answer in notebook.answers.items() if answer.state == State.NOT_APPLICABLE]
    return [notebook.framework.criterion(code) for code in codes]
