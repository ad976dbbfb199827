"""The door of files: those of the organisation's team open them, nobody else."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from essaim.apps.files import queries
from essaim.apps.files.models import StoredFile
from essaim.apps.organisations.models import Membership


def get_file(membership: Membership, pk: UUID) -> StoredFile:
    """Return the file, for any member of its organisation: 404 to everyone else."""
    return get_object_or_404(queries.files_of(membership.organisation_id), pk=pk)
