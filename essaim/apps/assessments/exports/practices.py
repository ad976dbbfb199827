"""A practice in words, as every file hands it over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.exports import behind, drawings, words
from essaim.apps.assessments.exports.behind import Proof, Side
from essaim.apps.assessments.models import Answer
from essaim.apps.assessments.rules import CriterionResult, Result
from essaim.apps.frameworks.rules import Framework


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice: where it stands, where it is to go, how much it matters, what was said of it, what backs it."""

    code: str
    theme: str
    title: str
    question: str
    mark: int | str | None
    state: State
    standing: str
    level: int | None
    target: str
    importance: str
    reason: str
    comment: str
    assignee: str
    next_step: str
    trust: str
    documented: bool
    evidence: tuple[str, ...]
    provenance: str
    views: tuple[Side, ...]


def practices_of(
    framework: Framework, result: Result, answers: Mapping[str, Answer], proofs: Iterable[Proof]
) -> dict[str, Practice]:
    """Return all practices of the result in words, by code."""
    backing, language = _by_practice(proofs), get_language()
    return {
        one.code: _practice(framework, one, answers.get(one.code), backing.get(one.code, ()), language)
        for one in result.criteria
    }


def _by_practice(proofs: Iterable[Proof]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for proof in proofs:
        for code in proof.practices:
            found[code] = (*found.get(code, ()), proof.shown)
    return found


def _stands(one: CriterionResult, views: tuple[Side, ...], language: str | None) -> str:
    if views:
        return _("No agreement today")
    return _("No answer yet") if one.state == State.NONE else words.level_words(one, language)


def _practice(
    framework: Framework, one: CriterionResult, answer: Answer | None, evidence: tuple[str, ...], language: str | None
) -> Practice:
    criterion, views = framework.criterion(one.code), behind.sides(one, answer)
    return Practice(
        code=one.code,
        theme=words.said(framework.theme(one.theme).title, language),
        title=words.said(criterion.title, language),
        question=words.said(criterion.question, language),
        mark=drawings.mark(one),
        state=one.state,
        standing=_stands(one, views, language),
        level=one.level,
        target=words.target_words(one, language),
        importance=str(one.importance.label) if one.importance else "",
        reason=words.said(one.exclusion.reason) if one.exclusion else one.reason,
        comment=answer.comment if answer else "",
        assignee=answer.assignee if answer else "",
        next_step=answer.next_step if answer else "",
        trust=behind.trust(one),
        documented=one.is_documented,
        evidence=evidence,
        provenance=behind.provenance(answer),
        views=views,
    )
