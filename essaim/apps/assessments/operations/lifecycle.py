"""An assessment starts on the current version of a framework, is closed with its figures, and may be opened again."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments import exports, queries, rules, signals
from essaim.apps.assessments.enums import Closing, Scope
from essaim.apps.assessments.models import (
    CLOSING_REASON_LENGTH,
    TITLE_LENGTH,
    Annotation,
    Answer,
    Assessment,
    Evidence,
    FormerAnswer,
    Intake,
    Move,
    Provenance,
    Reuse,
    Support,
    Template,
)
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.organisations.models import Membership
from essaim.kernel import history

from . import texts
from .situations import AlreadyClosed, Fault, NothingToClose, Objected, ReasonMissing, Refused, StillOpen


def start(
    membership: Membership,
    *,
    framework: str,
    version: str = "",
    scope: Scope,
    themes: Sequence[str] = (),
    groups: Sequence[str] = (),
    title: str = "",
    at: datetime,
) -> Assessment:
    """Start an assessment on the framework's current version, or on this one of the catalogue's.

    An unknown framework, version or theme raises `Refused`.
    """
    try:
        offer = _offer(membership, framework, version)
    except frameworks.NotPublished:
        raise Refused([Fault("framework", _("There is no such framework."))]) from None
    document = offer.framework
    try:
        rules.check_scope(document, scope, themes)
    except rules.ScopeRefused as refused:
        raise Refused([Fault("themes", refused.fault.label)]) from None
    try:
        rules.check_groups(document, scope, themes, groups)
    except rules.ScopeRefused as refused:
        raise Refused([Fault("groups", refused.fault.label)]) from None
    assessment = Assessment(
        organisation=membership.organisation,
        framework_code=document.code,
        framework_version=document.version,
        framework_is_own=offer.owner is not None,
        scope=scope,
        themes=[theme.code for theme in document.themes if theme.code in themes],
        groups=[group.code for group in document.groups if group.code in groups],
        title=title.strip(),
        started_at=at,
        started_by_id=membership.account_id,
    )
    _check("title", assessment.title, TITLE_LENGTH)
    assessment.save(force_insert=True)
    signals.assessment_started.send(Assessment, assessment=assessment, by=membership, at=at)
    return assessment


@transaction.atomic
def close(assessment: Assessment, *, by: Membership, reason: str = "", at: datetime) -> Assessment:
    """Freeze the assessment with profile, answers and figures; below the floor without a reason: `ReasonMissing`.

    Nothing applicable raises `NothingToClose`, a closed one `AlreadyClosed`, what goes on around it `Objected`.
    """
    locked = queries.locked(assessment)
    if not locked.is_open:
        raise AlreadyClosed
    if objections := queries.objections_to_closing(locked, by):
        raise Objected(objections)
    answers = queries.answers_of(locked)
    evidence = queries.evidence_of(locked)
    documented = rules.documented(evidence, on=timezone.localdate(at))
    result = queries.result_of(locked, answers, documented)
    verdict = rules.closing(result)
    if verdict == Closing.REFUSED:
        raise NothingToClose
    if verdict == Closing.REASON_NEEDED and not reason.strip():
        raise ReasonMissing(result.overall.applicable - result.overall.answered)
    locked.closed_at, locked.closing_reason, locked.method = at, reason.strip(), result.method
    locked.closed_profile = asdict(queries.profile_of(locked.organisation))
    locked.closed_result = {
        "answers": {code: asdict(queries.said(answer)) for code, answer in answers.items()},
        "documented": sorted(documented),
        "evidence": json.loads(json.dumps([asdict(one) for one in evidence], cls=DjangoJSONEncoder)),
        "shown": exports.results(result).model_dump(mode="json"),
    }
    _check("reason", locked.closing_reason, CLOSING_REASON_LENGTH)
    locked.save()
    signals.assessment_closed.send(Assessment, assessment=locked, result=result, by=by, at=at)
    return locked


@transaction.atomic
def reopen(assessment: Assessment, *, by: Membership, reason: str, at: datetime) -> Assessment:
    """Open a closed assessment again, for a reason; its figures are live again and history keeps the frozen ones."""
    locked = queries.locked(assessment)
    if locked.is_open:
        raise StillOpen
    if not reason.strip():
        raise ReasonMissing(0)
    locked.closed_at = locked.closed_profile = locked.closed_result = None
    locked.closing_reason, locked.method, locked.reopening_reason = "", "", reason.strip()
    _check("reason", locked.reopening_reason, CLOSING_REASON_LENGTH)
    locked.save()
    signals.assessment_reopened.send(Assessment, assessment=locked, reason=locked.reopening_reason, by=by, at=at)
    return locked


@transaction.atomic
def erase(organisation_id: UUID) -> None:
    """Remove all assessments, answers and events of the organisation, their history included."""
    FormerAnswer.objects.filter(organisation_id=organisation_id).delete()
    Answer.objects.filter(organisation_id=organisation_id).delete()
    Intake.objects.filter(organisation_id=organisation_id).delete()
    Provenance.objects.filter(organisation_id=organisation_id).delete()
    Support.objects.filter(organisation_id=organisation_id).delete()
    Template.objects.filter(organisation_id=organisation_id).delete()
    for model in (Annotation, Answer, Move, Reuse, Evidence, Assessment):
        model._default_manager.filter(organisation_id=organisation_id).delete()
        history.events_of(model).filter(organisation_id=organisation_id).delete()


def _offer(membership: Membership, framework: str, version: str) -> frameworks.Offer:
    if version:
        return frameworks.Offer(frameworks.version(framework, version), None)
    return frameworks.offer(membership.organisation_id, framework)


def _check(field: str, text: str, length: int) -> None:
    if faults := list(texts.faults(field, text, length)):
        raise Refused(faults)
