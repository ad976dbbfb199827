"""Coming in by a secret address: once in, a browser is known there, and does not wait for those who try others."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from essaim.apps.accounts.rules import A_WHILE
from essaim.apps.workshops import policies

COOKIE = "entered"
A_MONTH = 60 * 60 * 24 * 30
TOO_MANY = 429

Found = TypeVar("Found")


def by(request: HttpRequest, link: str, door: Callable[[str], Found]) -> Found:
    """Return what a door opens to a link; 404 for one that opens nothing, `TooManyTries` after many of those."""
    return policies.enter(request, link, door, is_known=lambda _found: _has_entered(request, link))


def remember(request: HttpRequest, response: HttpResponse, link: str, path: str) -> None:
    """Let this browser, and no script in it, show that it came in by this link."""
    if not _has_entered(request, link):
        response.set_signed_cookie(
            COOKIE,
            "yes",
            salt=link,
            max_age=A_MONTH,
            path=path,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )


def held_back(request: HttpRequest) -> HttpResponse:
    """Ask a stranger to wait a little."""
    response = render(request, "429.html", status=TOO_MANY)
    response["Retry-After"] = str(A_WHILE)
    return response


def _has_entered(request: HttpRequest, link: str) -> bool:
    return bool(request.get_signed_cookie(COOKIE, default="", salt=link) == "yes")
