from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from essaim.apps.organisations import rules
from essaim.apps.organisations.models import KeptAnswer

SHOWING = "csrfmiddlewaretoken="


@transaction.atomic
def claim_answer(account_id: UUID, *, key: str, fingerprint: str, at: datetime) -> tuple[KeptAnswer, bool]:
    """Return the place of the answer to this key, and whether the request is the first to come with it.

    The same request sent twice at once waits here for the first one's end.
    """
    KeptAnswer.objects.filter(account_id=account_id, created_at__lt=at - rules.ANSWER_KEPT).delete()
    return KeptAnswer.objects.get_or_create(
        account_id=account_id, key=key, defaults={"fingerprint": fingerprint, "created_at": at}
    )


@transaction.atomic
def once(account_id: UUID, *, form: str, at: datetime, make: Callable[[], Any]) -> str:
    """Return the address of what `make` makes; a form sent twice from one showing of its page makes it once."""
    if SHOWING not in form:  # what tells one showing of a page from the next
        return str(make().get_absolute_url())
    answer, is_first = claim_answer(account_id, key=f"form {rules.digest(form)}", fingerprint="", at=at)
    if is_first:
        keep_answer(answer, status=302, content=make().get_absolute_url())
    return answer.content


def keep_answer(answer: KeptAnswer, *, status: int, content: str) -> None:
    """Keep what the first request was answered."""
    answer.status, answer.content = status, content
    answer.save(update_fields=["status", "content"])


def forget_answer(answer: KeptAnswer) -> None:
    """Free the key: the request was refused, and may be sent again once mended."""
    answer.delete()
