"""Two wordings of one question share their rare words: how alike texts are, 0 to 1, to offer and never to decide."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from .folding import folded

STEM = 6  # enough of a word to pass over its endings
SHORTEST = 3


class Likeness:
    """Texts by code, looked up by the words they share."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        told = [(code, stems(text)) for code, several in texts.items() for text in several]
        known = [(code, words) for code, words in told if words]
        seen = Counter(word for _code, words in known for word in words)
        self.rarity = {word: math.log(1 + len(known) / count) for word, count in seen.items()}
        self.unknown = math.log(1 + len(known))
        self.holders: dict[str, list[int]] = defaultdict(list)
        self.codes = [code for code, _words in known]
        self.sizes = [self._size(words) for _code, words in known]
        for place, (_code, words) in enumerate(known):
            for word in words:
                self.holders[word].append(place)

    def nearest(self, text: str, *, most: int) -> list[tuple[float, str]]:
        """Return the codes whose texts are most like this one, each once, the likest first."""
        words = stems(text)
        shared: Counter[int] = Counter()
        for word in words:
            for place in self.holders.get(word, ()):
                shared[place] += self.rarity[word] ** 2  # type: ignore[assignment]
        size = self._size(words)
        best: dict[str, float] = {}
        for place, weight in shared.items():
            code = self.codes[place]
            best[code] = max(best.get(code, 0), weight / (size * self.sizes[place]))
        return sorted(((score, code) for code, score in best.items()), key=lambda one: (-one[0], one[1]))[:most]

    def _size(self, words: Iterable[str]) -> float:
        return math.sqrt(sum(self.rarity.get(word, self.unknown) ** 2 for word in words)) or 1


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that tell it from others."""
    return frozenset(word[:STEM] for word in folded(text).split() if len(word) >= SHORTEST)
