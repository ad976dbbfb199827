"""What the API takes and answers; left-out fields of an answer stay as they are."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import StringConstraints

from essaim.apps.assessments.enums import Importance, Scope, State
from essaim.kernel.api import Body, Count

Code = Annotated[str, StringConstraints(min_length=1, max_length=50)]
Level = Annotated[int, Field(ge=-1000, le=1000, strict=True)]
MANY = 500


class Start(Body):
    framework: Code
    scope: Scope
    themes: list[Code] = Field(default=[], max_length=100, description="For scope `themes`: this year's themes.")
    title: str = ""


class Given(Body):
    """One answer: fields left out stay as they are; `state` and `level` go together."""

    state: State = Field(State.NONE, description="`none` takes the answer back.")
    level: Level | None = Field(None, description="On the criterion's scale, with state `answered` only.")
    importance: Annotated[int, Field(ge=1, le=4, strict=True)] | None = None
    target: Level | None = None
    reason: str = Field("", description="Needed with state `not_applicable`.")
    comment: str = ""
    assignee: str = ""
    next_step: str = ""
    revision: Count | None = Field(None, description="The revision you read (0: none yet); a past one is a 409.")


class GivenFor(Given):
    criterion: Code


class Many(Body):
    answers: list[GivenFor] = Field(min_length=1, max_length=MANY)


class Reason(Body):
    reason: str = ""


class AnswerShown(Schema):
    criterion: str
    state: State
    level: int | None
    importance: Importance | None
    target: int | None
    reason: str
    comment: str
    assignee: str
    next_step: str
    revision: int
    answered_at: datetime


class AssessmentSummary(Schema):
    id: UUID
    organisation: str
    framework: str
    version: str
    scope: Scope
    themes: list[str]
    title: str
    status: Literal["open", "closed"]
    started_at: datetime
    closed_at: datetime | None
    closing_reason: str


class AssessmentShown(AssessmentSummary):
    answers: list[AnswerShown]


class Words(Schema):
    fr: str
    en: str


class LevelCount(Schema):
    scale: str
    level: int
    label: Words
    count: int


class Distribution(Schema):
    levels: list[LevelCount]
    planned: int
    unknown: int
    unanswered: int
    not_applicable: int


class ThemeShown(Schema):
    code: str
    score: float | None
    coverage: float | None
    answered: int
    applicable: int


class OverallShown(Schema):
    score: float | None
    coverage: float | None
    answered: int
    applicable: int
    weakest_theme: str | None
    missing_themes: list[str]
    why_null: str | None
    distribution: Distribution


class CriterionShown(Schema):
    code: str
    theme: str
    state: State
    by_profile: bool
    level: int | None
    importance: Importance | None
    score: float | None


class Touched(Schema):
    code: str
    criteria: list[str]


class Touching(Schema):
    """Subjects the answers touch: neither conformity nor certification."""

    covered: int
    total: int
    issues: list[Touched]


class Priority(Schema):
    code: str
    priority: float
    importance: Importance | None
    level: int | None
    target: int
    target_is_set: bool


class ToClearUp(Schema):
    code: str
    importance: Importance


class Fallback(Schema):
    theme: str
    criterion: str


class ResultsShown(Schema):
    """Figures with one decimal, `null` as the scoring rule says; `formula` holds the exact working, as fractions."""

    framework: str
    version: str
    scope: Scope
    not_this_year: list[str]
    overall: OverallShown
    themes: list[ThemeShown]
    criteria: list[CriterionShown]
    fallbacks: list[Fallback]
    iso26000: Touching
    sdgs: list[Touched]
    priorities: list[Priority]
    to_clear_up: list[ToClearUp]
    strengths: list[str]
    formula: dict[str, Any]
