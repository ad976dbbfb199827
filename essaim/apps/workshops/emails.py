from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from essaim.apps.workshops.models import Seat


def asking_letter(seat: Seat, *, secret: str) -> EmailMessage:
    """Return the letter that asks someone for their answers, in their language; it alone holds the link."""
    return _letter(seat, "asking", secret=secret, headers={"Message-ID": _thread(seat)})


def reminder_letter(seat: Seat) -> EmailMessage:
    """Return the letter that follows the first one in a mail reader: the link is in that one, and nowhere else."""
    return _letter(seat, "reminder", headers={"In-Reply-To": _thread(seat), "References": _thread(seat)})


def _letter(seat: Seat, name: str, *, secret: str = "", headers: dict[str, str]) -> EmailMessage:
    organisation = " ".join(seat.workshop.organisation.name.split())
    with translation.override(seat.language):
        subject = _("%(organisation)s asks for your view") % {"organisation": organisation}
        if name == "reminder":
            subject = _("Re: %(subject)s") % {"subject": subject}
        context = {"seat": seat, "organisation": organisation, "address": _address(seat, secret)}
        body = render_to_string(f"workshops/email/{name}.txt", context)
    return EmailMessage(subject, body, to=[seat.account.email if seat.account else seat.email], headers=headers)


def _address(seat: Seat, secret: str) -> str:
    if seat.account:
        path = reverse("workshops:mine", args=[seat.workshop.organisation.slug, seat.workshop_id])
    elif secret:
        path = reverse("workshops:answer", args=[f"{seat.link_id}.{secret}"])
    else:
        return ""
    return f"{settings.PUBLIC_URL}{path}"


def _thread(seat: Seat) -> str:
    return f"<{seat.pk}@{settings.PUBLIC_URL.rpartition('/')[2].partition(':')[0]}>"
