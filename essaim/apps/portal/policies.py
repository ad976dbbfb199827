"""The door of leaving: who may take all along, who may erase all."""

from django.core.exceptions import PermissionDenied

from essaim.apps.organisations import policies as organisations
from essaim.apps.organisations.models import Membership, Organisation


def can_export(membership: Membership) -> bool:
    """Return whether this member may take all along: those who write may; readers, who see pages alone, may not."""
    return membership.can_write


def organisation_to(act: str, membership: Membership) -> Organisation:
    """Return the organisation to `export` it (those who write) or to `erase` it (stewards); 403 to the others."""
    if act == "export" and not can_export(membership):
        raise PermissionDenied
    if act == "erase":
        organisations.require_steward(membership)
    return membership.organisation
