from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from essaim.apps.organisations.models import Invitation


def invitation_letter(invitation: Invitation, *, secret: str) -> EmailMessage:
    """Return the letter to the invited person, in the language chosen by whoever invites."""
    path = reverse("organisations:invitation", args=[f"{invitation.link_id}.{secret}"])
    with translation.override(invitation.language):
        subject = _("%(organisation)s invites you to its team") % {
            "organisation": " ".join(invitation.organisation.name.split())
        }
        context = {"invitation": invitation, "address": f"{settings.PUBLIC_URL}{path}"}
        body = render_to_string("organisations/email/invitation.txt", context)
    return EmailMessage(subject, body, to=[invitation.email])
