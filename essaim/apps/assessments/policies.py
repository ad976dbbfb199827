from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from essaim.apps.assessments import queries
from essaim.apps.assessments.models import Annotation, Assessment, Evidence, Intake, Template
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.policies import membership_for, require_writer


def can_start(membership: Membership) -> bool:
    """Return whether this member may start an assessment."""
    return membership.can_write


def can_edit(membership: Membership, assessment: Assessment) -> bool:
    """Return whether this member may answer now: readers may not, and nobody in a closed assessment."""
    return membership.can_write and assessment.is_open


def get_assessment(membership: Membership, pk: UUID, *, to: Literal["view", "edit"]) -> Assessment:
    """Return the assessment: 404 to strangers, 403 to members who may not; closed ones refuse in operations."""
    assessment = get_object_or_404(queries.assessments_of(membership.organisation_id), pk=pk)
    if to == "edit":
        require_writer(membership)
    return assessment


def named_source(membership: Membership, pk: str) -> Assessment | None:
    """Return the assessment whose answers are to serve as a start, if one is named; 404 to strangers and to no id."""
    try:
        return get_assessment(membership, UUID(pk), to="view") if pk else None
    except ValueError:
        raise Http404 from None


def can_annotate(membership: Membership) -> bool:
    """Return whether this member may note events beside the years."""
    return membership.can_write


def get_annotation(membership: Membership, pk: UUID) -> Annotation:
    """Return the event to change: 404 to strangers, 403 to members who may not."""
    annotation = get_object_or_404(queries.annotations_of(membership.organisation_id), pk=pk)
    require_writer(membership)
    return annotation


def get_evidence(membership: Membership, pk: UUID, *, to: Literal["view", "edit"]) -> Evidence:
    """Return evidence: 404 to strangers, 403 to members who may not."""
    evidence = get_object_or_404(queries.evidence_kept(membership.organisation_id), pk=pk)
    if to == "edit":
        require_writer(membership)
    return evidence


def get_intake(membership: Membership, pk: UUID, *, of_answers: bool) -> Intake:
    """Return a spreadsheet that waits, of answers or of an earlier diagnosis: 404 to strangers, 403 to readers."""
    found = queries.intakes_of(membership.organisation_id).filter(assessment__isnull=not of_answers)
    intake = get_object_or_404(found, pk=pk)
    require_writer(membership)
    return intake


def get_template(membership: Membership, pk: UUID, *, to: Literal["view", "edit"]) -> Template:
    """Return a template the organisation may use, to change its own alone: 404 to strangers, 403 to who may not."""
    template = get_object_or_404(queries.templates_for(membership.organisation_id), pk=pk)
    if to == "edit":
        if template.organisation_id != membership.organisation_id:
            raise PermissionDenied
        require_writer(membership)
    return template


def named_template(membership: Membership, pk: str) -> Template | None:
    """Return the template that is named, if one is; 404 to strangers and to no id."""
    try:
        return get_template(membership, UUID(pk), to="view") if pk else None
    except ValueError:
        raise Http404 from None


def can_bring_templates(membership: Membership) -> bool:
    """Return whether this member may bring a template."""
    return membership.can_write


def find_assessment(request: Any, pk: UUID, *, to: Literal["view", "edit"]) -> tuple[Membership, Assessment]:
    """Return the assessment a caller of the API names by its id alone, and the membership that opens it."""
    found = queries.assessment_among([one.organisation_id for one in request.memberships], pk)
    if found is None:
        raise Http404
    membership = membership_for(request, found.organisation_id)
    found.organisation = membership.organisation
    if to == "edit":
        require_writer(membership)
    return membership, found
