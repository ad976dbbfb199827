from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from essaim.apps.territories import queries


@require_safe
def communes(request: HttpRequest) -> HttpResponse:
    """Show the communes that match what is typed, as choices of the form they are typed in."""
    text = (request.GET.get("q") or request.GET.get("commune") or "").replace("\x00", "")
    return render(
        request,
        "territories/_communes.html",
        {
            "communes": queries.communes_matching(text),
            "text": text,
            "name": "insee_code",
            "chosen": request.GET.get("insee_code", ""),
        },
    )
