"""What the pages show of one criterion: its words, its form, why it is set aside, whose answer met ours."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from essaim.apps.assessments.enums import Importance, State
from essaim.apps.assessments.exports.behind import Side
from essaim.apps.assessments.models import Answer, Provenance
from essaim.apps.assessments.rules import CriterionResult, Evidence, score_of
from essaim.apps.frameworks.rules import Anchor, Criterion, Exclusion, Scale, Text

from .answers import AnswerForm

TEXTS = ("reason", "comment", "assignee", "next_step")


@dataclass(frozen=True, slots=True)
class Version:
    """An answer in words, to be read beside another; `step` draws its level, 0 to 4."""

    choice: str
    step: int | None
    importance: str
    reason: str
    comment: str
    assignee: str
    next_step: str


@dataclass(slots=True)
class Sheet:
    """A criterion as it stands on a page; `conflict` is what someone else saved meanwhile.

    `waits_for` are the questions whose answers leave it aside: title and address of each; `views`, both of those who do
    not agree today.
    """

    criterion: Criterion
    scale: Scale
    form: AnswerForm
    exclusion: Exclusion | None = None
    waits_for: tuple[tuple[Text, str], ...] = ()
    is_kept_aside: bool = False
    can_edit: bool = False
    url: str = ""
    about: str = ""
    conflict: Answer | None = None
    provenance: Provenance | None = None
    behind: Callable[[], tuple[Evidence, ...]] = tuple
    evidence_url: str = ""
    confidence: str = ""
    views: tuple[Side, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return what backs the practice, read when a page shows it."""
        return self.behind()

    @property
    def names(self) -> str:
        """Return the names of the fields that travel when this criterion is saved."""
        if not self.form.travels_alone:
            return "*"
        return ",".join(["csrfmiddlewaretoken", "keeper", *[self.form.add_prefix(name) for name in self.form.fields]])

    @property
    def is_ruled_out(self) -> bool:
        """Say whether the profile leaves the criterion aside, whatever is answered to others."""
        return self.exclusion is not None and not self.exclusion.waits_for

    @property
    def is_touched(self) -> bool:
        """Say whether the page comes back with something else than it showed."""
        return not self.form.is_untouched

    @property
    def is_wanting(self) -> bool:
        """Say whether the person still has something to settle here."""
        return bool(self.conflict or self.form.errors)

    @property
    def ours(self) -> Version:
        """Return what stands on the page, in words."""
        said = self.form.cleaned_data
        texts = {name: said.get(name, "") for name in TEXTS}
        return self._version(said["state"], said["level"], said["importance"], texts)

    @property
    def theirs(self) -> Version | None:
        """Return what someone else saved, in words; who takes it in hand, on a page that asks."""
        held = self.conflict
        if held is None:
            return None
        texts = {name: getattr(held, name) if name in self.form.fields else "" for name in TEXTS}
        return self._version(held.state, held.level, held.importance, texts)

    def _version(self, state: str, level: int | None, importance: int | None, texts: dict[str, str]) -> Version:
        label = State(state).label if level is None else self.scale.anchor(level).label.get(get_language())
        step = None if level is None else round(score_of(level, self.scale) / 25)
        return Version(str(label), step, str(Importance(importance).label) if importance else "", **texts)


def sheet_of(
    one: CriterionResult,
    criterion: Criterion,
    answer: Answer | None,
    *,
    anchors: tuple[Anchor, ...],
    form: type[AnswerForm] = AnswerForm,
    data: QueryDict | None = None,
    **kwargs: Any,
) -> Sheet:
    """Return the sheet of a criterion, with its own levels, filled with what is stored, or with what was just typed."""
    scale = one.scale.model_copy(update={"anchors": anchors})
    filled = form(data, prefix=one.code, scale=scale, answer=answer)
    return Sheet(
        criterion=criterion,
        scale=scale,
        form=filled,
        exclusion=one.exclusion,
        is_kept_aside=one.kept_aside is not None,
        provenance=answer.provenance if answer else None,
        **kwargs,
    )
