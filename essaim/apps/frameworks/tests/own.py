"""Referentials of organisations, made through our operations by the application role."""

from datetime import UTC, date, datetime
from typing import Any

from essaim.apps.frameworks import operations, queries, rules
from essaim.apps.frameworks.models import Draft, OwnVersion
from essaim.apps.frameworks.rules import editing
from essaim.apps.frameworks.tests.factories import criterion, document, source, text, theme
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.tests.factories import make_account, make_organisation, membership_of

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OPINION = rules.Opinion(by="Comité des pratiques", on=date(2026, 2, 20), verdict="favourable", text="Clair et utile.")


def make_steward(**facts: Any) -> Membership:
    """Return the steward of a new organisation; the test goes on as this account and tenant."""
    account = make_account()
    return membership_of(account, make_organisation(steward=account, **facts))


def make_draft(by: Membership, content: bytes = b"", *, at: datetime = AT) -> Draft:
    """Keep a draft from a file: `small` unless told otherwise."""
    received = operations.receive(by, reading=operations.examine(content or source()), at=at)
    return operations.keep_received(received, by=by, at=at)


def publish_own(by: Membership, content: bytes = b"", *, at: datetime = AT) -> OwnVersion:
    """Publish a file as a referential of the organisation's own, with a favourable opinion."""
    return operations.publish_draft(make_draft(by, content, at=at), opinion=OPINION, by=by, at=at)


def offer_of(by: Membership, code: str = "small") -> queries.Offer:
    return queries.offer(by.organisation_id, code)


def held(draft: Draft, kind: editing.Kind = "criterion", code: str = "A-1") -> editing.Piece:
    """Return a piece of a draft as the database holds it."""
    return editing.piece(queries.drafts_of(draft.organisation_id).get(pk=draft.pk).values, kind, code)


def typed(draft: Draft, code: str = "A-1", **values: Any) -> dict[str, Any]:
    """Return what a page sends of a practice: `question__fr` is typed in `question.fr`."""
    return {"shown": held(draft, code=code).fingerprint} | {name.replace("__", "."): v for name, v in values.items()}


def unfinished(steward: Membership) -> Draft:
    """Keep a draft whose first question is not written."""
    question = {"code": "A-1", "title": text("Accueil"), "question": {"fr": "", "en": ""}}
    values = document(theme("A", question, criterion("A-2")))
    return operations.edit(make_draft(steward), values=values, revision=1, by=steward, at=AT)
