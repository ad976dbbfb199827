"""A large referential as a table of contents: headings where a section begins, then its criteria."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from essaim.kernel import accents

from .document import Criterion, Framework, Section, Theme

LARGE = 60  # criteria: beyond, nobody reads a referential whole on one page
MANY = 20  # criteria: beyond, those of a theme are no list to look through
DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """Criteria that follow one another in one place, with the sections that open there, the outer one first."""

    opens: tuple[tuple[int, Section], ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A theme with the passages kept of it, and how many criteria these hold."""

    theme: Theme
    passages: tuple[Passage, ...]
    count: int


def is_large(framework: Framework) -> bool:
    """Return whether a referential is shown as an outline."""
    return len(framework.criteria) > LARGE


def outline(framework: Framework, words: str = "", language: str | None = None) -> tuple[Chapter, ...]:
    """Return the themes with their criteria; with words, only the criteria that say all of them in this language."""
    wanted = _folded(words).split()
    kept = {one.code for one in framework.criteria if not wanted or _says(one, wanted, language)}
    chapters = (_chapter(theme, kept) for theme in framework.themes)
    return tuple(chapter for chapter in chapters if chapter.count)


def beside(theme: Theme, criterion: Criterion) -> tuple[Criterion, ...]:
    """Return the criteria of the same theme, this one included; of the same section where the theme has many."""
    if len(theme.criteria) <= MANY:
        return theme.criteria
    return tuple(one for one in theme.criteria if one.path == criterion.path)


def _chapter(theme: Theme, kept: Collection[str]) -> Chapter:
    passages = tuple(_passages(theme, kept))
    return Chapter(theme, passages, sum(len(passage.criteria) for passage in passages))


def _passages(theme: Theme, kept: Collection[str]) -> Iterator[Passage]:
    sections = {section.code: section for section in theme.sections}
    here: tuple[str, ...] = ()
    opens: tuple[tuple[int, Section], ...] = ()
    criteria: list[Criterion] = []
    for criterion in theme.criteria:
        if criterion.code not in kept:
            continue
        if criterion.path != here:
            if criteria:
                yield Passage(opens, tuple(criteria))
            opens, here, criteria = _opened(here, criterion.path, sections), criterion.path, []
        criteria.append(criterion)
    if criteria:
        yield Passage(opens, tuple(criteria))


def _opened(
    before: tuple[str, ...], after: tuple[str, ...], sections: dict[str, Section]
) -> tuple[tuple[int, Section], ...]:
    """Return the sections entered between two places, each with its depth; going back up names the outer one again."""
    shared = 0
    while shared < min(len(before), len(after)) and before[shared] == after[shared]:
        shared += 1
    first = min(shared, len(after) - 1)
    return tuple((min(depth, DEEPEST), sections[code]) for depth, code in enumerate(after) if depth >= first)


def _says(criterion: Criterion, wanted: list[str], language: str | None) -> bool:
    texts = [criterion.title, criterion.question, *([criterion.help] if criterion.help else [])]
    said = _folded(" ".join([criterion.code, *(text.get(language) for text in texts)]))
    return all(word in said for word in wanted)


def _folded(text: str) -> str:
    """Return a text without accents nor capitals; curly apostrophes as keyboards type them."""
    return accents.without(text.replace("’", "'")).casefold()
