"""The report for programs: `docs/report.schema.json` is this shape, and docs/report-format.md tells it in words."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from essaim.apps.assessments.enums import Standing, State
from essaim.apps.assessments.exports.report import Report
from essaim.apps.assessments.exports.results import Results


class Part(BaseModel):
    """A piece of the report, read from the report's own objects by name."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class FiguresData(Part):
    """Levels in words, what they rest on, and the figure (0–100) where people are shown one."""

    levels: str
    coverage: str
    answered: int
    applicable: int
    score: float | None


class ViewData(Part):
    """One of two views, where people do not agree today."""

    level: int
    standing: str
    reason: str


class PracticeData(Part):
    code: str
    title: str
    question: str
    state: State
    level: int | None
    standing: str = Field(description="Where it stands, in words.")
    target: str
    importance: str
    reason: str = Field(description="Why it does not apply, or why people agreed on this level.")
    comment: str
    assignee: str
    next_step: str
    trust: str = Field(description="Documented or declared, in words, for a level of 3 and more.")
    documented: bool = Field(description="Dated evidence that holds backs it, whoever may see that evidence.")
    evidence: tuple[str, ...] = Field(description="What backs it, and may leave, on one line each.")
    provenance: str = Field(description="Where the answer was taken from, until a person confirms it.")
    views: tuple[ViewData, ...] = Field(description="Two where people do not agree today, else none.")


class ThemeData(Part):
    code: str
    title: str
    figures: FiguresData
    practices: tuple[PracticeData, ...]


class ReferenceData(Part):
    title: str
    sentence: str
    caution: str
    entries: tuple[str, ...]


class EvidenceData(Part):
    """What backs practices, but for what the team keeps for itself."""

    title: str
    place: str = Field(description="An address, or the name of a file that the organisation keeps.")
    dated_on: date | None
    expires_on: date | None
    standing: Standing = Field(description="What it is worth on the day of the file, or of closing.")
    practices: tuple[str, ...] = Field(description="Codes of practices.")


class ReportData(Part):
    """An assessment handed over: in words, in one language; `results` holds the same for programs alone."""

    format: Literal["essaim-report/1"] = "essaim-report/1"
    language: Literal["fr", "en"]
    organisation: str
    slug: str
    title: str
    scope: str
    is_draft: bool
    standing: str
    imported: str = Field(description="Of a year that was not answered here: when it came, from which file, by whom.")
    closing_reason: str
    at: datetime
    framework: str
    code: str
    version: str
    licence: str
    method: str
    statement: str
    sentences: tuple[str, ...]
    overall: FiguresData
    why_null: str
    weakest: str
    confidence: str
    themes: tuple[ThemeData, ...]
    priorities: tuple[str, ...] = Field(description="Codes of practices, the first to begin with first.")
    strengths: tuple[str, ...]
    to_clear_up: tuple[str, ...]
    set_aside: tuple[str, ...]
    not_this_year: tuple[str, ...] = Field(description="Titles of themes, then of groups.")
    stand_ins: tuple[str, ...]
    evidence: tuple[EvidenceData, ...]
    evidence_kept_back: str
    references: tuple[ReferenceData, ...]
    results: Results


def data(report: Report) -> ReportData:
    """Return the report as programs read it."""
    named = {name: getattr(report, name) for name in ReportData.model_fields if name != "format"}
    listed = ("priorities", "strengths", "to_clear_up", "set_aside")
    return ReportData.model_validate(named | {name: tuple(one.code for one in named[name]) for name in listed})
