"""A draft is written by several people at once: each piece goes onto the draft as it stands when it arrives."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from essaim.apps.frameworks import queries
from essaim.apps.frameworks.models import Draft
from essaim.apps.frameworks.rules import editing
from essaim.apps.organisations.models import Membership

from .drafts import edit
from .situations import DraftTooLarge, PieceChanged

Change = Callable[[dict[str, Any]], dict[str, Any]]


@transaction.atomic
def write_piece(
    draft: Draft, piece: editing.Piece, *, shown: str, change: Change, by: Membership, at: datetime
) -> editing.Piece:
    """Keep what was written in one piece, and return it as it now stands, without touching what others write elsewhere.

    `shown` is the fingerprint of the piece as its author read it: `PieceChanged` holds the piece where somebody else
    wrote in it since. `editing.Gone` when it was taken away, `DraftTooLarge` when there is no room for it.
    """
    held = _locked(draft)
    there = editing.piece(held.values, piece.kind, piece.code)
    said = change(there.values)
    if said == there.values:
        return there
    if there.fingerprint != shown:
        raise PieceChanged(there)
    _keep(held, editing.replaced(held.values, there, said), by=by, at=at)
    return editing.piece(held.values, piece.kind, piece.code)


@transaction.atomic
def rearrange(draft: Draft, *, change: Change, by: Membership, at: datetime) -> Draft:
    """Add, move or take away pieces, on the draft as it stands; `editing.Gone` when the piece is not there any more."""
    held = _locked(draft)
    _keep(held, change(held.values), by=by, at=at)
    return held


def _locked(draft: Draft) -> Draft:
    there = queries.drafts_of(draft.organisation_id).select_for_update().filter(pk=draft.pk).first()
    if there is None:
        raise editing.Gone(draft.code)
    return there


def _keep(held: Draft, values: dict[str, Any], *, by: Membership, at: datetime) -> None:
    if values == held.values:
        return
    if editing.is_too_large(values) and editing.size(values) > editing.size(held.values):
        raise DraftTooLarge
    edit(held, values=values, revision=held.revision, by=by, at=at)
