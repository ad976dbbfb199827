"""A referential behind a link: whoever holds it reads, and takes it for an organisation of theirs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from essaim.apps.frameworks import operations, policies, queries
from essaim.apps.frameworks.forms import TakingForm

from . import places, reading
from .own import REFUSED


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: Any, secret_link: str) -> HttpResponse:
    """Show a shared referential whole; a POST takes it for one of the reader's organisations."""
    sharing = policies.open_shared(secret_link)
    framework = queries.current(sharing.code, owner=sharing.organisation_id)
    source = queries.source_of(framework.code, framework.version, owner=sharing.organisation_id)
    opinion = queries.opinion_on(framework.code, framework.version, owner=sharing.organisation_id)
    writers = policies.writers(request)
    form = TakingForm(request.POST if request.method == "POST" else None, memberships=writers)
    if request.method == "POST" and form.is_valid():
        membership = policies.enter(form.membership)
        try:
            operations.adopt(
                membership, framework=framework, source=source, given_by=sharing.organisation.name, at=timezone.now()
            )
        except operations.CodeTaken:
            form.add_error(None, _("You have a referential of your own under the same code already."))
        except operations.VersionTaken:
            form.add_error(None, _("You have this version already, with other words."))
        else:
            messages.success(request, _("This referential is now among yours."))
            return redirect("frameworks:own_detail", membership.organisation.slug, framework.code)
    context = {
        "sharing": sharing,
        "framework": framework,
        "opinion": opinion,
        "form": form if writers else None,
        "place": places.shared(secret_link),
    }
    return render(request, "frameworks/own/shared.html", context, status=REFUSED if form.errors else 200)


@never_cache
@require_safe
def theme(request: Any, secret_link: str, theme: str) -> HttpResponse:
    """Show the card of a theme of a shared referential, and its questions."""
    return reading.theme_page(request, _read(secret_link), theme)


@never_cache
@require_safe
def criterion(request: Any, secret_link: str, criterion: str) -> HttpResponse:
    """Show one criterion of a shared referential."""
    return reading.criterion_page(request, _read(secret_link), criterion)


def _read(secret_link: str) -> reading.Context:
    sharing = policies.open_shared(secret_link)
    framework = queries.current(sharing.code, owner=sharing.organisation_id)
    return {"place": places.shared(secret_link), "framework": framework}
