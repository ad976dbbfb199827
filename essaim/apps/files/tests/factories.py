"""Files for tests, brought through our operations by the application role."""

from essaim.apps.files import operations
from essaim.apps.files.models import StoredFile
from essaim.apps.files.tests import samples
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.tests.factories import AT


def make_file(by: Membership, *, name: str = "Statuts.pdf", content: bytes = samples.PDF) -> StoredFile:
    """Keep a file."""
    return operations.store(by, name=name, content=content, at=AT)
