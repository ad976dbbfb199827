from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from essaim.apps.frameworks import policies, queries, rules
from essaim.apps.organisations import policies as organisations
from essaim.kernel.api import Listing, Page, Problem

router = Router()
Version = Annotated[str, Field(pattern=rules.CODE)]


class AnchorOut(Schema):
    value: int
    label: str
    text: str


class MappingOut(Schema):
    target: str
    code: str
    title: str
    notes: list[str]


class PrerequisiteOut(Schema):
    answer_to: str
    at_least: int | None
    at_most: int | None
    among: list[int]


class AskedWhenOut(Schema):
    """Every one of `all` and, where `any` names some, one of them at least."""

    all: list[PrerequisiteOut]
    any: list[PrerequisiteOut]


class CriterionOut(Schema):
    code: str
    title: str
    question: str
    help: str | None
    anchors: list[AnchorOut]
    essential: bool
    weight: float
    path: list[str]
    groups: list[str]
    asked_when: AskedWhenOut | None
    mappings: list[MappingOut]


class StakesOut(Schema):
    organisation: str
    society: str


class PracticeOut(Schema):
    domain: str
    text: str
    setting: str | None


class IndicatorOut(Schema):
    name: str
    definition: str
    unit: str
    direction: Literal["up", "down", "within", "none"]
    frequency: str
    where: str


class FacilitationOut(Schema):
    opening: str
    example: str
    move_on: str


class WholeCriterionOut(CriterionOut):
    stakes: StakesOut | None
    practices: list[PracticeOut]
    indicators: list[IndicatorOut]
    evidence: list[str]
    first_step: str | None
    plain_question: str | None
    plain_status: Literal["unread", "read"]
    facilitation: FacilitationOut | None


class WorkOut(Schema):
    title: str
    url: str | None


class CardOut(Schema):
    about: str
    key_ideas: list[str]
    stakes: StakesOut | None
    practices: list[PracticeOut]
    further: list[WorkOut]


class ThemeOut(Schema):
    code: str
    title: str
    summary: str
    criteria: list[CriterionOut]


class WholeThemeOut(ThemeOut):
    card: CardOut | None
    criteria: list[WholeCriterionOut]  # type: ignore[assignment]  # each is a CriterionOut, and more


class EditionOut(Schema):
    version: str
    published_at: datetime


class FrameworkOut(Schema):
    code: str
    version: str
    title: str
    description: str
    licence: str
    themes: list[ThemeOut]


class WholeFrameworkOut(FrameworkOut):
    themes: list[WholeThemeOut]  # type: ignore[assignment]  # each is a ThemeOut, and more
    versions: list[EditionOut]
    withdrawn: str | None


# What is published for all is read without a token, as its pages are.
@router.get("/frameworks", response=Listing[FrameworkOut], auth=None)
def list_frameworks(request: HttpRequest, page: Query[Page]) -> dict[str, Any]:
    """Return the latest version of each referential, in the request's language."""
    frameworks = queries.catalogue()
    return _listing(frameworks, page)


@router.get("/frameworks/{code}", response=WholeFrameworkOut, auth=None)
def get_framework(request: HttpRequest, code: str, version: Version | None = None) -> dict[str, Any]:
    """Return one referential with all that helps to use it, in its latest version unless another is asked for."""
    try:
        framework = queries.version(code, version) if version else queries.current(code)
    except queries.NotPublished:
        raise Problem(404, _("There is no such referential, or not in this version.")) from None
    withdrawal = queries.withdrawals().get(code)
    return {
        **_framework(framework),
        "versions": queries.editions(code),
        "withdrawn": withdrawal.reason if withdrawal else None,
    }


@router.get("/organisations/{slug}/frameworks", response=Listing[FrameworkOut])
def list_own_frameworks(request: HttpRequest, slug: str, page: Query[Page]) -> dict[str, Any]:
    """Return the latest version of each of the organisation's own referentials."""
    membership = organisations.membership_in(request, slug)
    owner = membership.organisation_id
    return _listing([queries.current(code, owner=owner) for code in sorted(queries.latest(owner))], page)


@router.get("/organisations/{slug}/frameworks/{code}", response=WholeFrameworkOut)
def get_own_framework(request: HttpRequest, slug: str, code: str) -> dict[str, Any]:
    """Return one of the organisation's own referentials, in its latest version and in the words of its family."""
    membership = organisations.membership_in(request, slug)
    own = policies.get_own(membership, code)
    family = membership.organisation.legal_family
    return {
        **_framework(queries.current(own.code, family, owner=own.organisation_id)),
        "versions": queries.own_versions_of(own.organisation_id).filter(code=own.code),
        "withdrawn": None,
    }


def _listing(frameworks: Sequence[rules.Framework], page: Page) -> dict[str, Any]:
    part = frameworks[page.offset : page.offset + page.limit]
    return {"items": [_framework(framework) for framework in part], "count": len(frameworks)}


def _framework(framework: rules.Framework) -> dict[str, Any]:
    language = get_language()
    themes = [_theme(framework, theme, language) for theme in framework.themes]
    return {**_fields(framework, language, but="themes"), "themes": themes}


def _theme(framework: rules.Framework, theme: rules.Theme, language: str | None) -> dict[str, Any]:
    criteria = [_criterion(framework, theme, criterion, language) for criterion in theme.criteria]
    return {**_fields(theme, language, but="criteria"), "criteria": criteria}


def _criterion(
    framework: rules.Framework, theme: rules.Theme, criterion: rules.Criterion, language: str | None
) -> dict[str, Any]:
    return {
        **_fields(criterion, language, but="mappings"),
        "anchors": _said(framework.anchors_of(criterion), language),
        "plain_status": criterion.plain_status,
        "path": [theme.code, *criterion.path],
        "mappings": [
            {
                "target": target.code,
                "code": link.entry.code,
                "title": link.entry.title.get(language),
                "notes": [note.get(language) for note in link.notes],
            }
            for target, links in rules.links(criterion, queries.targets())
            for link in links
        ],
    }


def _fields(part: rules.Part, language: str | None, but: str = "") -> dict[str, Any]:
    return {name: _said(getattr(part, name), language) for name in type(part).model_fields if name != but}


def _said(value: Any, language: str | None) -> Any:
    """Return a piece of the document as plain values, its texts in one language."""
    if isinstance(value, rules.Text):
        return value.get(language)
    if isinstance(value, tuple):
        return [_said(item, language) for item in value]
    return _fields(value, language) if isinstance(value, rules.Part) else value
