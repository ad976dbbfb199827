from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from essaim.apps.assessments import rules
from essaim.apps.assessments.enums import Confidentiality
from essaim.apps.assessments.models import Assessment, Evidence, Support


def evidence_kept(organisation_id: UUID) -> QuerySet[Evidence]:
    """Return all the organisation's evidence with its file and what it backs: what expires first, then the latest."""
    found = Evidence.objects.filter(organisation_id=organisation_id).select_related("organisation", "file")
    return found.prefetch_related("supports").order_by("expires_on", "-added_at", "id")


def evidence_of(assessment: Assessment) -> tuple[rules.Evidence, ...]:
    """Return what backs the assessment's practices, by title: as it stands, or as frozen with a closed one."""
    if assessment.closed_result is not None:
        return tuple(_thawed(one) for one in assessment.closed_result.get("evidence", ()))
    if assessment._state.adding:  # a visitor's trial
        return ()
    rows = Support.objects.filter(
        organisation_id=assessment.organisation_id,
        framework_code=assessment.framework_code,
        framework_is_own=assessment.framework_is_own,
    )
    criteria: dict[Evidence, list[str]] = {}
    for row in rows.select_related("evidence__file").order_by("evidence__title", "evidence_id", "criterion"):
        criteria.setdefault(row.evidence, []).append(row.criterion)
    return tuple(as_told(one, codes) for one, codes in criteria.items())


def as_told(evidence: Evidence, criteria: Collection[str]) -> rules.Evidence:
    """Return evidence as the rules look at it, backing these criteria of one referential."""
    return rules.Evidence(
        id=evidence.pk,
        title=evidence.title,
        link=evidence.link,
        file=evidence.file_id,
        file_name=evidence.file.name if evidence.file else "",
        dated_on=evidence.dated_on,
        expires_on=evidence.expires_on,
        confidentiality=Confidentiality(evidence.confidentiality),
        criteria=tuple(criteria),
    )


def evidence_by_practice(evidence: Collection[rules.Evidence]) -> Mapping[str, tuple[rules.Evidence, ...]]:
    """Return the evidence behind each criterion, by code."""
    codes = {code for one in evidence for code in one.criteria}
    return {code: tuple(one for one in evidence if code in one.criteria) for code in codes}


def backing(assessment: Assessment) -> Exists:
    """Return the condition that evidence backs a row’s criterion today, as `rules.documented` says it."""
    ties = Support.objects.filter(
        Q(evidence__expires_on=None) | Q(evidence__expires_on__gte=timezone.localdate()),
        organisation_id=assessment.organisation_id,
        framework_code=assessment.framework_code,
        framework_is_own=assessment.framework_is_own,
        criterion=OuterRef("criterion"),
        evidence__dated_on__isnull=False,
    )
    return Exists(ties)


def practice_of(assessment: Assessment, criterion: str) -> rules.Practice:
    """Return a criterion of the assessment as it is known from one year to the next."""
    return rules.Practice(assessment.framework_code, assessment.framework_is_own, criterion)


def supports_of(evidence: Evidence, practice: rules.Practice) -> QuerySet[Support]:
    """Return the tie between evidence and a practice, if there is one."""
    return Support.objects.filter(
        organisation_id=evidence.organisation_id,
        evidence=evidence,
        framework_code=practice.framework,
        framework_is_own=practice.is_own,
        criterion=practice.criterion,
    )


def _thawed(frozen: Mapping[str, Any]) -> rules.Evidence:
    days = {name: frozen[name] and date.fromisoformat(frozen[name]) for name in ("dated_on", "expires_on")}
    file = frozen["file"] and UUID(frozen["file"])
    told = {**frozen, **days, "id": UUID(frozen["id"]), "file": file, "criteria": tuple(frozen["criteria"])}
    return rules.Evidence(**{**told, "confidentiality": Confidentiality(frozen["confidentiality"])})
