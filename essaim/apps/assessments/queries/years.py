from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.assessments import rules
from essaim.apps.assessments.models import Annotation, Answer, Assessment
from essaim.apps.frameworks.enums import Fate
from essaim.apps.frameworks.rules import Framework, plan

from .looks import assessments_of, framework_of, result_of

SAME = {Fate.KEPT, Fate.MOVED}


@dataclass(frozen=True, slots=True)
class Evolution:
    """Years of one referential side by side, the oldest first; `frameworks` are the versions they stand on."""

    assessments: tuple[Assessment, ...]
    frameworks: tuple[Framework, ...]
    results: tuple[rules.Result, ...]
    comparison: rules.Comparison


def comparable_among(assessments: Iterable[Assessment]) -> list[list[Assessment]]:
    """Return the assessments by referential, the oldest first, where there are two or more; the latest leads."""
    groups: dict[tuple[UUID | None, str], list[Assessment]] = defaultdict(list)
    for one in sorted(assessments, key=lambda one: (one.started_at, one.pk)):
        groups[one.framework_owner, one.framework_code].append(one)
    found = [group for group in groups.values() if len(group) > 1]
    return sorted(found, key=lambda group: group[-1].started_at, reverse=True)


def chosen_among(assessments: Sequence[Assessment], named: Collection[str]) -> list[Assessment]:
    """Return the assessments of these ids; without any, the last two of the referential that was looked at last."""
    if named:
        return [one for one in assessments if str(one.pk) in named]
    groups = comparable_among(assessments)
    return groups[0][-2:] if groups else []


def previous_of(assessment: Assessment) -> Assessment | None:
    """Return the assessment of the same referential started before this one, if there is one to compare with."""
    others = assessments_of(assessment.organisation_id).filter(
        framework_code=assessment.framework_code,
        framework_is_own=assessment.framework_is_own,
        started_at__lt=assessment.started_at,
    )
    return others.first()


def evolution_of(assessments: Sequence[Assessment]) -> Evolution:
    """Compare assessments, frozen or live, in one statement; raises `rules.NotComparable` as the rule does."""
    years = tuple(sorted(assessments, key=lambda one: (one.started_at, one.pk)))
    if len({(one.framework_owner, one.framework_code) for one in years}) > 1:
        raise rules.NotComparable
    answers = _answers_among([one for one in years if one.is_open])
    results = tuple(result_of(one, answers[one.pk]) for one in years)
    frameworks = tuple(framework_of(one) for one in years)
    changed = [_changed(*pair) for pair in pairwise(frameworks)]
    return Evolution(years, frameworks, results, rules.compare(results, changed=changed))


def annotations_of(organisation_id: UUID) -> QuerySet[Annotation]:
    """Return the events noted beside the years, the oldest first."""
    return Annotation.objects.filter(organisation_id=organisation_id)


def _answers_among(assessments: Sequence[Assessment]) -> dict[UUID, dict[str, Answer]]:
    answers: dict[UUID, dict[str, Answer]] = defaultdict(dict)
    owners = {one.organisation_id for one in assessments}
    rows = Answer.objects.filter(organisation_id__in=owners, assessment__in=[one.pk for one in assessments])
    for row in rows.order_by("criterion"):
        answers[row.assessment_id][row.criterion] = row
    return answers


def _changed(before: Framework, after: Framework) -> set[str]:
    """Return the codes that do not stand for the same question in both versions, whichever was written first."""
    if before.version == after.version:
        return set()
    passages = [*plan(before, after).passages, *plan(after, before).passages]
    return {one.code for one in passages if one.fate not in SAME or one.targets != (one.code,)}
