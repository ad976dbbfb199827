"""Evidence for programs: read all of it, and bring links or files."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, File, Query, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.files import UploadedFile

from essaim.apps.assessments import operations, policies, queries, rules
from essaim.apps.assessments.enums import Confidentiality, Standing
from essaim.apps.files.rules import MAX_BYTES
from essaim.apps.organisations.policies import membership_in, require_writer
from essaim.kernel.api import Body, Listing, Page, listing
from essaim.kernel.uploads import takes_files

from .assessments import Code, told

router = Router()


class Backed(Body):
    """A practice: the code of its referential, and its own; an own referential is the organisation's."""

    framework: Code
    criterion: Code
    framework_is_own: bool = False


class Described(Body):
    title: str
    dated_on: date | None = Field(None, description="Without a date it documents nothing.")
    expires_on: date | None = None
    confidentiality: Confidentiality = Confidentiality.TEAM
    supports: list[Backed] = Field(default=[], max_length=100)


class NewLink(Described):
    link: str = Field(description="It starts with https://.")


class FileShown(Schema):
    name: str
    kind: str
    size: int
    sha256: str


class EvidenceShown(Schema):
    id: UUID
    title: str
    link: str
    file: FileShown | None
    dated_on: date | None
    expires_on: date | None
    standing: Standing
    confidentiality: Confidentiality
    added_at: datetime
    supports: list[Backed]


@router.get("/organisations/{slug}/evidence", response=Listing[EvidenceShown])
def all_evidence(request: HttpRequest, slug: str, page: Query[Page]) -> dict[str, Any]:
    """List the organisation's evidence, what expires first on top, with the practices it backs."""
    membership = membership_in(request, slug)
    return listing(queries.evidence_kept(membership.organisation_id), page, _shown)


@router.post("/organisations/{slug}/evidence", response={201: EvidenceShown})
def add(request: HttpRequest, slug: str, given: NewLink) -> Status[Any]:
    """Keep a link as evidence for practices."""
    return _kept(membership_in(request, slug), given, link=given.link)


@router.post("/organisations/{slug}/evidence/files", response={201: EvidenceShown})
@decorate_view(takes_files(MAX_BYTES))
def add_file(request: HttpRequest, slug: str, evidence: Described, file: File[UploadedFile]) -> Status[Any]:
    """Keep a file as evidence for practices: a form (multipart) of `file` and, as JSON, of `evidence`."""
    return _kept(membership_in(request, slug), evidence, file=operations.Brought(file.name or "", file.read()))


def _kept(membership: Any, given: Described, **source: Any) -> Status[Any]:
    require_writer(membership)
    said = {name: getattr(given, name) for name in ("title", "dated_on", "expires_on", "confidentiality")}
    practices = [rules.Practice(one.framework, one.framework_is_own, one.criterion) for one in given.supports]
    with told():
        kept = operations.add_evidence(
            membership, told=operations.Told(**said), **source, practices=practices, at=timezone.now()
        )
    return Status(201, _shown(policies.get_evidence(membership, kept.pk, to="view")))


def _shown(evidence: Any) -> dict[str, Any]:
    file = evidence.file
    return {
        **{name: getattr(evidence, name) for name in ("id", "title", "link", "dated_on", "expires_on", "added_at")},
        "confidentiality": evidence.confidentiality,
        "standing": rules.standing(evidence.dated_on, evidence.expires_on, on=timezone.localdate()),
        "file": file and {name: getattr(file, name) for name in FileShown.model_fields},
        "supports": [
            {"framework": one.framework_code, "criterion": one.criterion, "framework_is_own": one.framework_is_own}
            for one in evidence.supports.all()
        ],
    }
