from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from essaim.apps.frameworks import queries, rules
from essaim.kernel.api import Listing, Page, Problem

# Referentials are published for all: they are read without a token, as their pages are.
router = Router(auth=None)
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


class CriterionOut(Schema):
    code: str
    title: str
    question: str
    help: str | None
    anchors: list[AnchorOut]
    essential: bool
    weight: float
    path: list[str]
    mappings: list[MappingOut]


class ThemeOut(Schema):
    code: str
    title: str
    summary: str
    criteria: list[CriterionOut]


class FrameworkOut(Schema):
    code: str
    version: str
    title: str
    description: str
    licence: str
    themes: list[ThemeOut]


@router.get("/frameworks", response=Listing[FrameworkOut])
def list_frameworks(request: HttpRequest, page: Query[Page]) -> dict[str, Any]:
    """Return the latest version of each referential, in the request's language."""
    frameworks = queries.catalogue()
    part = frameworks[page.offset : page.offset + page.limit]
    return {"items": [_framework(framework) for framework in part], "count": len(frameworks)}


@router.get("/frameworks/{code}", response=FrameworkOut)
def get_framework(request: HttpRequest, code: str, version: Version | None = None) -> dict[str, Any]:
    """Return one referential, in its latest version unless another is asked for."""
    try:
        framework = queries.version(code, version) if version else queries.current(code)
    except queries.NotPublished:
        raise Problem(404, _("There is no such referential, or not in this version.")) from None
    return _framework(framework)


def _framework(framework: rules.Framework) -> dict[str, Any]:
    language = get_language()
    return {
        "code": framework.code,
        "version": framework.version,
        "title": framework.title.get(language),
        "description": framework.description.get(language),
        "licence": framework.licence,
        "themes": [_theme(framework, theme, language) for theme in framework.themes],
    }


def _theme(framework: rules.Framework, theme: rules.Theme, language: str | None) -> dict[str, Any]:
    return {
        "code": theme.code,
        "title": theme.title.get(language),
        "summary": theme.summary.get(language),
        "criteria": [_criterion(framework, theme, criterion, language) for criterion in theme.criteria],
    }


def _criterion(
    framework: rules.Framework, theme: rules.Theme, criterion: rules.Criterion, language: str | None
) -> dict[str, Any]:
    return {
        "code": criterion.code,
        "title": criterion.title.get(language),
        "question": criterion.question.get(language),
        "help": criterion.help.get(language) if criterion.help else None,
        "anchors": [
            {"value": anchor.value, "label": anchor.label.get(language), "text": anchor.text.get(language)}
            for anchor in framework.scale_of(criterion).anchors
        ],
        "essential": criterion.essential,
        "weight": criterion.weight,
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
