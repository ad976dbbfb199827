"""What happened in the life of the organisation is noted beside its years, put right, or taken away."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.apps.assessments.models import ANNOTATION_LENGTH, Annotation
from essaim.apps.organisations.models import Membership

from . import texts
from .situations import Fault, Refused


def annotate(membership: Membership, *, on: date, text: str) -> Annotation:
    """Note an event at its date; an empty text, or one past 200 characters, raises `Refused`."""
    noted = Annotation(organisation_id=membership.organisation_id)
    _write(noted, on=on, text=text, by=membership)
    return noted


def correct(annotation: Annotation, *, on: date, text: str, by: Membership) -> None:
    """Put an event right; refused as in `annotate`."""
    _write(annotation, on=on, text=text, by=by)


def remove(annotation: Annotation) -> None:
    """Take an event away; its history keeps it."""
    annotation.delete()


@transaction.atomic
def _write(annotation: Annotation, *, on: date, text: str, by: Membership) -> None:
    annotation.happened_on, annotation.text = on, text.strip()
    if faults := list(texts.faults("text", annotation.text, ANNOTATION_LENGTH)):
        raise Refused(faults)
    if not annotation.text:
        raise Refused([Fault("text", _("Say in a few words what happened."))])
    annotation.noted_by_id = by.account_id
    annotation.save()
