"""The door of an organisation's own referentials: its team reads them, those who write edit, stewards publish."""

from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from essaim.apps.frameworks import queries
from essaim.apps.frameworks.enums import LinkKind
from essaim.apps.frameworks.models import Draft, OwnVersion, Sharing
from essaim.apps.organisations import queries as organisations
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.policies import behind, require_steward, require_writer
from essaim.kernel import tenancy


def can_edit(membership: Membership) -> bool:
    """Return whether this member may write referentials."""
    return membership.can_write


def get_draft(membership: Membership, pk: UUID, *, to: Literal["view", "edit", "publish"]) -> Draft:
    """Return the draft: 404 to strangers and for a file that waits to be kept, 403 to members who may not."""
    drafts = queries.drafts_of(membership.organisation_id).filter(is_received=False)
    draft = get_object_or_404(drafts.select_related("organisation"), pk=pk)
    _require(membership, to)
    return draft


def get_received(membership: Membership, pk: UUID) -> Draft:
    """Return what came in a file, kept since or not, for who may keep it: 404 to strangers, 403 to the others."""
    draft = get_object_or_404(queries.drafts_of(membership.organisation_id).select_related("organisation"), pk=pk)
    require_writer(membership)
    return draft


def get_own(membership: Membership, code: str, *, to: Literal["view", "edit", "publish"] = "view") -> OwnVersion:
    """Return the latest version of an own referential: 404 to strangers, 403 to members who may not.

    One that another organisation gave is read, and nothing else: whoever wrote it says who else may read it.
    """
    found = queries.own_versions_of(membership.organisation_id).filter(code=code)
    own = found.order_by("-published_at", "-version").first()
    if own is None:
        raise Http404
    _require(membership, to)
    if own.given_by and to != "view":
        raise PermissionDenied
    return own


def get_sharing(membership: Membership, code: str) -> Sharing:
    """Return the link to an own referential, for a steward: 404 to strangers, 403 to the others."""
    sharing = get_object_or_404(queries.sharings_of(membership.organisation_id), code=code)
    require_steward(membership)
    return sharing


def open_shared(secret_link: str) -> Sharing:
    """Return what a secret address shares, the transaction narrowed to who shares it; 404 for any other address."""
    return behind(
        secret_link, kind=LinkKind.FRAMEWORK, find=lambda link, secret: queries.sharing_behind(link.pk, secret)
    )


def writers(request: Any) -> list[Membership]:
    """Return the memberships by which the reader writes somewhere; nobody who has not signed in has any."""
    if not request.user.is_authenticated:
        return []
    return [one for one in organisations.memberships_of(request.user.pk) if one.can_write]


def enter(membership: Membership) -> Membership:
    """Return the membership, the transaction narrowed to its organisation."""
    tenancy.set_organisations([membership.organisation_id])
    return membership


def _require(membership: Membership, to: Any) -> None:
    if to == "edit":
        require_writer(membership)
    elif to == "publish":
        require_steward(membership)
