"""The pages of the design system itself: gallery, display preferences, errors."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from essaim.ui import gallery as samples
from essaim.ui.forms import PreferencesForm
from essaim.ui.preferences import TEXT_COOKIE, THEME_COOKIE, YEAR, display_of

KEEPER = "keeper"  # the field by which a page says who types in it


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, with the call that draws it."""
    return render(request, "ui/gallery.html", samples.context())


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Let the reader choose a colour scheme and a size of text."""
    shown = display_of(request)
    form = PreferencesForm(
        request.POST or None, initial={"theme": shown.theme, "text": shown.text, "next": _origin(request)}
    )
    if not form.is_valid():
        return render(request, "ui/preferences.html", {"form": form}, status=422 if form.is_bound else 200)
    response = HttpResponseRedirect(_safe(request, form.cleaned_data["next"]))
    response.set_cookie(
        THEME_COOKIE, form.cleaned_data["theme"], max_age=YEAR, samesite="Lax", secure=request.is_secure()
    )
    response.set_cookie(
        TEXT_COOKIE, form.cleaned_data["text"], max_age=YEAR, samesite="Lax", secure=request.is_secure()
    )
    return response


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """Show what a browser keeps for the moments without connection."""
    return render(request, "ui/offline.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when a form comes back without its proof of origin; one of our own pages gets its text back."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401)
    if KEEPER in request.POST and request.headers.get("Sec-Fetch-Site") == "same-origin":
        return given_back(request, "another time", status=403)
    return HttpResponseForbidden(render_to_string("403_csrf.html", {}, request))


def given_back(request: HttpRequest, why: str, *, status: int = 401) -> HttpResponse:
    """Give back what was typed on a page that cannot be saved as it comes: to be sent again, and to be read.

    `why`: "signed out", "someone else", "another time". A page that says who keeps it may be given back, no other is:
    passwords are not echoed. What comes from a script needs the status alone, for the page still stands.
    """
    if request.headers.get("HX-Request"):
        return HttpResponse(status=status)
    fields = [(name, str(value)) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
    words = [value for name, value in fields if " " in value.strip()]
    return render(request, "ui/given_back.html", {"why": why, "fields": fields, "words": words}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request was too long, or could not be read, without reading more of it."""
    is_too_long = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return HttpResponse(render_to_string("400.html", {"is_too_long": is_too_long}), status=413 if is_too_long else 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer without database, session or context processor: any of them may be what broke."""
    return HttpResponse(render_to_string("500.html"), status=500)


def _origin(request: HttpRequest) -> str:
    return _safe(request, request.headers.get("Referer", ""))


def _safe(request: HttpRequest, address: str) -> str:
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if own else "/"
