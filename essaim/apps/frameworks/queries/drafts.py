from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.models import Draft
from essaim.apps.frameworks.rules import drafts, formats

from .catalogue import NotPublished, document, targets


def drafts_of(organisation_id: UUID) -> QuerySet[Draft]:
    """Return what an organisation is writing or has received from a file, the latest first."""
    return Draft.objects.filter(organisation_id=organisation_id).order_by("-edited_at", "pk")


def problems_of(draft: Draft) -> tuple[rules.Problem, ...]:
    """Return what keeps a draft from being published, each with its place; nothing when it can be."""
    return drafts.problems(draft.values, targets())


def starting_point_of(draft: Draft) -> rules.Framework | None:
    """Return what a draft was when it was started from a version, so that only what its authors changed is told."""
    base = base_of(draft)
    if base is None or draft.base_is_own:
        return base
    return drafts.framework_of(drafts.duplicate(base, draft.code, base.title.fr), targets())


def drafted(draft: Draft) -> rules.Framework:
    """Return the referential a draft describes; `rules.Refused` with every problem."""
    return drafts.framework_of(draft.values, targets())


def losses_of(draft: Draft) -> tuple[formats.Loss, ...]:
    """Return what the file a draft came from said, and a referential cannot hold."""
    return tuple(formats.Loss.kept(row) for row in draft.losses)


def base_of(draft: Draft) -> rules.Framework | None:
    """Return the version a draft was made from, if it was made from one that is still there."""
    owner = draft.organisation_id if draft.base_is_own else None
    try:
        return document(draft.base_code, draft.base_version, owner=owner)
    except NotPublished:
        return None
