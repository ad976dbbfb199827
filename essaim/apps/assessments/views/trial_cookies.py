"""What a visitor's browser keeps of their trial: one signed cookie, read with care, and nothing in the database."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from essaim.apps.assessments import queries, rules
from essaim.apps.frameworks import queries as frameworks

COOKIE = "essaim_trial"
SALT = "essaim.assessments.trial"
LIFETIME = timedelta(days=60)


def held(request: HttpRequest) -> rules.Trial | None:
    """Return the trial this browser keeps; None where there is none, or where it was tampered with or is too old."""
    text = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=LIFETIME)
    return queries.trial_behind(text) if text else None


def hold(request: HttpRequest, response: HttpResponse, trial: rules.Trial) -> None:
    """Let the browser keep the trial for sixty days more; one that does not fit raises `TrialTooLong`."""
    text = rules.pack(trial, frameworks.version(trial.framework, trial.version))
    response.set_signed_cookie(
        COOKIE, text, salt=SALT, max_age=LIFETIME, httponly=True, samesite="Lax", secure=request.is_secure()
    )


def forget(response: HttpResponse) -> None:
    """Let the browser keep nothing of it."""
    response.delete_cookie(COOKIE, samesite="Lax")
