"""An assessment open on the table: its framework in the organisation's words, its answers, its result."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, Literal, Self
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from essaim.apps.assessments import operations, policies, queries, rules
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.exports import behind, drawings
from essaim.apps.assessments.forms import AnswerForm, Sheet, sheet_of
from essaim.apps.frameworks.rules import Framework, Text
from essaim.apps.organisations.middleware import TenantRequest

if TYPE_CHECKING:
    from essaim.apps.assessments.models import Answer, Assessment
    from essaim.apps.organisations.models import Membership


SHEETS_A_PAGE = 20
ROWS_A_PAGE = 30
ALONE = 5  # sheets that are not worth a page of their own


@dataclass(frozen=True, slots=True)
class Step:
    """One theme on the way through the assessment."""

    code: str
    title: Text
    url: str
    said: int
    applicable: int
    drawing: SafeString


@dataclass(frozen=True)
class Notebook:
    """Everything the pages read of one assessment, read once."""

    sheets_a_page: ClassVar[int] = SHEETS_A_PAGE

    membership: Membership
    assessment: Assessment
    framework: Framework
    answers: dict[str, Answer]
    result: rules.Result

    @classmethod
    def opened(cls, request: TenantRequest, pk: UUID, *, to: Literal["view", "edit"]) -> Self:
        """Open an assessment for a member; 404 to strangers, 403 to members who may not."""
        return cls.of(request.membership, policies.get_assessment(request.membership, pk, to=to))

    @classmethod
    def of(cls, membership: Membership, assessment: Assessment, answers: dict[str, Answer] | None = None) -> Self:
        """Read the answers unless they are given, and work the result out."""
        answers = queries.answers_of(assessment) if answers is None else answers
        return cls(
            membership=membership,
            assessment=assessment,
            framework=queries.framework_of(assessment),
            answers=answers,
            result=queries.result_of(assessment, answers),
        )

    @cached_property
    def can_edit(self) -> bool:
        """Say whether the member may answer now."""
        return policies.can_edit(self.membership, self.assessment)

    @cached_property
    def to_reread(self) -> dict[str, Answer]:
        """Return the reused answers of this year's practices that nobody confirmed yet, by code, in their order."""
        reused = queries.to_reread(self.answers)
        asked = (one.code for one in self.result.criteria if one.exclusion is None)
        return {code: reused[code] for code in asked if code in reused}

    def url(self, name: str, *args: str) -> str:
        """Return the address of one of this assessment's pages."""
        return reverse(f"assessments:{name}", args=[self.membership.organisation.slug, self.assessment.pk, *args])

    @property
    def start_next_url(self) -> str:
        """Return where the next assessment starts from this one."""
        start = reverse("assessments:start", args=[self.membership.organisation.slug])
        return f"{start}?from={self.assessment.pk}"

    @property
    def profile_url(self) -> str:
        """Return where the facts that rules look at are said."""
        return reverse("organisations:profile", args=[self.membership.organisation.slug])

    @cached_property
    def steps(self) -> list[Step]:
        """Return the themes looked at this year, each with how far it is."""
        return [self._step(theme) for theme in self.result.themes]

    def _step(self, theme: rules.ThemeResult) -> Step:
        own = self._of(theme.code)
        return Step(
            code=theme.code,
            title=self.framework.theme(theme.code).title,
            url=self.url("theme", theme.code),
            said=sum(map(_is_said, own)),
            applicable=theme.applicable,
            drawing=drawings.small(self.framework, theme.code, own),
        )

    @property
    def said(self) -> int:
        """Return how many practices were looked at, “don’t know” included."""
        return sum(_is_said(one) for one in self.result.criteria)

    @property
    def next_step(self) -> Step | None:
        """Return the first theme where something is still to be said, at the page where it is."""
        step = next((step for step in self.steps if step.said < step.applicable), None)
        if step is None:
            return None
        silent = next(one for one in self._of(step.code) if one.is_applicable and not _is_said(one))
        return replace(step, url=self.place_of(silent.code).partition("#")[0])

    def page(self, theme: str | None, number: str | int | None, size: int | None = None) -> Page[rules.CriterionResult]:
        """Return a page of a theme’s practices, or of all, the nearest one where there is none of this number."""
        return Paginator(self._of(theme), size or self.sheets_a_page, orphans=ALONE).get_page(number)

    def codes_beside(self, criterion: str, *, in_table: bool) -> set[str]:
        """Return the codes of the practices on the same page, of its theme or of the table."""
        theme = None if in_table and not rules.is_large(self.result) else self.framework.theme_of(criterion).code
        size = ROWS_A_PAGE if in_table and theme else None if theme else rules.LARGE
        pages = ({one.code for one in page} for page in self.page(theme, 1, size).paginator)
        return next(codes for codes in pages if criterion in codes)

    def place_of(self, criterion: str) -> str:
        """Return the address where a practice is answered: its theme, the page of a long one, its sheet."""
        if criterion in self._places:
            return self._places[criterion]
        return f"{self.url('theme', self.framework.theme_of(criterion).code)}#{criterion}"

    @cached_property
    def _places(self) -> dict[str, str]:
        places: dict[str, str] = {}
        for theme in self.result.themes:
            url, paginator = self.url("theme", theme.code), self.page(theme.code, 1).paginator
            for page in paginator:
                query = f"?page={page.number}" if page.number > 1 else ""
                places |= {one.code: f"{url}{query}#{one.code}" for one in page}
        return places

    def _of(self, theme: str | None) -> list[rules.CriterionResult]:
        return [one for one in self.result.criteria if theme in {None, one.theme}]

    def sheets(
        self, codes: Collection[str], *, form: type[AnswerForm] = AnswerForm, data: QueryDict | None = None
    ) -> list[Sheet]:
        """Return the sheets of these practices, in the framework’s order; with data, as just typed."""
        wanted = [one for one in self.result.criteria if one.code in codes]
        criteria = {one.code: self.framework.criterion(one.code) for one in wanted}
        return [
            sheet_of(
                one,
                criteria[one.code],
                self.answers.get(one.code),
                anchors=self.framework.anchors_of(criteria[one.code]),
                form=form,
                data=None if one.is_ruled_out else data,
                waits_for=self.waited_for(one),
                can_edit=self.can_edit,
                url=self.url("answer", one.code),
                about=self.about(one.code),
                behind=partial(self.evidence_behind, one.code),
                evidence_url=self.url("practice_evidence", one.code),
                confidence=self.confidence_in(one),
                views=self.sides_of(one),
            )
            for one in wanted
        ]

    @cached_property
    def _evidence(self) -> Mapping[str, tuple[rules.Evidence, ...]]:
        return queries.evidence_by_practice(queries.evidence_of(self.assessment))

    def evidence_behind(self, criterion: str) -> tuple[rules.Evidence, ...]:
        """Return the evidence behind a practice; all of it is read once, by the first who asks."""
        return self._evidence.get(criterion, ())

    def sides_of(self, one: rules.CriterionResult) -> tuple[behind.Side, ...]:
        """Return both views of a practice people do not agree on today."""
        return behind.sides(one, self.answers.get(one.code))

    def confidence_in(self, one: rules.CriterionResult) -> str:
        """Say whether a level of 3 and more is documented or declared; nothing of the others, nor in a trial.

        Nor of a first answer just saved: whether evidence waited for it is read with the next page.
        """
        is_unread = self.assessment.is_open and getattr(self.answers.get(one.code), "is_backed", None) is None
        if not one.is_established or not self.evidence_url or is_unread:
            return ""
        return "documented" if one.is_documented else "declared"

    @property
    def evidence_url(self) -> str:
        """Return where all the organisation’s evidence is."""
        return reverse("assessments:all_evidence", args=[self.membership.organisation.slug])

    def about(self, criterion: str) -> str:
        """Return the address of all that is written about a criterion."""
        if self.assessment.framework_is_own:
            place = [self.membership.organisation.slug, self.framework.code]
            return reverse("frameworks:own_criterion", args=[*place, criterion])
        return reverse("frameworks:criterion", args=[self.framework.code, criterion])

    def waited_for(self, one: rules.CriterionResult) -> tuple[tuple[Text, str], ...]:
        """Return the title and the address of each question whose answer leaves this one aside."""
        codes = one.exclusion.waits_for if one.exclusion else ()
        return tuple((self.framework.criterion(code).title, self.place_of(code)) for code in codes)

    def keep(self, sheets: Iterable[Sheet], *, at: datetime) -> Self:
        """Save each criterion whole or not at all; what cannot be kept says why on its sheet."""
        pending = {sheet.criterion.code: sheet for sheet in sheets if sheet.form.is_valid()}
        kept: dict[str, Answer] = {}
        while pending and not kept:
            try:
                kept = operations.answer_many(
                    self.assessment,
                    values={code: sheet.form.values for code, sheet in pending.items()},
                    revisions={code: sheet.form.cleaned_data["revision"] for code, sheet in pending.items()},
                    by=self.membership,
                    at=at,
                )
            except operations.StaleRevision as stale:
                for conflict in stale.conflicts:
                    pending.pop(conflict.criterion).conflict = conflict.standing
            except operations.Refused as refused:
                for fault in refused.faults:
                    if sheet := pending.pop(fault.criterion, None):
                        sheet.form.add_error(None, str(fault.sentence))
        for code, row in kept.items():
            row.is_backed = getattr(self.answers.get(code), "is_backed", None)  # type: ignore[attr-defined]
        return type(self).of(self.membership, self.assessment, self.answers | kept)


def _is_said(one: rules.CriterionResult) -> bool:
    return one.is_applicable and one.state != State.NONE
