from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.apps.organisations import operations, policies, queries
from essaim.apps.organisations.forms import TokenForm

if TYPE_CHECKING:
    from essaim.apps.organisations.middleware import PersonRequest


@never_cache
@login_required
def tokens(request: "PersonRequest") -> HttpResponse:
    """Show one's tokens; a new one is shown this once, on the answer to its making."""
    form = TokenForm(request.POST or None, memberships=queries.memberships_of(request.user.pk))
    text = ""
    if request.method == "POST" and form.is_valid():
        _token, text = operations.issue_token(
            request.user, name=form.cleaned_data["name"], organisation=form.chosen(), at=timezone.now()
        )
        form = TokenForm(None, memberships=queries.memberships_of(request.user.pk))
    context = {"tokens": queries.tokens_of(request.user.pk), "form": form, "text": text}
    return render(request, "organisations/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def revoke_token(request: "PersonRequest", pk: UUID) -> HttpResponse:
    """Take one of one's tokens away."""
    token = policies.get_token(request.user.pk, pk)
    operations.revoke_token(token)
    messages.success(request, _("The key “%(name)s” no longer opens anything.") % {"name": token.name})
    return redirect("organisations:tokens")
