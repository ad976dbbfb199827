"""An assessment open on the table: its framework in the organisation's words, its answers, its result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Self
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from essaim.apps.assessments import operations, policies, queries, rules
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.exports import drawings
from essaim.apps.assessments.forms import AnswerForm, Sheet, sheet_of
from essaim.apps.frameworks.rules import Framework, Text
from essaim.apps.organisations.middleware import TenantRequest

if TYPE_CHECKING:
    from essaim.apps.assessments.models import Answer, Assessment
    from essaim.apps.organisations.models import Membership


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

    def url(self, name: str, *args: str) -> str:
        """Return the address of one of this assessment's pages."""
        return reverse(f"assessments:{name}", args=[self.membership.organisation.slug, self.assessment.pk, *args])

    @property
    def profile_url(self) -> str:
        """Return where the facts that rules look at are said."""
        return reverse("organisations:profile", args=[self.membership.organisation.slug])

    @cached_property
    def steps(self) -> list[Step]:
        """Return the themes looked at this year, each with how far it is."""
        return [self._step(theme) for theme in self.result.themes]

    def _step(self, theme: rules.ThemeResult) -> Step:
        own = [one for one in self.result.criteria if one.theme == theme.code]
        return Step(
            code=theme.code,
            title=self.framework.theme(theme.code).title,
            url=self.url("theme", theme.code),
            said=sum(one.is_applicable and one.state != State.NONE for one in own),
            applicable=theme.applicable,
            drawing=drawings.small(self.framework, theme.code, own),
        )

    @property
    def said(self) -> int:
        """Return how many practices were looked at, “don’t know” included."""
        return sum(step.said for step in self.steps)

    @property
    def next_step(self) -> Step | None:
        """Return the first theme where something is still to be said."""
        return next((step for step in self.steps if step.said < step.applicable), None)

    def sheets(
        self, theme: str | None = None, *, form: type[AnswerForm] = AnswerForm, data: QueryDict | None = None
    ) -> list[Sheet]:
        """Return the sheets of a theme, or of all; with data, as just typed."""
        wanted = [one for one in self.result.criteria if theme in {None, one.theme}]
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
                about=reverse("frameworks:criterion", args=[self.framework.code, one.code]),
            )
            for one in wanted
        ]

    def waited_for(self, one: rules.CriterionResult) -> tuple[tuple[Text, str], ...]:
        """Return the title and the address of each question whose answer leaves this one aside."""
        codes = one.exclusion.waits_for if one.exclusion else ()
        places = [(self.framework.criterion(code), self.framework.theme_of(code)) for code in codes]
        return tuple(
            (criterion.title, f"{self.url('theme', theme.code)}#{criterion.code}") for criterion, theme in places
        )

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
                    pending.pop(conflict.criterion).conflict = conflict.held
            except operations.Refused as refused:
                for fault in refused.faults:
                    if sheet := pending.pop(fault.criterion, None):
                        sheet.form.add_error(None, str(fault.sentence))
        return type(self).of(self.membership, self.assessment, self.answers | kept)
