import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists, OuterRef, QuerySet

from essaim.apps.assessments import rules
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.models import Answer, Assessment, AssessmentQuerySet, FormerAnswer, Move
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import Framework, Plan, Profile, plan
from essaim.apps.organisations.models import Organisation
from essaim.kernel import history


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one theme has come: `said` counts every state that was chosen, "don’t know" included."""

    theme: str
    said: int
    answered: int
    applicable: int


def assessments_of(organisation_id: UUID) -> AssessmentQuerySet:
    """Return the organisation's assessments, the latest first, each with its organisation."""
    return assessments_among([organisation_id])


def assessments_among(organisation_ids: Collection[UUID]) -> AssessmentQuerySet:
    """Return the assessments of these organisations, the latest first; `has_moved` tells a change of version."""
    moved = Exists(Move.objects.filter(assessment=OuterRef("pk")))
    found = Assessment.objects.select_related("organisation").annotate(has_moved=moved)
    return found.filter(organisation_id__in=organisation_ids)


def locked(assessment: Assessment) -> Assessment:
    """Return the assessment as it stands now, kept from answers, closings and moves until the transaction ends."""
    rows = assessments_of(assessment.organisation_id).select_for_update(of=("self",))
    return rows.get(pk=assessment.pk)


def latest_of(organisation_id: UUID) -> Assessment | None:
    """Return the assessment started last."""
    return assessments_of(organisation_id).first()


def answers_of(assessment: Assessment) -> dict[str, Answer]:
    """Return the answers by criterion code."""
    rows = Answer.objects.filter(organisation_id=assessment.organisation_id, assessment=assessment)
    return {row.criterion: row for row in rows.order_by("criterion")}


def framework_of(assessment: Assessment) -> Framework:
    """Return the version the assessment was started on, in the words of the organisation's family."""
    return framework_at(assessment, assessment.framework_version)


def framework_at(assessment: Assessment, version: str) -> Framework:
    """Return another version of the assessment's framework, in the words of the organisation's family."""
    family, owner = assessment.organisation.legal_family, assessment.framework_owner
    return frameworks.version(assessment.framework_code, version, family, owner=owner)


def newer_version_of(assessment: Assessment) -> str:
    """Return the newest version of an open assessment's framework, if it stands on another one."""
    if not assessment.is_open:
        return ""
    newest = frameworks.latest(assessment.framework_owner)[assessment.framework_code]
    return "" if newest == assessment.framework_version else newest


def plan_of(assessment: Assessment) -> Plan | None:
    """Return what becomes of each answer in the newest version; None for one that stands on it, or is closed."""
    newer = newer_version_of(assessment)
    return plan_between(assessment, assessment.framework_version, newer) if newer else None


def plan_between(assessment: Assessment, old: str, new: str) -> Plan:
    """Return the plan between two versions of the assessment's framework, in the words of the organisation's family."""
    return plan(framework_at(assessment, old), framework_at(assessment, new))


def last_move_of(assessment: Assessment) -> Move | None:
    """Return the move that brought the assessment to its version, if it was not started on it."""
    moves = Move.objects.filter(organisation_id=assessment.organisation_id, assessment=assessment, undone_at=None)
    return moves.filter(to_version=assessment.framework_version).first()


def former_answers_of(assessment: Assessment) -> list[FormerAnswer]:
    """Return the answers kept from other versions, the latest move first, then by code."""
    rows = FormerAnswer.objects.filter(organisation_id=assessment.organisation_id, move__assessment=assessment)
    return list(rows.select_related("move").order_by("-move__moved_at", "criterion"))


def profile_of(organisation: Organisation) -> Profile:
    """Return the facts of the organisation that a framework's rules may look at."""
    return Profile(
        employees=organisation.employees,
        volunteers=organisation.volunteers,
        legal_family=organisation.legal_family,
    )


def said(answer: Answer) -> rules.Answer:
    """Return what the scoring rule looks at in an answer."""
    return rules.Answer(
        state=State(answer.state),
        level=answer.level,
        importance=answer.importance,
        target=answer.target,
        reason=answer.reason,
    )


def result_of(assessment: Assessment, answers: Mapping[str, Answer] | None = None) -> rules.Result:
    """Return the result: live while open (reading the answers unless given), as frozen once closed."""
    frozen, profile = assessment.closed_result, assessment.closed_profile
    if frozen is not None and profile is not None:
        spoken = {code: rules.Answer(**answer) for code, answer in frozen["answers"].items()}
        return _assess(assessment, spoken, Profile(**profile))
    rows = answers_of(assessment) if answers is None else answers
    return _assess(assessment, {code: said(row) for code, row in rows.items()}, profile_of(assessment.organisation))


def _assess(assessment: Assessment, answers: Mapping[str, rules.Answer], profile: Profile) -> rules.Result:
    return rules.assess(
        framework_of(assessment),
        answers,
        scope=Scope(assessment.scope),
        themes=assessment.themes,
        profile=profile,
        targets=frameworks.targets().values(),
    )


def progress_of(assessment: Assessment, answers: Mapping[str, Answer] | None = None) -> tuple[Progress, ...]:
    """Return how far each theme of the grid has come, in the framework's order."""
    result = result_of(assessment, answers)
    spoken = Counter(one.theme for one in result.criteria if one.is_applicable and one.state != State.NONE)
    return tuple(Progress(theme.code, spoken[theme.code], theme.answered, theme.applicable) for theme in result.themes)


def export_of(organisation_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return all the organisation's assessments and answers, with their history, as plain values."""
    assessments = Assessment.objects.filter(organisation_id=organisation_id).order_by("started_at", "id")
    answers = Answer.objects.filter(organisation_id=organisation_id).order_by("assessment_id", "criterion")
    moves = Move.objects.filter(organisation_id=organisation_id).order_by("moved_at", "id")
    former = FormerAnswer.objects.filter(organisation_id=organisation_id).order_by("move__moved_at", "criterion")
    return {
        "assessments": _plain(assessments),
        "answers": _plain(answers),
        "moves": _plain(moves),
        "former_answers": _plain(former),
        "moves_history": _plain(history.events_of(Move).filter(organisation_id=organisation_id)),
        "assessments_history": _plain(history.events_of(Assessment).filter(organisation_id=organisation_id)),
        "answers_history": _plain(history.events_of(Answer).filter(organisation_id=organisation_id)),
    }


def _plain(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    plain: list[dict[str, Any]] = json.loads(json.dumps(list(rows.values()), cls=DjangoJSONEncoder))
    return plain
