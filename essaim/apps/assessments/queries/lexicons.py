"""The words of an answer in a spreadsheet: what its lists offer, and all that people may write in their place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from django.utils import translation
from django.utils.translation import get_language

from essaim.apps.assessments.enums import Importance, State
from essaim.apps.assessments.rules.filling import Lexicon
from essaim.apps.assessments.rules.folding import folded
from essaim.apps.frameworks.rules import Framework, Scale

LANGUAGES: Final = ("fr", "en")
WITHOUT_LEVEL: Final = (State.PLANNED, State.NOT_APPLICABLE, State.UNKNOWN)
Meaning = TypeVar("Meaning")


def level_choices(scale: Scale) -> dict[int, str]:
    """Return each level with its number and its name: “2 – Organisée”."""
    return {anchor.value: f"{anchor.value} – {anchor.label.get(get_language())}" for anchor in scale.anchors}


def state_choices() -> dict[State, str]:
    """Return each state that bears no level, in words."""
    return {state: str(state.label) for state in WITHOUT_LEVEL}


def importance_choices() -> dict[int, str]:
    """Return how much a practice may matter, in words."""
    return {one.value: str(one.label) for one in Importance}


def lexicons_of(framework: Framework) -> dict[str, Lexicon]:
    """Return, for each scale, all that its cells may say, in both languages."""
    return {scale.code: _lexicon(scale) for scale in framework.scales}


def _lexicon(scale: Scale) -> Lexicon:
    said: list[tuple[str, tuple[State, int | None]]] = []
    importances: list[tuple[str, int]] = []
    for language in LANGUAGES:
        with translation.override(language):
            for level, words in level_choices(scale).items():
                names = (words, str(level), scale.anchor(level).label.get(language))
                said += [(name, (State.ANSWERED, level)) for name in names]
            said += [(words, (state, None)) for state, words in state_choices().items()]
            importances += [(words, value) for value, words in importance_choices().items()]
    importances += [(str(one.value), one.value) for one in Importance]
    standings = _told(said)
    levels = level_choices(scale).values()
    return Lexicon(
        standings=standings,
        targets={words: level for words, (_state, level) in standings.items() if level is not None},
        importances=_told(importances),
        standing_choices=(*levels, *state_choices().values()),
        target_choices=tuple(levels),
        importance_choices=tuple(importance_choices().values()),
    )


def _told(said: Iterable[tuple[str, Meaning]]) -> Mapping[str, Meaning]:
    """Return what each wording means, as written and folded; what means two things means nothing."""
    exact: dict[str, set[Any]] = defaultdict(set)
    loose: dict[str, set[Any]] = defaultdict(set)
    for words, meaning in said:
        exact[words].add(meaning)
        loose[folded(words)].add(meaning)
    sure = [{words: next(iter(one)) for words, one in found.items() if len(one) == 1} for found in (loose, exact)]
    return sure[0] | sure[1]
