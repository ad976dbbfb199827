from typing import Literal

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from essaim.apps.organisations.models import Membership, Organisation
from essaim.apps.organisations.queries import members_of

Letter = Literal["deletion_asked", "deletion_cancelled"]


def tell(letter: Letter, organisation: Organisation, *, by: Membership) -> None:
    """Write to everyone in the team, each in their language, once the decision is kept."""
    written = [_written(letter, organisation, member, by) for member in members_of(organisation.pk)]
    transaction.on_commit(lambda: get_connection().send_messages(written), robust=True)


def _written(letter: Letter, organisation: Organisation, member: Membership, by: Membership) -> EmailMessage:
    address = settings.PUBLIC_URL + organisation.get_absolute_url()
    context = {"organisation": organisation, "member": member, "by": by, "address": address}
    with translation.override(member.account.language):
        subject = render_to_string(f"portal/email/{letter}_subject.txt", context)
        body = render_to_string(f"portal/email/{letter}.txt", context)
    return EmailMessage(" ".join(subject.splitlines()).strip(), body.strip() + "\n", to=[member.account.email])
