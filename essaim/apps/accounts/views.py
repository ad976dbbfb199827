from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from essaim.apps.accounts import operations, queries
from essaim.apps.accounts.forms import EraseForm, ProfileForm

if TYPE_CHECKING:
    from essaim.apps.accounts.models import Account

    class SignedIn(HttpRequest):
        """A request whose sender is known."""

        user: Account


View = Callable[..., HttpResponseBase]


def honest(view: View) -> View:
    """Let allauth's views answer 422 to a form that is refused, where they say 200."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        context = getattr(response, "context_data", None) or {}
        forms = (context.get("form"), context.get("webauthn_form"))
        if request.method == "POST" and any(form is not None and form.errors for form in forms):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return wrapped


@login_required
@never_cache
def account(request: "SignedIn") -> HttpResponse:
    known = {"name": request.user.name, "language": request.user.language}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        operations.introduce(request.user, **form.cleaned_data)
        with translation.override(request.user.language):
            messages.success(request, _("Saved. This is how we will speak to you."))
        response = redirect("accounts:account")
        get_adapter().speak(response, request.user.language)
        return response
    return render(request, "accounts/account.html", {"form": form}, status=_status_of(form))


@login_required
@require_safe
@never_cache
def export(request: "SignedIn") -> HttpResponse:
    data = queries.personal_data_of(request.user)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="essaim-account.json"'
    return response


@login_required
@never_cache
@reauthentication_required(app="allauth.account")  # type: ignore[untyped-decorator]  # allauth has no types
def erase(request: "SignedIn") -> HttpResponse:
    form = EraseForm(request.POST if request.method == "POST" else None)
    objections = queries.objections_to_erasure(request.user)
    if request.method == "POST" and form.is_valid():
        try:
            operations.erase(request.user, at=timezone.now())
        except operations.Objected as refusal:
            objections = refusal.objections
        else:
            logout(request)
            return redirect("accounts:erased")
    status = HTTPStatus.CONFLICT if objections and request.method == "POST" else _status_of(form)
    return render(request, "accounts/erase.html", {"form": form, "objections": objections}, status=status)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/erased.html")


@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    """What the demonstration would have sent; there is no such page elsewhere."""
    if not settings.DEMO:
        raise Http404
    letters = queries.letters_in(settings.EMAIL_FILE_PATH)
    return render(request, "accounts/mailbox.html", {"letters": letters})


def _status_of(form: EraseForm | ProfileForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
