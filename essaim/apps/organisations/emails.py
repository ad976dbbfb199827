from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from essaim.apps.organisations.models import Invitation


def send_invitation(invitation: Invitation, *, secret: str) -> None:
    """Write to the invited person, in the language chosen by whoever invites."""
    path = reverse("organisations:invitation", args=[f"{invitation.link_id}.{secret}"])
    with translation.override(invitation.language):
        send_mail(
            subject=_("%(organisation)s invites you to its team")
            % {"organisation": " ".join(invitation.organisation.name.split())},
            message=render_to_string(
                "organisations/email/invitation.txt",
                {"invitation": invitation, "address": f"{settings.PUBLIC_URL}{path}"},
            ),
            from_email=None,
            recipient_list=[invitation.email],
        )
