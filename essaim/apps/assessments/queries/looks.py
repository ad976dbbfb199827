from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from essaim.apps.accounts.models import Account
from essaim.apps.assessments import rules, signals
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.models import (
    Answer,
    Assessment,
    AssessmentQuerySet,
    FormerAnswer,
    Move,
    Reuse,
)
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import Crosswalk, Framework, Plan, Profile, crosswalk, plan
from essaim.apps.organisations.models import Membership, Organisation

from .evidence import backing

# In SQL, for each answer of a program asks it: putting it together took Django a sixth of its time.
AMONG = "SELECT * FROM assessments_assessment WHERE id = %s AND organisation_id = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one theme has come: `said` counts every state that was chosen, "don’t know" included."""

    theme: str
    said: int
    answered: int
    applicable: int


def assessments_of(organisation_id: UUID) -> AssessmentQuerySet:
    """Return the organisation's assessments, the latest first, with it; `has_moved` tells a change of version."""
    moved = Exists(Move.objects.filter(assessment=OuterRef("pk")))
    rows = Assessment.objects.select_related("organisation").filter(organisation_id=organisation_id)
    return rows.annotate(has_moved=moved)


def assessment_among(organisation_ids: Collection[UUID], pk: UUID) -> Assessment | None:
    """Return the one of that id among these organisations', if it is theirs."""
    return next(iter(Assessment.objects.raw(AMONG, [pk, list(organisation_ids)])), None)


def locked(assessment: Assessment) -> Assessment:
    """Return the assessment as it stands now, kept from answers, closings and moves until the transaction ends."""
    rows = assessments_of(assessment.organisation_id).select_for_update(of=("self",))
    return rows.get(pk=assessment.pk)


def objections_to_closing(assessment: Assessment, by: Membership) -> list[str]:
    """Return the sentences of the contexts above that stand against closing the assessment now."""
    answers = signals.closing_asked.send(sender=Assessment, assessment=assessment, by=by)
    return [str(sentence) for _, sentences in answers for sentence in sentences or ()]


def starter_of(assessment: Assessment) -> str:
    """Return the name of who started the assessment, or brought it; nothing where they left it unsaid, or have left."""
    if assessment.started_by_id is None:
        return ""
    return Account.objects.filter(pk=assessment.started_by_id).values_list("name", flat=True).first() or ""


def latest_of(organisation_id: UUID) -> Assessment | None:
    """Return the assessment started last."""
    return assessments_of(organisation_id).first()


def answers_of(assessment: Assessment) -> dict[str, Answer]:
    """Return the answers by criterion code, each with its provenance; `is_backed` tells evidence that holds today."""
    rows = Answer.objects.filter(organisation_id=assessment.organisation_id, assessment=assessment)
    rows = rows.annotate(is_backed=backing(assessment)).prefetch_related("provenance__reuse__source")
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
    newest = newest_version_of(assessment)
    return newest if assessment.is_open and newest != assessment.framework_version else ""


def newest_version_of(assessment: Assessment) -> str:
    """Return the version that the next assessment with the same framework would start on."""
    return frameworks.newest(assessment.framework_code, assessment.framework_owner)


def next_plan_of(assessment: Assessment) -> Plan:
    """Return what becomes of each answer in an assessment started now, from this one."""
    return plan_between(assessment, assessment.framework_version, newest_version_of(assessment))


def plan_of(assessment: Assessment) -> Plan | None:
    """Return what becomes of each answer in the newest version; None for one that stands on it, or is closed."""
    newer = newer_version_of(assessment)
    return plan_between(assessment, assessment.framework_version, newer) if newer else None


def next_themes_of(assessment: Assessment) -> tuple[str, ...]:
    """Return this year's themes as the newest version has them."""
    return rules.themes_after(next_plan_of(assessment), assessment.themes)


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


def to_reread(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return the answers that were reused and that nobody changed or confirmed, by code."""
    return {code: row for code, row in answers.items() if row.provenance_id}


def reuses_of(assessment: Assessment) -> QuerySet[Reuse]:
    """Return what was reused and not undone, the latest first; `left` counts the answers still as they were filled."""
    found = Reuse.objects.filter(organisation_id=assessment.organisation_id, assessment=assessment, undone_at=None)
    still = Answer.objects.filter(assessment=assessment, provenance__reuse=OuterRef("pk")).order_by()
    count = still.values("provenance__reuse").annotate(count=Count("pk")).values("count")
    return found.select_related("source").annotate(left=Coalesce(Subquery(count), 0))


def sources_for(assessment: Assessment) -> list[Assessment]:
    """Return the organisation's other assessments that hold answers and could give some here, the latest first."""
    told = Answer.objects.filter(assessment=OuterRef("pk")).exclude(state__in=[State.NONE, State.UNKNOWN])
    others = assessments_of(assessment.organisation_id).exclude(pk=assessment.pk).filter(Exists(told))
    found = {other: (other.framework_owner, other.framework_code, other.framework_version) for other in others}
    one_each = {stand: other for other, stand in found.items()}
    fed = {stand for stand, other in one_each.items() if _crosswalk(other, assessment).feeds}
    return [other for other, stand in found.items() if stand in fed]


def _crosswalk(source: Assessment, assessment: Assessment) -> Crosswalk:
    stands = [(one.framework_owner, one.framework_code) for one in (source, assessment)]
    return crosswalk(framework_of(source), framework_of(assessment), are_versions=stands[0] == stands[1])


def offer_between(
    source: Assessment, assessment: Assessment, *, given: Mapping[str, Answer], answers: Mapping[str, Answer]
) -> rules.Offer:
    """Return what the answers `given` in another assessment can give to the unanswered criteria of this one."""
    result = result_of(assessment, answers)
    return rules.offer(
        _crosswalk(source, assessment),
        {code: said(row) for code, row in given.items()},
        wanted={one.code for one in result.criteria if one.exclusion is None},
        held={code for code, row in answers.items() if not _is_silent(row)},
    )


def _is_silent(row: Answer) -> bool:
    words = (row.reason, row.comment, row.assignee, row.next_step)
    return row.state == State.NONE and row.importance is None and row.target is None and not any(words)


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


def result_of(
    assessment: Assessment,
    answers: Mapping[str, Answer] | None = None,
    documented: Collection[str] | None = None,
) -> rules.Result:
    """Return the result: live while open (reading the answers unless given), as frozen once closed.

    `documented` are the codes that evidence backs; unless given, those it backs today.
    """
    frozen, profile = assessment.closed_result, assessment.closed_profile
    if frozen is not None and profile is not None:
        spoken = {code: rules.Answer(**answer) for code, answer in frozen["answers"].items()}
        return _assess(assessment, spoken, Profile(**profile), frozen.get("documented", ()))
    rows = answers_of(assessment) if answers is None else answers
    spoken = {code: said(row) for code, row in rows.items()}
    if documented is None:
        documented = {code for code, row in rows.items() if getattr(row, "is_backed", False)}
    return _assess(assessment, spoken, profile_of(assessment.organisation), documented)


def _assess(
    assessment: Assessment, answers: Mapping[str, rules.Answer], profile: Profile, documented: Collection[str]
) -> rules.Result:
    return rules.assess(
        framework_of(assessment),
        answers,
        scope=Scope(assessment.scope),
        themes=assessment.themes,
        groups=assessment.groups,
        profile=profile,
        documented=documented,
        targets=frameworks.targets().values(),
    )


def progress_of(assessment: Assessment, answers: Mapping[str, Answer] | None = None) -> tuple[Progress, ...]:
    """Return how far each theme of the grid has come, in the framework's order."""
    result = result_of(assessment, answers)
    spoken = Counter(one.theme for one in result.criteria if one.is_applicable and one.state != State.NONE)
    return tuple(Progress(theme.code, spoken[theme.code], theme.answered, theme.applicable) for theme in result.themes)


def trial_behind(text: str) -> rules.Trial | None:
    """Return the trial a visitor's browser kept, as far as it still holds; None where nothing of it can be read."""
    try:
        return rules.unpack(text, frameworks.version(*rules.subject_of(text)))
    except (rules.TrialUnreadable, frameworks.NotPublished):
        return None


def sketch_of(trial: rules.Trial) -> tuple[Membership, Assessment, dict[str, Answer]]:
    """Return a trial as an assessment that nobody has saved: pages read it like any other, and nothing is written."""
    facts = trial.profile
    organisation = Organisation(
        employees=facts.employees, volunteers=facts.volunteers, legal_family=facts.legal_family or ""
    )
    assessment = Assessment(
        organisation=organisation,
        framework_code=trial.framework,
        framework_version=trial.version,
        scope=Scope.ESSENTIAL,
    )
    said = {
        code: Answer(criterion=code, state=one.state, level=one.level, importance=one.importance, revision=0)
        for code, one in trial.answers.items()
    }
    return Membership(organisation=organisation), assessment, said
