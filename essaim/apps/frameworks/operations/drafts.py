"""A referential is written as a draft, from nothing, from another one or from a file; it may be wrong on the way."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from essaim.apps.frameworks import queries, rules
from essaim.apps.frameworks.models import Draft
from essaim.apps.frameworks.rules import drafts, formats
from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations.models import Membership

from .situations import DraftChanged, TooManyDrafts

MANY = 50


def start_blank(by: Membership, *, title: str, at: datetime) -> Draft:
    """Start a referential from nothing but levels; `TooManyDrafts` says when."""
    levels = queries.current(queries.FIRST).scales[:1]
    return _keep(by, drafts.blank(_free_code(by, title), title, levels), at=at)


def duplicate(by: Membership, *, source: queries.Offer, title: str, at: datetime) -> Draft:
    """Start a referential with the words of another one, whose terms stay open; `TooManyDrafts` says when."""
    latest = source.framework
    written = queries.document(latest.code, latest.version, owner=source.owner)
    return _keep(by, drafts.duplicate(written, _free_code(by, title), title), base=source, at=at)


@transaction.atomic
def start_version(by: Membership, *, code: str, at: datetime) -> Draft:
    """Start the next version of an own referential, or go on with the one being written."""
    organisations.hold(by.organisation_id)
    if held := queries.drafts_of(by.organisation_id).filter(code=code, is_received=False).first():
        return held
    source = queries.Offer(queries.current(code, owner=by.organisation_id), by.organisation_id)
    written = queries.document(code, source.framework.version, owner=source.owner)
    return _keep(by, drafts.next_version(written), base=source, at=at)


@transaction.atomic
def receive(by: Membership, *, reading: formats.Reading, at: datetime) -> Draft:
    """Put a file that was read apart, to be looked at before it is kept; one of the same code takes its place.

    A file made from a referential of the catalogue, or from one that another organisation gave, becomes a duplicate of
    it, under a code of its own.
    """
    organisations.hold(by.organisation_id)
    framework, losses = reading.framework, [loss.as_row() for loss in reading.losses]
    values, own = formats.plain(rules.as_json(framework)), queries.latest(by.organisation_id)
    base = None
    if framework.code in {**queries.latest(None), **own}:
        base = queries.offer(by.organisation_id, framework.code)
    if base and (base.owner is None or queries.is_given(base.owner, framework.code)):
        values = drafts.duplicate(framework, _free_code(by, framework.code), framework.title.fr)
        values["title"] = framework.title.model_dump()
    queries.drafts_of(by.organisation_id).filter(code=values["code"], is_received=True).delete()
    return _keep(by, values, base=base, is_received=True, losses=losses, at=at)


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


def _free_code(by: Membership, title: str) -> str:
    written = queries.drafts_of(by.organisation_id).filter(is_received=False).values_list("code", flat=True)
    taken = {*queries.latest(None), *queries.latest(by.organisation_id), *written}
    return next(code for code in drafts.codes(title) if code not in taken)


def _keep(
    by: Membership, values: dict[str, Any], *, base: queries.Offer | None = None, at: datetime, **fields: Any
) -> Draft:
    if queries.drafts_of(by.organisation_id).count() >= MANY:
        raise TooManyDrafts
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
