"""A referential is written as a draft, from nothing, from another one or from a file; it may be wrong on the way."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from essaim.apps.frameworks import queries, rules
from essaim.apps.frameworks.models import Draft
from essaim.apps.frameworks.rules import drafts, formats
from essaim.apps.organisations.models import Membership

from .situations import CodeTaken, DraftChanged, TooManyDrafts

MANY = 50


def start_blank(by: Membership, *, code: str, title: str, at: datetime) -> Draft:
    """Start a referential from nothing but levels; may raise `CodeTaken`, `TooManyDrafts`."""
    _free(by, code)
    return _keep(by, drafts.blank(code, title, queries.current(queries.FIRST).scales[:1]), at=at)


def duplicate(by: Membership, *, source: queries.Offer, code: str, title: str, at: datetime) -> Draft:
    """Start a referential with the words of another one, whose terms stay open; may raise as `start_blank`."""
    _free(by, code)
    latest = source.framework
    written = queries.document(latest.code, latest.version, owner=source.owner)
    return _keep(by, drafts.duplicate(written, code, title), base=source, at=at)


def start_version(by: Membership, *, code: str, at: datetime) -> Draft:
    """Start the next version of an own referential, or go on with the one being written."""
    if held := queries.drafts_of(by.organisation_id).filter(code=code, is_received=False).first():
        return held
    source = queries.Offer(queries.current(code, owner=by.organisation_id), by.organisation_id)
    written = queries.document(code, source.framework.version, owner=source.owner)
    return _keep(by, drafts.next_version(written), base=source, at=at)


@transaction.atomic
def receive(by: Membership, *, reading: formats.Reading, at: datetime) -> Draft:
    """Put a file that was read apart, to be looked at before it is kept; one of the same code takes its place."""
    code = reading.framework.code
    queries.drafts_of(by.organisation_id).filter(code=code, is_received=True).delete()
    losses = [loss.as_row() for loss in reading.losses]
    values = formats.plain(rules.as_json(reading.framework))
    return _keep(by, values, base=_own(by, code), is_received=True, losses=losses, at=at)


@transaction.atomic
def keep_received(received: Draft, *, by: Membership, at: datetime) -> Draft:
    """Make a draft of a file that was received, in place of the draft of the same code where there is one."""
    queries.drafts_of(received.organisation_id).filter(code=received.code, is_received=False).delete()
    received.is_received, received.edited_at, received.edited_by = False, at, by.account
    received.save(update_fields=["is_received", "edited_at", "edited_by"])
    return received


@transaction.atomic
def edit(draft: Draft, *, values: Mapping[str, Any], revision: int, by: Membership, at: datetime) -> Draft:
    """Keep what was written; `DraftChanged` when the draft is not at this revision any more."""
    changed = queries.drafts_of(draft.organisation_id).filter(pk=draft.pk, revision=revision).order_by()
    fields = {"values": dict(values), "edited_at": at, "edited_by": by.account, "revision": revision + 1}
    if not changed.update(**fields):
        raise DraftChanged
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft


def discard(draft: Draft) -> None:
    """Put a draft away for good; one that is gone already stays gone."""
    queries.drafts_of(draft.organisation_id).filter(pk=draft.pk).delete()


def _free(by: Membership, code: str) -> None:
    """Refuse a code that leads to another referential already."""
    drafts_there = queries.drafts_of(by.organisation_id)
    if (
        code in {**queries.latest(None), **queries.latest(by.organisation_id)}
        or drafts_there.filter(code=code).exists()
    ):
        raise CodeTaken(code)
    if drafts_there.count() >= MANY:
        raise TooManyDrafts


def _own(by: Membership, code: str) -> queries.Offer | None:
    try:
        return queries.offer(by.organisation_id, code)
    except queries.NotPublished:
        return None


def _keep(
    by: Membership, values: dict[str, Any], *, base: queries.Offer | None = None, at: datetime, **fields: Any
) -> Draft:
    made_from = (
        {
            "base_code": base.framework.code,
            "base_version": base.framework.version,
            "base_is_own": base.owner is not None,
        }
        if base
        else {}
    )
    return Draft.objects.create(
        organisation=by.organisation,
        code=values["code"],
        values=values,
        edited_at=at,
        edited_by=by.account,
        **made_from,
        **fields,
    )
