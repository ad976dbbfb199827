"""Who leads the meeting, and who was there."""

from collections.abc import Iterable

from django.db import transaction

from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations.rules import digest, secret
from essaim.apps.workshops.enums import LinkKind
from essaim.apps.workshops.models import NAME_LENGTH, Workshop

from .holding import hold

MOST_PRESENT = 300


@transaction.atomic
def hand_over(workshop: Workshop, *, name: str) -> str:
    """Return a new link for an outside facilitator of this name, told this once; the former opens nothing any more."""
    held = hold(workshop)
    _close_link(held)
    fresh = secret()
    held.facilitation_link = organisations.open_link(held.organisation_id, kind=LinkKind.FACILITATION)
    held.facilitation_digest = digest(fresh)
    held.facilitator_name = " ".join(name.split())[:NAME_LENGTH]
    held.save(update_fields=["facilitation_link", "facilitation_digest", "facilitator_name"])
    return f"{held.facilitation_link_id}.{fresh}"


@transaction.atomic
def take_back(workshop: Workshop) -> None:
    """Let the outside facilitator's link open nothing any more; their name stays, as who led."""
    held = hold(workshop)
    _close_link(held)
    held.save(update_fields=["facilitation_link", "facilitation_digest"])


@transaction.atomic
def note_present(workshop: Workshop, *, names: Iterable[str]) -> None:
    """Record who was there, each once, in the order given; 300 people at most."""
    held = hold(workshop)
    clean = (" ".join(name.split())[:NAME_LENGTH] for name in names)
    held.present = list(dict.fromkeys(name for name in clean if name))[:MOST_PRESENT]
    held.save(update_fields=["present"])


def _close_link(held: Workshop) -> None:
    link, held.facilitation_link, held.facilitation_digest = held.facilitation_link_id, None, ""
    if link is not None:
        organisations.close_link(link)
