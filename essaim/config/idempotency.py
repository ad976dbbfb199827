"""A POST that is sent twice happens once: the caller names it with an `Idempotency-Key`."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.apps.organisations import operations
from essaim.kernel.api import Fault, Problem

HEADER = "Idempotency-Key"


def once(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Let a POST sent twice with the same key happen once, and be answered the same."""

    @wraps(operation)
    def answered(request: Any, *args: Any, **kwargs: Any) -> Any:
        key = request.headers.get(HEADER, "")
        if request.method != "POST" or not key or not getattr(request, "auth", None):
            return operation(request, *args, **kwargs)
        if len(key) > 200 or not key.isprintable():
            raise Problem(422, errors=[Fault(HEADER, _("A key has 200 printable characters at most."))])
        sent = _fingerprint(request)
        answer, is_first = operations.claim_answer(
            request.auth.account_id, key=key, fingerprint=sent, at=timezone.now()
        )
        if is_first:
            request.answer_to_keep = answer
            return operation(request, *args, **kwargs)
        if answer.fingerprint != sent:
            raise Problem(422, errors=[Fault(HEADER, _("This key was used for another request."))])
        return HttpResponse(answer.content, status=answer.status, content_type="application/json; charset=utf-8")

    return answered


def _fingerprint(request: Any) -> str:
    """Return a mark of all that was sent; of a form with files, whose bytes were read already, by its parts."""
    # How far the token opens counts too: a narrowed one is not told what a wider one was.
    found = hashlib.sha256(f"{request.method} {request.get_full_path()} {request.auth.organisation_id}\n".encode())
    if not hasattr(request, "takes_files"):
        found.update(request.body)
        return found.hexdigest()
    found.update(request.POST.urlencode().encode())
    for name, file in sorted(request.FILES.items()):
        found.update(f"\n{name} {file.name} {file.size}\n".encode())
        found.update(file.read())
        file.seek(0)
    return found.hexdigest()


def settle(request: Any, response: HttpResponse) -> None:
    """Keep a first answer for the next time; a refused request may come again with the same key once mended."""
    kept = getattr(request, "answer_to_keep", None)
    if kept is None or response.status_code >= 500:
        return
    if response.status_code >= 400:
        operations.forget_answer(kept)
    else:
        operations.keep_answer(kept, status=response.status_code, content=response.content.decode())
