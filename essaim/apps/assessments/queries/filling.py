import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from essaim.apps.assessments.models import (
    ASSIGNEE_LENGTH,
    COMMENT_LENGTH,
    NEXT_STEP_LENGTH,
    REASON_LENGTH,
    Answer,
    Assessment,
    Intake,
)
from essaim.apps.assessments.rules import filling
from essaim.kernel import history
from essaim.kernel.workbooks import Sheet

from .lexicons import lexicons_of
from .looks import answers_of, framework_of, result_of

LENGTHS = {
    "reason": REASON_LENGTH,
    "comment": COMMENT_LENGTH,
    "assignee": ASSIGNEE_LENGTH,
    "next_step": NEXT_STEP_LENGTH,
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a workbook that came back changes of an assessment, by code; `seen` is a short mark of all of it."""

    sheet: str
    differences: Mapping[str, tuple[filling.Difference, ...]]
    problems: tuple[filling.CellProblem, ...]
    answers: Mapping[str, Answer]
    unchanged: int
    is_of_another_version: bool

    @property
    def conflicts(self) -> int:
        """Return how many practices were answered both here and there."""
        return sum(any(one.is_conflict for one in parts) for parts in self.differences.values())

    @property
    def seen(self) -> str:
        """Return a mark that changes with what the page shows."""
        return hashlib.blake2s(repr(sorted(self.differences.items())).encode(), digest_size=9).hexdigest()


def meeting_of(assessment: Assessment, intake: Intake) -> Meeting:
    """Compare a workbook with what stands here now, in two statements at most, whatever the number of practices."""
    framework, answers = framework_of(assessment), answers_of(assessment)
    known = lexicons_of(framework)
    asked = {one.code: known[one.scale.code] for one in result_of(assessment, answers).criteria if not one.is_ruled_out}
    sheet = Sheet(intake.cells["sheet"], intake.cells["rows"])
    head = next((row for row in sheet.rows if filling.columns_of(row)), [])
    first = sheet.rows.index(head) + 2 if head else 0
    said = filling.read(sheet, filling.columns_of(head), first, lexicon=asked.get, lengths=LENGTHS)
    is_ours = intake.cells["version"] == assessment.framework_version
    bases = _bases(assessment, said.revisions, answers) if is_ours else {}
    found = {
        code: tuple(filling.differences(parts, filling.parts_of(answers.get(code)), bases.get(code)))
        for code, parts in said.said.items()
    }
    changed = {code: found[code] for code in asked if found.get(code)}
    return Meeting(
        sheet=sheet.name,
        differences=changed,
        problems=said.problems,
        answers=answers,
        unchanged=len(found) - len(changed),
        is_of_another_version=not is_ours,
    )


def _bases(
    assessment: Assessment, revisions: Mapping[str, int], answers: Mapping[str, Answer]
) -> dict[str, dict[str, Any]]:
    """Return each answer as it was when the workbook was taken: as it stands, or as history keeps it."""
    silence, held = filling.parts_of(None), {code: row.revision for code, row in answers.items()}
    bases = {code: silence for code, revision in revisions.items() if revision == 0}
    same = {code for code, revision in revisions.items() if revision and revision == held.get(code)}
    bases |= {code: filling.parts_of(answers[code]) for code in same}
    if stale := {code: revision for code, revision in revisions.items() if code not in bases}:
        events = history.events_of(Answer).filter(
            organisation_id=assessment.organisation_id,
            assessment_id=assessment.pk,
            criterion__in=list(stale),
            revision__in=set(stale.values()),
        )
        bases |= {one.criterion: filling.parts_of(one) for one in events if one.revision == stale[one.criterion]}
    return bases
