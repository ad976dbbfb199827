"""Templates: a document somebody else wrote comes in once it is safe and each of its fields is known."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments import exports
from essaim.apps.assessments.models import TITLE_LENGTH, Template
from essaim.apps.files import rules as files
from essaim.apps.files.enums import FileFault
from essaim.apps.organisations.models import Membership
from essaim.kernel import antivirus

from . import texts
from .evidence import Brought
from .situations import Fault, Refused

MOST_TEMPLATES = 50
KINDS = ("docx", "odt")


def keep_template(by: Membership, *, title: str, file: Brought, at: datetime) -> Template:
    """Keep a document as a template; `Refused` says why it is not taken, each unknown field by its name."""
    kind = _kind(file)
    faults = [
        *texts.faults("title", title, TITLE_LENGTH),
        *(Fault("file", sentence) for sentence in _problems(by, file, kind)),
    ]
    if faults:
        raise Refused(faults)
    return Template.objects.create(
        organisation=by.organisation,
        title=title.strip() or file.name.rpartition(".")[0][:TITLE_LENGTH],
        kind=kind,
        content=file.content,
        given_by=by.organisation.name,
        uploaded_at=at,
        uploaded_by_id=by.account_id,
    )


def remove_template(template: Template) -> None:
    """Remove a template; what was laid out on it stays with those who took it."""
    template.delete()


def _kind(file: Brought) -> str:
    """Return whether a file is DOCX or ODT; `Refused` for anything else, and for one that deceives."""
    try:
        kind = files.kind_of(file.content, file.name)
    except files.Refused as refused:
        raise Refused([Fault("file", refused.fault.label)]) from refused
    if kind not in KINDS:
        raise Refused([Fault("file", _("A template is a Word (DOCX) or LibreOffice (ODT) document."))])
    return str(kind)


def _problems(by: Membership, file: Brought, kind: str) -> Iterator[str | Promise]:
    if Template.objects.filter(organisation_id=by.organisation_id).count() >= MOST_TEMPLATES:
        yield _("You have 50 templates: remove one before you bring another.")
    try:
        if not antivirus.is_clean(file.content):
            yield FileFault.INFECTED.label
    except antivirus.Silent:
        yield FileFault.UNCHECKED.label
    yield from exports.template_problems(file.content, kind)
