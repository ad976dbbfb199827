"""Two texts, word by word: spaces, apostrophes and hyphens are how they are typed, not what they say."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Literal

TOKEN = re.compile(r"\{\w+\}\s*|\w+['’]\s*|\w+(?:[-‐‑.,:/]\w+)*\s*|[^\w\s]\s*|\s+")
SAME = str.maketrans({"’": "'", "‐": "-", "‑": "-", "“": '"', "”": '"', "–": "-", "—": "-"})
SHARED = 1 / 4  # with fewer words in common than this share, two texts are read one after the other
SLIGHT = 2  # characters


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow one another and share one fate; a kept run has both sides, as each was typed."""

    kind: Literal["kept", "removed", "added"]
    before: str
    after: str


def runs(before: str, after: str) -> tuple[Run, ...]:
    """Return how to go from one text to the other; the sides of the runs, put together, give each text back."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    steps = _whole(_steps(old, new))
    return tuple(run for same, group in groupby(steps, itemgetter(0)) for run in _runs(same, group))


def same_words(before: str, after: str) -> bool:
    """Return whether two texts say the same and are only typed otherwise."""
    return [_key(one) for one in TOKEN.findall(before)] == [_key(one) for one in TOKEN.findall(after)]


def _key(token: str) -> str:
    return token.translate(SAME).strip()


Step = tuple[bool, str, str]


def _steps(old: list[str], new: list[str]) -> list[Step]:
    steps, (left, right) = [], (0, 0)
    kept = in_common([_key(one) for one in old], [_key(one) for one in new])
    if len(kept) < SHARED * max(len(old), len(new)):
        kept = []
    for before, after in [*kept, (len(old), len(new))]:
        steps.append((False, "".join(old[left:before]), "".join(new[right:after])))
        steps.append((True, "".join(old[before : before + 1]), "".join(new[after : after + 1])))
        left, right = before + 1, after + 1
    return [step for step in steps if step[1] or step[2]]


def in_common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the longest list of places, before and after, where both have the same in the same order.

    Hyyrö's way: a row of the table is one integer, so that the worst texts take as long as the others (difflib needs
    minutes for a word repeated two thousand times).
    """
    places: dict[Hashable, int] = {}
    for place, word in enumerate(new):
        places[word] = places.get(word, 0) | 1 << place
    row, rows, full = (1 << len(new)) - 1, [], (1 << len(new)) - 1
    for word in old:
        met = row & places.get(word, 0)
        row = ((row + met) | (row - met)) & full
        rows.append(row)
    found, after = [], len(new) - 1
    for before in range(len(old) - 1, -1, -1):
        while after >= 0 and rows[before] >> after & 1:
            after -= 1
        if after < 0:
            break
        if before == 0 or rows[before - 1] >> after & 1:
            found.append((before, after))
            after -= 1
    return found[::-1]


def _whole(steps: list[Step]) -> list[Step]:
    """Return the steps, a little word or a sign alone between two changes being told with them: it reads better."""
    groups = [(same, list(group)) for same, group in groupby(steps, itemgetter(0))]
    last = len(groups) - 1
    return [
        (same and not (0 < place < last and sum(len(_key(old)) for _, old, _ in group) <= SLIGHT), old, new)
        for place, (same, group) in enumerate(groups)
        for _, old, new in group
    ]


def _runs(same: bool, steps: Iterable[Step]) -> Iterator[Run]:
    before, after = ("".join(side) for side in zip(*((old, new) for _, old, new in steps), strict=True))
    if same:
        yield Run("kept", before, after)
        return
    if before:
        yield Run("removed", before, "")
    if after:
        yield Run("added", "", after)
